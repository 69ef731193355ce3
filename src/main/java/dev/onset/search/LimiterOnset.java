package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where a limiter's rejections begin, as far as confirming trials prove it.
 *
 * <p>The lower bound is the highest load that was held without a rejection more often than with
 * one, the upper bound the lowest load above it that {@link Verification#fails}. FOUND needs both
 * and a limiter that explains what was watched: bounds alone could be those of a moment.
 */
final class LimiterOnset {

  private final RatePlan plan;

  LimiterOnset(RatePlan plan) {
    this.plan = plan;
  }

  /** How many attempts were turned away by a limiter. */
  static long rejections(Summary summary) {
    return summary.count(Outcome.RATE_LIMITED) + summary.count(Outcome.QUOTA_EXCEEDED);
  }

  /** How many attempts of a trial and of its prelude were turned away by a limiter. */
  static long rejections(Trial trial) {
    return rejections(trial.prelude()) + rejections(trial.summary());
  }

  /** What is known of the onset of an outcome. */
  Onset of(Outcome outcome, List<Trial> trials, @Nullable Limiter limiter) {
    var observed = Observed.firstRejection(outcome, trials);
    var upper = upper(trials);
    var lower =
        upper == null ? highestClean(trials, Double.MAX_VALUE) : highestClean(trials, upper);
    if (lower == null && failsAtStart(trials)) {
      int times = (int) trials.stream().filter(this::failedAtStart).count();
      return new Onset(
          outcome,
          times > 1 ? OnsetStatus.BELOW_START : OnsetStatus.UNDECIDED,
          null,
          plan.start(),
          null,
          observed,
          times > 1 ? Observed.agreement(times) : 0);
    }
    boolean settled = Watching.isSettled(limiter, trials);
    boolean found = settled && lower != null && upper != null;
    Double estimate = null;
    if (limiter != null && lower != null && upper != null) {
      double rate = limiter.ratePerSecond();
      estimate = rate >= lower && rate <= upper ? rate : Math.sqrt(lower * upper);
    }
    return new Onset(
        outcome,
        found ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        lower,
        upper,
        estimate,
        observed,
        found && limiter != null && lower != null
            ? confidence(lower, trials) * limiter.confidence()
            : 0);
  }

  /** Whether the lowest load there is was rejected and nothing was ever clean. */
  boolean failsAtStart(List<Trial> trials) {
    return trials.stream().anyMatch(this::failedAtStart)
        && trials.stream()
            .noneMatch(trial -> trial.valid() && climbs(trial) && rejections(trial.summary()) == 0);
  }

  private boolean failedAtStart(Trial trial) {
    return trial.valid()
        && climbs(trial)
        && trial.load() == plan.start()
        && rejections(trial.summary()) > 0;
  }

  private static boolean climbs(Trial trial) {
    return trial.purpose() == Purpose.LADDER || trial.purpose() == Purpose.CONFIRM;
  }

  private static @Nullable Double upper(List<Trial> trials) {
    return votes(trials).entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey())
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Double highestClean(List<Trial> trials, double limit) {
    return votes(trials).headMap(limit, false).descendingMap().entrySet().stream()
        .filter(entry -> entry.getValue() < 0)
        .map(entry -> entry.getKey())
        .findFirst()
        .orElse(null);
  }

  /** For each load that was confirmed: trials that fail less trials that are clean. */
  private static NavigableMap<Double, Integer> votes(List<Trial> trials) {
    var votes = new TreeMap<Double, Integer>();
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() == Purpose.CONFIRM) {
        int vote = rejections(trial.summary()) == 0 ? -1 : Verification.fails(trial) ? 1 : 0;
        votes.merge(trial.load(), vote, Integer::sum);
      }
    }
    return votes;
  }

  private static double confidence(double lower, List<Trial> trials) {
    long clean =
        trials.stream()
            .filter(trial -> trial.valid() && trial.load() == lower)
            .mapToLong(trial -> trial.summary().attempts())
            .sum();
    return 1 - Math.pow(1 - Tolerance.OCCASIONAL, (double) clean);
  }
}
