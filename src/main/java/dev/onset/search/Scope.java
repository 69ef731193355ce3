package dev.onset.search;

import dev.onset.limiter.Limiter;
import dev.onset.load.ConstantRate;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a limit is for: the search spends one credential; this trial offers two of them together
 * more than one may have, and each of them less.
 *
 * @param kind the answer
 * @param rejectedShare share of the trial's attempts that were rejected, from 0 to 1
 * @param offeredPerSecond requests per second that both callers offered together
 */
public record Scope(Kind kind, double rejectedShare, double offeredPerSecond) {

  /** The answers. */
  public enum Kind {
    /** Each credential has a limit of its own. */
    PER_CREDENTIAL,
    /** The credentials share a limit: one per address, or one for all callers. */
    SHARED,
    /** Neither shows clearly. */
    UNDECIDED
  }

  /** Each caller offers 0.8 times the limit. */
  private static final double TOGETHER = 1.6;

  private static final double LEAST_TOGETHER = 1.3;
  private static final double CLEAN_SHARE = 0.01;

  /** Of what a shared limit must reject, this part must be seen. */
  private static final double LEAST_PART = 0.6;

  private static final int CALLERS = 2;
  private static final double LONGEST_SETTLE_SECONDS = 60;

  /** The trial that decides, or null when the ceiling leaves no room for it. */
  static Step.@Nullable Measure trial(RatePlan plan, Limiter limiter) {
    double rate = limiter.ratePerSecond();
    double together = Math.min(plan.max(), TOGETHER * rate);
    double shows = limiter.secondsToReject(together);
    if (together < LEAST_TOGETHER * rate || !(shows <= LONGEST_SETTLE_SECONDS)) {
      return null;
    }
    double window = limiter.windowSeconds() == null ? 0 : limiter.windowSeconds();
    var settle = Duration.ofMillis((long) (1000 * shows));
    var length = settle.plusMillis((long) (1000 * Math.max(5, 3 * window)));
    return new Step.Measure(
        Purpose.SCOPE,
        together,
        new ConstantRate(together, length),
        settle,
        CALLERS,
        Duration.ofMillis((long) (1000 * Math.min(90, limiter.recoverySeconds() + 0.5))));
  }

  /**
   * What the trial says, or null when there was none. Both callers must have been served but for
   * the rejections: a credential that is not accepted says nothing of limits.
   */
  static @Nullable Scope of(List<Trial> trials, Limiter limiter) {
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() == Purpose.SCOPE) {
        var first = Share.of(0, trial);
        var second = Share.of(1, trial);
        double expected = 1 - limiter.ratePerSecond() / trial.load();
        double least = Math.min(first.rejected(), second.rejected());
        double most = Math.max(first.rejected(), second.rejected());
        boolean served = first.failed() <= CLEAN_SHARE && second.failed() <= CLEAN_SHARE;
        var kind =
            served && most <= CLEAN_SHARE
                ? Kind.PER_CREDENTIAL
                : served && least >= LEAST_PART * expected ? Kind.SHARED : Kind.UNDECIDED;
        return new Scope(kind, (first.rejected() + second.rejected()) / 2, trial.load());
      }
    }
    return null;
  }

  /** What became of one caller's attempts: shares from 0 to 1. */
  private record Share(double rejected, double failed) {

    static Share of(int caller, Trial trial) {
      int attempts = 0;
      int rejected = 0;
      int failed = 0;
      for (var entry : trial.summary().log().entries()) {
        if (entry.caller() == caller) {
          attempts++;
          boolean rejection = entry.outcome().isRejection();
          rejected += rejection ? 1 : 0;
          failed += rejection || entry.outcome() == Outcome.OK ? 0 : 1;
        }
      }
      // A caller who was never heard of failed.
      return attempts == 0
          ? new Share(0, 1)
          : new Share((double) rejected / attempts, (double) failed / attempts);
    }
  }
}
