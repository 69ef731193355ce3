package dev.onset.gatling;

import dev.onset.config.RateSettings;
import dev.onset.gatling.DemandTrials.Spent;
import dev.onset.search.Purpose;
import dev.onset.search.Verdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The load at which the target fails, as good as an experiment needs it that overloads the target.
 *
 * @param perSecond requests per second; null when it does not fail up to the highest load
 * @param from where it is from, in words
 */
record KnownOnset(@Nullable Double perSecond, String from) {

  /** Tries at one load when the load generator spoils a trial. */
  private static final int TRIES = 3;

  /**
   * As configured; or as found before in the same run; or where a ladder of loads meets a failure,
   * half way (by factor) between that load and the one before.
   */
  static KnownOnset of(
      @Nullable Double configured,
      @Nullable Double earlier,
      RateSettings rate,
      Duration giveUp,
      DemandTrials trials)
      throws Spent, InterruptedException {
    if (configured != null) {
      return new KnownOnset(configured, "as configured");
    }
    if (earlier != null) {
      return new KnownOnset(earlier, "as found along the rate axis in the same run");
    }
    double clean = Double.NaN;
    double load = rate.startPerSecond();
    while (true) {
      var verdict = verdict(load, rate.level(), giveUp, trials);
      if (verdict == Verdict.INVALID) {
        throw new Spent(
            "the load generator's host was too busy at %.1f requests/s".formatted(load));
      }
      if (verdict == Verdict.BAD) {
        return new KnownOnset(
            Double.isNaN(clean) ? load : Math.sqrt(clean * load), "from a ladder of loads");
      }
      if (load >= rate.maxPerSecond()) {
        return new KnownOnset(
            null, "nothing fails up to %.1f requests/s (onset.rate.max)".formatted(load));
      }
      clean = load;
      load = Math.min(rate.maxPerSecond(), load * rate.step());
    }
  }

  private static Verdict verdict(double load, Duration level, Duration giveUp, DemandTrials trials)
      throws Spent, InterruptedException {
    var verdict = Verdict.INVALID;
    for (int i = 0; i < TRIES && verdict == Verdict.INVALID; i++) {
      verdict = trials.hold(Purpose.LADDER, load, level, giveUp).trial().verdict();
    }
    return verdict;
  }
}
