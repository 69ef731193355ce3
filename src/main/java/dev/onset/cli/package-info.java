/** The commands of {@code onset.jar} and their exit codes; they wire and decide nothing. */
@NullMarked
package dev.onset.cli;

import org.jspecify.annotations.NullMarked;
