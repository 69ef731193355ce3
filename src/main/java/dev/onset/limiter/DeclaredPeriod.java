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
  private final double firstEnd;
  private double earliestEnd;
  private double latestEnd;
  private double lastAt;
  private double leastLeft;
  private double leftAtRefusal = Double.POSITIVE_INFINITY;
  private double recentRefusalAt = Double.POSITIVE_INFINITY;
  private double leftAtRecentRefusal = Double.POSITIVE_INFINITY;
  private boolean refilled;

  DeclaredPeriod(double startedAt, double remaining, double resetSeconds) {
    this.startedAt = startedAt;
    this.firstEnd = startedAt + resetSeconds;
    this.earliestEnd = firstEnd;
    this.latestEnd = firstEnd;
    this.lastAt = startedAt;
    this.leastLeft = remaining;
  }

  void add(double at, double remaining, double resetSeconds, boolean admitted) {
    earliestEnd = Math.min(earliestEnd, at + resetSeconds);
    latestEnd = Math.max(latestEnd, at + resetSeconds);
    lastAt = Math.max(lastAt, at);
    leastLeft = Math.min(leastLeft, remaining);
    if (at > recentRefusalAt + DISORDER_SECONDS) {
      leftAtRefusal = Math.min(leftAtRefusal, leftAtRecentRefusal);
      recentRefusalAt = Double.POSITIVE_INFINITY;
      leftAtRecentRefusal = Double.POSITIVE_INFINITY;
    }
    if (admitted) {
      refilled |= remaining >= leftAtRefusal;
    } else {
      recentRefusalAt = Math.min(recentRefusalAt, at);
      leftAtRecentRefusal = Math.min(leftAtRecentRefusal, remaining);
    }
  }

  /** The end that its first answer announced. */
  double firstEnd() {
    return firstEnd;
  }

  double startedAt() {
    return startedAt;
  }

  /** Whether an answer can only belong to a later period: it leaves more, after the end. */
  boolean isOverAt(double at, double remaining) {
    return at > earliestEnd - DISORDER_SECONDS && remaining > leastLeft;
  }

  /**
   * Whether the reset counted down to one and the same moment, and what is left never grew before
   * it: after a refusal a cheaper request may be admitted, but it leaves less than the refused one
   * met. A bucket that refills, or a log that slides, soon leaves as much or more.
   */
  boolean countsDown() {
    return latestEnd - earliestEnd <= ROUNDING_SECONDS && !refilled;
  }

  /** Whether the countdown was seen for some seconds, or up to the jump that it announced. */
  boolean confirmedBy(double nextJumpAt) {
    return lastAt - startedAt >= LONG_SECONDS
        || (nextJumpAt >= earliestEnd - ROUNDING_SECONDS
            && nextJumpAt <= latestEnd + ROUNDING_SECONDS);
  }
}
