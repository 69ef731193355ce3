/** The reports folder: names, atomic writes, finding earlier runs. */
@NullMarked
package dev.onset.store;

import org.jspecify.annotations.NullMarked;
