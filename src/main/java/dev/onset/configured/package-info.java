/** What a gateway's definition says of its limits, and whether that is what was measured. */
@NullMarked
package dev.onset.configured;

import org.jspecify.annotations.NullMarked;
