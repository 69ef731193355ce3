/** Rate limiters: what they declare of themselves, and what their decisions give away. */
@NullMarked
package dev.onset.limiter;

import org.jspecify.annotations.NullMarked;
