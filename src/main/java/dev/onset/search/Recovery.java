package dev.onset.search;

import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How a target comes back from overload.
 *
 * @param outcome what the overload brings about
 * @param overload load that was offered until it did
 * @param load highest load tried after it at which the outcome stops, or null when it stops at none
 * @param secondsToClean seconds from falling back to that load to the first second without the
 *     outcome; NaN when it stops at no load
 * @param differs whether that is less than the load at which the outcome begins, or takes longer
 *     than {@value #USUAL_SECONDS} s
 */
public record Recovery(
    Outcome outcome,
    double overload,
    @Nullable Double load,
    double secondsToClean,
    boolean differs) {

  /** Time in which a target is expected to be well again. */
  static final double USUAL_SECONDS = 2;
}
