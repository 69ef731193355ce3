/** Rows of values that requests are filled with, and how they are spent. */
@NullMarked
package dev.onset.feeder;

import org.jspecify.annotations.NullMarked;
