/** How large a request may be: which sizes to try, how to write them, and what the answers mean. */
@NullMarked
package dev.onset.sizes;

import org.jspecify.annotations.NullMarked;
