package dev.onset.search;

import dev.onset.limiter.Limiter;
import dev.onset.load.ConstantRate;
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

  /** What the trial says, or null when there was none. */
  static @Nullable Scope of(List<Trial> trials, Limiter limiter) {
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() == Purpose.SCOPE) {
        double share =
            (double) LimiterOnset.rejections(trial.summary())
                / Math.max(1, trial.summary().attempts());
        double expected = 1 - limiter.ratePerSecond() / trial.load();
        var kind =
            share <= CLEAN_SHARE
                ? Kind.PER_CREDENTIAL
                : share >= LEAST_PART * expected ? Kind.SHARED : Kind.UNDECIDED;
        return new Scope(kind, share, trial.load());
      }
    }
    return null;
  }
}
