package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether a failure that bounds a capacity depends on the load at all.
 *
 * <p>A target that fails one request in a hundred whatever is asked of it shows failures at some
 * loads and none at others by mere chance, and one that stands still now and then fails many at
 * once. Neither is a threshold. Three things have to hold: most trials from the upper bound on show
 * the failure; it lasts, once it has begun, in one of the longest trials at least and in as many of
 * all as there are longest in which it does not; and its share differs on both sides of the bracket
 * by more than chance, interruptions left out (two proportions, pooled).
 */
final class CapacityDependence {

  /**
   * Standard errors by which the shares of a failure on both sides must differ. Four would be once
   * in 30,000 times by chance; the bound was picked for having failed, which makes chance likelier.
   */
  private static final double LEAST_STANDARD_ERRORS = 4;

  /** Seconds of a trial in which a failure that lasts must show. */
  private static final int USUAL_SECONDS = 4;

  private static final int FEWEST_SECONDS = 3;

  /** Most seconds in a row that an interruption touches. */
  private static final int LONGEST_INTERRUPTION = 3;

  /** Trials of a side that are not too few to leave one out. */
  private static final int FEWEST_TRIALS = 3;

  /** Smallest share of failures in a second of an interruption. */
  private static final double INTERRUPTED = 0.1;

  private final List<Share> below = new ArrayList<>();
  private final List<Share> above = new ArrayList<>();
  private int showing;
  private int lasting;
  private int verifying;
  private int passing;

  private CapacityDependence() {}

  /**
   * Whether loads of at least {@code upper} show an outcome and loads up to {@code lower} do not.
   */
  static boolean holds(
      Outcome outcome, double lower, double upper, RatePlan plan, List<Trial> trials) {
    var evidence = new CapacityDependence();
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() != Purpose.CANARY) {
        if (trial.load() <= lower) {
          evidence.below(outcome, trial);
        } else if (trial.load() >= upper) {
          evidence.above(outcome, plan, trial);
        }
      }
    }
    return evidence.showing > 0
        && evidence.verifying > 0
        && evidence.lasting >= evidence.passing
        && evidence.standardErrors() >= LEAST_STANDARD_ERRORS;
  }

  private void below(Outcome outcome, Trial trial) {
    below.add(withoutInterruptions(outcome, trial));
  }

  private void above(Outcome outcome, RatePlan plan, Trial trial) {
    above.add(withoutInterruptions(outcome, trial));
    boolean shows = Tolerance.exceeded(outcome, trial.summary());
    boolean stays = shows && lasts(outcome, trial);
    if (trial.cut() || isAtLeast(trial, CapacityTarget.full(plan, trial.load()).toMillis())) {
      showing += shows ? 1 : -1;
      lasting += stays ? 1 : 0;
    }
    if (trial.cut() || isAtLeast(trial, CapacityTarget.verifying(plan, trial.load()).toMillis())) {
      verifying += stays ? 1 : 0;
      passing += stays ? 0 : 1;
    }
  }

  private static boolean isAtLeast(Trial trial, long millis) {
    return trial.length().toMillis() >= 0.99 * millis;
  }

  /**
   * Whether an outcome stays, once it has begun, for as long as the load lasts: it shows in at
   * least half of the spans after that, which are a second each, or as long as two failures take
   * where they are few, and in at least four seconds, or three when there are three failures only.
   */
  static boolean lasts(Outcome outcome, Trial trial) {
    if (trial.cut()) {
      return true;
    }
    var timeline = trial.summary().timeline();
    int first = from(trial);
    while (first < to(trial) && timeline.count(first, outcome) == 0) {
      first++;
    }
    long failures = trial.summary().count(outcome);
    double span = Math.max(1, 2.0 * (to(trial) - first) / Math.max(1, failures));
    int seconds = 0;
    int spans = 0;
    int lastSpan = -1;
    for (int second = first; second < to(trial); second++) {
      if (timeline.count(second, outcome) > 0) {
        int at = (int) ((second - first) / span);
        seconds++;
        spans += at > lastSpan ? 1 : 0;
        lastSpan = at;
      }
    }
    return seconds >= Math.max(FEWEST_SECONDS, Math.min(USUAL_SECONDS, failures))
        && 2 * spans * span >= to(trial) - first;
  }

  private record Share(long failed, long attempts) {
    double ratio() {
      return attempts == 0 ? 0 : (double) failed / attempts;
    }

    Share plus(Share other) {
      return new Share(failed + other.failed, attempts + other.attempts);
    }
  }

  private static Share withoutInterruptions(Outcome outcome, Trial trial) {
    var timeline = trial.summary().timeline();
    long failed = 0;
    long attempts = 0;
    int second = from(trial);
    while (second < to(trial)) {
      int end = second;
      long lost = 0;
      long offered = 0;
      while (end < to(trial)
          && timeline.count(end, outcome) > INTERRUPTED * timeline.offered(end)) {
        lost += timeline.count(end, outcome);
        offered += timeline.offered(end);
        end++;
      }
      int run = end - second;
      if (run > LONGEST_INTERRUPTION || trial.cut()) {
        failed += lost;
        attempts += offered;
      }
      if (run == 0) {
        failed += timeline.count(second, outcome);
        attempts += timeline.offered(second);
        end = second + 1;
      }
      second = end;
    }
    return new Share(failed, attempts);
  }

  private static int from(Trial trial) {
    return (int) (trial.startedAt().toNanos() / 1e9);
  }

  private static int to(Trial trial) {
    return (int) Math.ceil(trial.startedAt().plus(trial.length()).toNanos() / 1e9);
  }

  private double standardErrors() {
    var under = withoutWorst(below);
    var over = withoutWorst(above);
    if (under.attempts() == 0 || over.attempts() == 0) {
      return 0;
    }
    double pooled =
        (double) (under.failed() + over.failed()) / (under.attempts() + over.attempts());
    double error =
        Math.sqrt(pooled * (1 - pooled) * (1.0 / under.attempts() + 1.0 / over.attempts()));
    double difference = over.ratio() - under.ratio();
    return difference > 0 ? difference / error : 0;
  }

  /** The sum without the worst trial, which one accident may have made so, if there are some. */
  private static Share withoutWorst(List<Share> shares) {
    var sorted = shares.stream().sorted(Comparator.comparingDouble(Share::ratio)).toList();
    return sorted
        .subList(0, Math.max(Math.min(FEWEST_TRIALS, shares.size()), shares.size() - 1))
        .stream()
        .reduce(new Share(0, 0), Share::plus);
  }
}
