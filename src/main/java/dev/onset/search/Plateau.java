package dev.onset.search;

import dev.onset.evidence.Timeline;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a limiter admits while more is offered than it allows: {@code A(t) = burst + rate · t}.
 *
 * <p>The rate is the mean of the whole seconds after the first one with a rejection, when the burst
 * is spent; the burst is what was admitted beyond that rate. Holds for limiters to which rejected
 * requests do not count. A limiter that admits in lumps, all for some seconds and then nothing, has
 * no plateau: over a time that is not a whole number of its windows the mean means nothing. One
 * second in ten may differ, so that a stall of the target does not hide a plateau.
 *
 * @param ratePerSecond admitted requests per second once the burst is spent
 * @param burst requests admitted beyond that rate
 */
record Plateau(double ratePerSecond, double burst) {

  /** Fewest whole seconds from which a rate is taken. */
  private static final int FEWEST_SECONDS = 4;

  /** Smallest share of the seconds that must admit the same and refuse the rest. */
  private static final double LEAST_LEVEL = 0.9;

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
    var perSecond = new ArrayList<Long>();
    int refusing = 0;
    for (int second = from; second < to; second++) {
      long refused = timeline.count(second, Outcome.RATE_LIMITED);
      perSecond.add(timeline.offered(second) - refused);
      refusing += refused > 0 ? 1 : 0;
    }
    if (Math.min(refusing, level(perSecond)) < LEAST_LEVEL * perSecond.size()) {
      return null;
    }
    long admitted = perSecond.stream().mapToLong(n -> n).sum();
    double rate = (double) admitted / (to - from);
    long all = trial.summary().attempts() - trial.summary().count(Outcome.RATE_LIMITED);
    return new Plateau(rate, Math.max(0, all - rate * lengthSeconds));
  }

  /** How many of the counts are within 10 %, or 2, of their median. */
  private static long level(List<Long> counts) {
    long median = counts.stream().sorted().skip(counts.size() / 2).findFirst().orElseThrow();
    double slack = Math.max(2, 0.1 * median);
    return counts.stream().filter(count -> Math.abs(count - median) <= slack).count();
  }
}
