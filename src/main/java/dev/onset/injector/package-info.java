/** The load generator's own state: whether its host kept up while it measured. */
@NullMarked
package dev.onset.injector;

import org.jspecify.annotations.NullMarked;
