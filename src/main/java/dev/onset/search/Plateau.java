package dev.onset.search;

import dev.onset.evidence.Timeline;
import dev.onset.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a limiter admits while more is offered than it allows: {@code A(t) = burst + rate · t}.
 *
 * <p>The rate is the mean of the whole seconds after the first one with a rejection, when the burst
 * is spent; the burst is what was admitted beyond that rate. Holds for limiters to which rejected
 * requests do not count; a limiter with a window longer than the trial shows up as a rate that no
 * confirming trial agrees with.
 *
 * @param ratePerSecond admitted requests per second once the burst is spent
 * @param burst requests admitted beyond that rate
 */
record Plateau(double ratePerSecond, double burst) {

  /** Fewest whole seconds from which a rate is taken. */
  private static final int FEWEST_SECONDS = 4;

  /** Seconds after which a load above the rate has used up the burst, with half as much again. */
  double drainSeconds(double load) {
    return load <= ratePerSecond
        ? Double.POSITIVE_INFINITY
        : (1.5 * burst + 1) / (load - ratePerSecond) + 1;
  }

  /**
   * Whether a clean trial means that its load is below the limit: it is below the rate, give or
   * take what the rate may be off, or it was held for long enough to use up the burst.
   */
  boolean wouldShowIn(Trial trial) {
    return trial.load() <= ratePerSecond
        || trial.length().toNanos() / 1e9 >= drainSeconds(trial.load()) * 0.999;
  }

  /** The plateau of the last trial that watched, or null when none shows one. */
  static @Nullable Plateau of(List<Trial> trials) {
    Plateau last = null;
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() == Purpose.WATCH) {
        last = of(trial);
      }
    }
    return last;
  }

  private static @Nullable Plateau of(Trial trial) {
    Timeline timeline = trial.summary().timeline();
    double startSeconds = trial.startedAt().toNanos() / 1e9;
    double lengthSeconds = trial.length().toNanos() / 1e9;
    int from = (int) Math.ceil(startSeconds);
    int to = (int) Math.floor(startSeconds + lengthSeconds);
    while (from < to && timeline.count(from, Outcome.RATE_LIMITED) == 0) {
      from++;
    }
    from++;
    if (to - from < FEWEST_SECONDS) {
      return null;
    }
    long admitted = 0;
    for (int second = from; second < to; second++) {
      admitted += timeline.offered(second) - timeline.count(second, Outcome.RATE_LIMITED);
    }
    double rate = (double) admitted / (to - from);
    long all = trial.summary().attempts() - trial.summary().count(Outcome.RATE_LIMITED);
    return new Plateau(rate, Math.max(0, all - rate * lengthSeconds));
  }
}
