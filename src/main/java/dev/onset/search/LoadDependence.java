package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.List;

/**
 * Whether an outcome depends on the load at all.
 *
 * <p>A target that stalls now and then, or that fails one request in a hundred whatever is asked of
 * it, shows failures at some loads and none at others by mere chance. Those make no threshold.
 */
final class LoadDependence {

  /**
   * Standard errors by which the shares of a failure on both sides of a threshold must differ. Four
   * would be once in 30,000 times by chance; the search picks its upper bound for having failed,
   * which makes chance likelier.
   */
  private static final double LEAST_STANDARD_ERRORS = 4;

  private LoadDependence() {}

  /**
   * Whether loads of at least {@code upper} show an outcome and loads up to {@code lower} do not,
   * more clearly than chance would have it.
   *
   * <p>Most of the trials at or above the upper bound must agree: those that went wrong without
   * this outcome, and those that stood long enough and stayed clean, speak against it. Of an
   * outcome that is tolerated now and then the shares must differ too (two proportions, pooled).
   */
  static boolean holds(Outcome outcome, double lower, double upper, List<Trial> trials) {
    int showing = 0;
    int lacking = 0;
    long failedBelow = 0;
    long failedAbove = 0;
    long below = 0;
    long above = 0;
    for (var trial : trials) {
      if (!trial.valid() || trial.purpose() == Purpose.CANARY) {
        continue;
      }
      var summary = trial.summary();
      if (trial.load() <= lower) {
        failedBelow += summary.count(outcome);
        below += summary.attempts();
      } else if (trial.load() >= upper) {
        failedAbove += summary.count(outcome);
        above += summary.attempts();
        boolean shows = Tolerance.exceeded(outcome, summary);
        showing += shows ? 1 : 0;
        lacking += !shows && trial.verdict() == Verdict.BAD ? 1 : 0;
      }
    }
    return showing > lacking
        && (Tolerance.of(outcome) == 0
            || standardErrors(failedBelow, below, failedAbove, above) >= LEAST_STANDARD_ERRORS);
  }

  private static double standardErrors(long failedBelow, long below, long failedAbove, long above) {
    double pooled = (double) (failedBelow + failedAbove) / (below + above);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / below + 1.0 / above));
    return ((double) failedAbove / above - (double) failedBelow / below) / error;
  }
}
