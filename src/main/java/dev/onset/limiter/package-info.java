/** Rate limiters: what they declare of themselves in response headers. */
@NullMarked
package dev.onset.limiter;

import org.jspecify.annotations.NullMarked;
