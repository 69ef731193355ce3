/** What a request cost, as its answer says. */
@NullMarked
package dev.onset.usage;

import org.jspecify.annotations.NullMarked;
