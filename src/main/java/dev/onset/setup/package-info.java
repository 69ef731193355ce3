/** From settings to what they describe: the sandbox that is started, the target that is checked. */
@NullMarked
package dev.onset.setup;

import org.jspecify.annotations.NullMarked;
