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

  /** Shorter trials cannot show whether a failure lasts. */
  private static final int SHORTEST_SECONDS = 5;

  /** Fewest seconds of a trial in which a failure that lasts must show. */
  private static final int FEWEST_SECONDS = 4;

  /**
   * Whether loads of at least {@code upper} show an outcome and loads up to {@code lower} do not,
   * more clearly than chance would have it.
   *
   * <p>Most of the longer trials at or above the upper bound must show it, and, as long as the load
   * lasts, in at least half of the seconds after it first appears: a target that stalls for a
   * moment fails many requests at once and then none. The shares on both sides must differ too (two
   * proportions, pooled). A limiter's rejections are exempt from both: they have a plateau to prove
   * them, see {@link Plateau}.
   */
  static boolean holds(Outcome outcome, double lower, double upper, List<Trial> trials) {
    boolean limiter = outcome == Outcome.RATE_LIMITED;
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
        if (limiter || trial.cut() || trial.length().toSeconds() >= SHORTEST_SECONDS) {
          boolean shows =
              Tolerance.exceeded(outcome, summary)
                  && (limiter || trial.cut() || lasts(outcome, trial));
          showing += shows ? 1 : 0;
          lacking += !shows && (!limiter || trial.verdict() == Verdict.BAD) ? 1 : 0;
        }
      }
    }
    return showing > lacking
        && (limiter
            || standardErrors(failedBelow, below, failedAbove, above) >= LEAST_STANDARD_ERRORS);
  }

  private static boolean lasts(Outcome outcome, Trial trial) {
    var timeline = trial.summary().timeline();
    int first = -1;
    int last = (int) Math.ceil(trial.startedAt().plus(trial.length()).toNanos() / 1e9);
    int failing = 0;
    for (int second = (int) (trial.startedAt().toNanos() / 1e9); second < last; second++) {
      if (timeline.count(second, outcome) > 0) {
        first = first < 0 ? second : first;
        failing++;
      }
    }
    return failing >= FEWEST_SECONDS && 2 * failing >= last - first;
  }

  private static double standardErrors(long failedBelow, long below, long failedAbove, long above) {
    double pooled = (double) (failedBelow + failedAbove) / (below + above);
    double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / below + 1.0 / above));
    return ((double) failedAbove / above - (double) failedBelow / below) / error;
  }
}
