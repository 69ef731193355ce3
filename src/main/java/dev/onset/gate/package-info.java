/** Expectations of a run and whether they are met, from records alone. */
@NullMarked
package dev.onset.gate;

import org.jspecify.annotations.NullMarked;
