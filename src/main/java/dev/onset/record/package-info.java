/** The experiment record: what is kept of a run, as versioned JSON. */
@NullMarked
package dev.onset.record;

import org.jspecify.annotations.NullMarked;
