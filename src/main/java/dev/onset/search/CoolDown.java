package dev.onset.search;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a target alone after it was overloaded, and a load generator after it fell short.
 *
 * <p>After a trial that was mostly refused, nothing but canaries at half of a load that was served
 * before, until one is clean. Waits that the target asked for are kept, up to a minute. A trial
 * that the load generator spoilt is repeated after a growing rest.
 */
final class CoolDown {

  /** With the rests between them, a host shared with others has half a minute to calm down. */
  static final int MOST_INVALID_IN_A_ROW = 5;

  private static final int MOST_CANARIES = 6;
  private static final double CANARY_ABOVE_SHARE = 0.3;
  private static final double LONGEST_REST_SECONDS = 60;

  private CoolDown() {}

  /** What the last trial calls for before the search can go on, or null when nothing. */
  static @Nullable Step step(List<Trial> trials, @Nullable Double served, Duration meant) {
    var last = trials.get(trials.size() - 1);
    if (!last.valid()) {
      return repeated(trials, last, meant);
    }
    if (last.verdict() != Verdict.BAD || served == null) {
      return null;
    }
    double load = served / 2;
    if (last.purpose() != Purpose.CANARY) {
      return badShare(last) > CANARY_ABOVE_SHARE ? canary(load, restAfter(last)) : null;
    }
    int failed = 0;
    for (int i = trials.size() - 1; i >= 0 && isFailedCanary(trials.get(i)); i--) {
      failed++;
    }
    if (failed >= MOST_CANARIES) {
      return new Step.Done(
          Step.End.UNDECIDED,
          String.format(
              Locale.ROOT, "the target did not recover: it still fails at a load of %.1f", load));
    }
    var rest = Duration.ofSeconds(1L << failed);
    var declared = restAfter(last);
    return canary(load, rest.compareTo(declared) > 0 ? rest : declared);
  }

  /** How long to leave the target alone after a trial. */
  static Duration restAfter(Trial trial) {
    if (trial.verdict() != Verdict.BAD) {
      return Duration.ZERO;
    }
    var wait = trial.summary().longestWaitSeconds();
    double seconds = Math.max(2, wait == null ? 0 : Math.min(LONGEST_REST_SECONDS, wait + 0.5));
    return Duration.ofMillis((long) (1000 * seconds));
  }

  private static Step repeated(List<Trial> trials, Trial last, Duration meant) {
    int inARow = invalidInARow(trials);
    var limited = limited(trials);
    if (limited != null) {
      return limited;
    }
    // A cut trial is shorter than it was meant to be.
    var length = last.length().compareTo(meant) > 0 ? last.length() : meant;
    return new Step.Measure(last.purpose(), last.load(), length, restAfterInvalid(inARow));
  }

  /** How many trials at the end were spoilt. */
  static int invalidInARow(List<Trial> trials) {
    int inARow = 0;
    for (int i = trials.size() - 1; i >= 0 && !trials.get(i).valid(); i--) {
      inARow++;
    }
    return inARow;
  }

  /** The end of a search whose last trials were all spoilt, or null when it can go on. */
  static Step.@Nullable Done limited(List<Trial> trials) {
    return invalidInARow(trials) < MOST_INVALID_IN_A_ROW
        ? null
        : new Step.Done(Step.End.LIMITED, trials.get(trials.size() - 1).reason());
  }

  /** How long to wait before a spoilt trial is repeated: 2 s, and twice as long each time. */
  static Duration restAfterInvalid(int inARow) {
    return Duration.ofSeconds(1L << inARow);
  }

  private static Step canary(double load, Duration rest) {
    return new Step.Measure(Purpose.CANARY, load, canaryLength(load), rest);
  }

  static Duration canaryLength(double load) {
    return Duration.ofMillis((long) Math.max(1000, Math.min(5000, 10_000 / load)));
  }

  private static boolean isFailedCanary(Trial trial) {
    return trial.purpose() == Purpose.CANARY && trial.verdict() == Verdict.BAD;
  }

  private static double badShare(Trial trial) {
    return Tolerance.exceeded(trial.summary()).stream()
        .mapToDouble(outcome -> trial.summary().share(outcome))
        .sum();
  }
}
