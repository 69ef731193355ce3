package dev.onset.search;

import dev.onset.limiter.Limiter;
import dev.onset.load.Stairs;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search downward: overload the target, fall back to a load, and see whether what went wrong
 * stops. The first load is the one confirmed clean on the way up, then shares of it, and each is
 * tried twice.
 *
 * <p>A target that keeps failing at a load which it served before has two thresholds; a tool that
 * only goes up reports the better one.
 */
final class RecoverySearch {

  private static final double OVERLOAD = 1.5;

  /**
   * Shares of the confirmed load to fall back to. That load itself may lie a little above what can
   * be sustained, by what is tolerated and by a queue that overload has filled.
   */
  private static final double[] SHARES = {1, 0.96, 0.8, 0.64};

  /** From this share on it is still the same load. */
  private static final double SAME = 0.95;

  private static final int TRIES = 2;
  private static final int MOST_STEPS = SHARES.length * TRIES;
  private static final int MOST_INVALID = 2;

  /** Most trials in all, those at bounds that moved since included. */
  private static final int MOST_TRIALS = 12;

  private static final double LEAST_OVERLOAD_SECONDS = 3;
  private static final double MOST_OVERLOAD_SECONDS = 20;
  private static final double LEAST_SECONDS = 10;
  private static final double MOST_SECONDS = 150;

  /** Share of the attempts at the end that may still fail when it has stopped. */
  private static final double STRAY = 0.002;

  private static final double LEAST_SERVED = 0.98;
  private static final double SLIDE_SECONDS = 0.1;

  private final RatePlan plan;

  RecoverySearch(RatePlan plan) {
    this.plan = plan;
  }

  /** The next trial, or null when the answer is there or none is to be had. */
  Step.@Nullable Measure next(Onset onset, @Nullable Limiter limiter, List<Trial> trials) {
    var lower = onset.lower();
    var upper = onset.upper();
    if (onset.status() != OnsetStatus.FOUND || lower == null || upper == null) {
      return null;
    }
    var made = trials.stream().filter(trial -> trial.purpose() == Purpose.RECOVERY).toList();
    long invalid = made.stream().filter(trial -> !trial.valid()).count();
    // What a bound that moved since was tried for says nothing of the one that holds now.
    int steps = (int) made.stream().filter(trial -> trial.valid() && trial.load() <= lower).count();
    boolean over = made.stream().anyMatch(trial -> trial.valid() && stops(onset.outcome(), trial));
    if (over || steps >= MOST_STEPS || made.size() > MOST_TRIALS || invalid > MOST_INVALID) {
      return null;
    }
    double overload = overload(upper);
    double load = lower * SHARES[steps / TRIES];
    boolean overfull = made.stream().anyMatch(trial -> trial.summary().log().isOverfull());
    if (overload <= upper || load < plan.start() || overfull) {
      return null;
    }
    var settle = seconds(overloadSeconds(overload, limiter));
    var window = limiter == null ? null : limiter.windowSeconds();
    double length =
        Math.max(LEAST_SECONDS, Math.min(MOST_SECONDS, window == null ? 0 : 2.5 * window + 3));
    var schedule =
        new Stairs(
            List.of(new Stairs.Stair(overload, settle), new Stairs.Stair(load, seconds(length))));
    return new Step.Measure(Purpose.RECOVERY, load, schedule, settle, 1, Duration.ZERO);
  }

  /** What the trials so far say, or null when there are none. */
  static @Nullable Recovery of(Onset onset, List<Trial> trials) {
    var upper = onset.upper();
    var lower = onset.lower();
    if (upper == null || lower == null) {
      return null;
    }
    Trial last = null;
    for (var trial : trials) {
      if (trial.valid()
          && trial.purpose() == Purpose.RECOVERY
          && !trial.summary().log().isOverfull()
          && overloaded(onset, trial)) {
        last = trial;
        if (stops(onset.outcome(), trial)) {
          double seconds = secondsToClean(onset.outcome(), trial);
          return new Recovery(
              onset.outcome(),
              peak(trial),
              trial.load(),
              seconds,
              trial.load() < SAME * lower || seconds > Recovery.USUAL_SECONDS);
        }
      }
    }
    return last == null ? null : new Recovery(onset.outcome(), peak(last), null, Double.NaN, true);
  }

  /** Without an overload that shows, falling back proves nothing. */
  private static boolean overloaded(Onset onset, Trial trial) {
    return trial.prelude().count(onset.outcome()) > 0;
  }

  private static double peak(Trial trial) {
    var first = trial.prelude().firstSeen().values();
    return first.stream().mapToDouble(seen -> seen.load()).max().orElse(Double.NaN);
  }

  /** Whether the last third of a trial is served and free of an outcome, but for strays. */
  private static boolean stops(Outcome outcome, Trial trial) {
    long from = trial.startedAt().plus(trial.length().multipliedBy(2).dividedBy(3)).toNanos();
    long attempts = 0;
    long failed = 0;
    long served = 0;
    for (var entry : trial.summary().log().entries()) {
      if (entry.startNanos() >= from) {
        attempts++;
        failed += entry.outcome() == outcome ? 1 : 0;
        served += entry.outcome() == Outcome.OK ? 1 : 0;
      }
    }
    double tolerated = Math.max(STRAY, Tolerance.of(outcome));
    return attempts > 0 && failed <= tolerated * attempts && served >= LEAST_SERVED * attempts;
  }

  /** From the fall to the start of the first second with no more of the outcome than tolerated. */
  private static double secondsToClean(Outcome outcome, Trial trial) {
    long start = trial.startedAt().toNanos();
    double length = trial.length().toNanos() / 1e9;
    for (double from = 0; from + 1 <= length; from += SLIDE_SECONDS) {
      long attempts = 0;
      long failed = 0;
      for (var entry : trial.summary().log().entries()) {
        double at = (entry.startNanos() - start) / 1e9;
        if (at >= from && at < from + 1) {
          attempts++;
          failed += entry.outcome() == outcome ? 1 : 0;
        }
      }
      if (attempts > 0 && failed <= Tolerance.of(outcome) * attempts) {
        return from;
      }
    }
    return length;
  }

  /**
   * The load that proved the lower bound of an onset if the target failed at that bound after
   * overload and nothing has been held there since, or null: it may never have been a bound.
   */
  static @Nullable Double doubtedLower(Onset onset, List<Trial> trials) {
    var lower = onset.lower();
    boolean doubted = false;
    double held = Double.MAX_VALUE;
    for (var trial : trials) {
      if (lower == null || !trial.valid() || trial.load() < lower) {
        continue;
      }
      if (trial.purpose() == Purpose.RECOVERY && overloaded(onset, trial)) {
        doubted = !stops(onset.outcome(), trial);
      } else if (trial.purpose() == Purpose.CONFIRM && trial.load() <= held) {
        held = trial.load();
        doubted = false;
      }
    }
    return doubted ? held : null;
  }

  private double overload(double upper) {
    return Math.min(plan.max(), OVERLOAD * upper);
  }

  private double overloadSeconds(double overload, @Nullable Limiter limiter) {
    double seconds = LEAST_OVERLOAD_SECONDS;
    if (limiter != null && limiter.ratePerSecond() < overload) {
      double shows = limiter.secondsToReject(overload);
      seconds = Math.max(seconds, Double.isFinite(shows) ? shows : 0);
    }
    return Math.min(MOST_OVERLOAD_SECONDS, seconds);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(1, Math.round(1000 * seconds)));
  }
}
