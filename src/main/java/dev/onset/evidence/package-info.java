/** Attempts folded into summaries and per-second series that can be merged. */
@NullMarked
package dev.onset.evidence;

import org.jspecify.annotations.NullMarked;
