package dev.onset.sandbox;

import java.time.Duration;

/**
 * What the server behind the limiter can do.
 *
 * @param perSecond requests worked off per second, one after the other; above 0 to 1,000,000
 * @param queue requests whose work may be ahead of one that is taken, from 0 to 1,000,000
 * @param recovery time for which it works at 70 % after it was offered more than 1.3 times its
 *     capacity, from 0 to 10 minutes; 0 for a server that does not suffer
 */
public record Capacity(double perSecond, int queue, Duration recovery) {
  private static final Duration MAX_RECOVERY = Duration.ofMinutes(10);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public Capacity {
    new Rules()
        .require(
            perSecond > 0 && perSecond <= 1e6,
            "capacity.perSecond",
            perSecond,
            "above 0 to 1000000 requests/s")
        .require(
            queue >= 0 && queue <= 1_000_000, "capacity.queue", queue, "from 0 to 1000000 requests")
        .require(
            !recovery.isNegative() && recovery.compareTo(MAX_RECOVERY) <= 0,
            "capacity.recovery",
            recovery,
            "from 0 to 10 minutes")
        .check();
  }

  /** The capacity in words. */
  String describe() {
    String slow =
        recovery.isZero()
            ? ""
            : ", 70 % of that for " + Words.millis(recovery) + " ms after more than 1.3 times it";
    return Words.plain(perSecond) + " requests/s, then a queue of " + queue + " and 503" + slow;
  }
}
