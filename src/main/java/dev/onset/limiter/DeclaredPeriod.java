package dev.onset.limiter;

/**
 * One period of a limit as its responses tell it: from the moment at which what remains jumps up to
 * the next such jump.
 *
 * <p>Confined to one thread.
 */
final class DeclaredPeriod {

  /** Resets are often whole seconds, rounded either way. */
  static final double ROUNDING_SECONDS = 1.1;

  /** Answers of the same moment may arrive in any order. */
  private static final double DISORDER_SECONDS = 0.1;

  /** A countdown seen for so long is no coincidence. */
  private static final double LONG_SECONDS = 3;

  private final double startedAt;
  private double earliestEnd;
  private double latestEnd;
  private double lastAt;
  private double refusedAt = Double.POSITIVE_INFINITY;
  private boolean admittedAfterRefusal;

  DeclaredPeriod(double startedAt, double resetSeconds) {
    this.startedAt = startedAt;
    this.earliestEnd = startedAt + resetSeconds;
    this.latestEnd = earliestEnd;
    this.lastAt = startedAt;
  }

  void add(double at, double resetSeconds, boolean admitted) {
    earliestEnd = Math.min(earliestEnd, at + resetSeconds);
    latestEnd = Math.max(latestEnd, at + resetSeconds);
    lastAt = Math.max(lastAt, at);
    if (!admitted) {
      refusedAt = Math.min(refusedAt, at);
    } else if (at > refusedAt + DISORDER_SECONDS) {
      admittedAfterRefusal = true;
    }
  }

  double startedAt() {
    return startedAt;
  }

  /**
   * Whether the reset counted down to one and the same moment, and nothing was admitted between the
   * first refusal and that moment. A bucket that refills, or a log that slides, does neither.
   */
  boolean countsDown() {
    return latestEnd - earliestEnd <= ROUNDING_SECONDS && !admittedAfterRefusal;
  }

  /** Whether the countdown was seen for some seconds, or up to the jump that it announced. */
  boolean confirmedBy(double nextJumpAt) {
    return lastAt - startedAt >= LONG_SECONDS
        || (nextJumpAt >= earliestEnd - ROUNDING_SECONDS
            && nextJumpAt <= latestEnd + ROUNDING_SECONDS);
  }
}
