package dev.onset.sandbox;

import java.time.Duration;

/**
 * A gateway that breaks down under too many requests, and stays down until they are fewer.
 *
 * <p>Counted are the requests of the last 250 ms, (t - 250 ms, t], that came on other paths than
 * the health check's, whatever they were answered. With more than {@code above / 4} of them it goes
 * down, and answers every request at once, the one that was too many included. It is up again when
 * they have been fewer than {@code below / 4} for {@code recovery} without a break.
 *
 * <p>So when the rate drops from {@code old}, at least {@code below}, to {@code new}, less than
 * {@code below}, requests get through again after {@code 0.25 s * (old - below) / (old - new) +
 * recovery}, to within a request. Both limits are whole numbers of requests in 250 ms, so rates
 * count in steps of 4/s. It never recovers while callers who are turned away come again so often
 * that they keep it at {@code below} or more.
 *
 * @param above requests/s, from 4 to 1,000,000
 * @param below requests/s, from 4, which is none in 250 ms, to {@code above}
 * @param recovery from 0 to 10 minutes
 * @param status HTTP status of all answers while it is down, from 400 to 599
 */
public record Outage(double above, double below, Duration recovery, int status) {
  static final Duration WINDOW = Duration.ofMillis(250);

  private static final Duration MAX_RECOVERY = Duration.ofMinutes(10);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public Outage {
    new Rules()
        .require(above >= 4 && above <= 1e6, "outage.above", above, "from 4 to 1000000 requests/s")
        .require(
            below >= 4 && below <= above,
            "outage.below",
            below,
            "from 4 requests/s to outage.above")
        .require(
            !recovery.isNegative() && recovery.compareTo(MAX_RECOVERY) <= 0,
            "outage.recovery",
            recovery,
            "from 0 to 10 minutes")
        .require(status >= 400 && status <= 599, "outage.status", status, "from 400 to 599")
        .check();
  }

  /** The most requests in the window that do not put it down. */
  int mostWhileUp() {
    return (int) Math.floor(above / 4);
  }

  /** The most requests in the window that let it recover. */
  int mostToRecover() {
    return (int) Math.ceil(below / 4) - 1;
  }

  /** The outage in words. */
  String describe() {
    return "down with more than %s requests/s, counted over 250 ms, answers %d, up again after %s ms below %s"
        .formatted(Words.plain(above), status, Words.millis(recovery), Words.plain(below));
  }
}
