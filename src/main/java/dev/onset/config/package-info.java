/** Settings: HOCON to validated values, every mistake reported at once. */
@NullMarked
package dev.onset.config;

import org.jspecify.annotations.NullMarked;
