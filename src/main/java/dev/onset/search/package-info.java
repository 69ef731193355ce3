/** Trial verdicts, bounds, the next load, and when to stop. */
@NullMarked
package dev.onset.search;

import org.jspecify.annotations.NullMarked;
