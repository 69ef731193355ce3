/** What callers want of a target: demands, ways of retrying them, and what came of them. */
@NullMarked
package dev.onset.demand;

import org.jspecify.annotations.NullMarked;
