package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.List;

/**
 * How long one new connection took.
 *
 * <p>Best is the time from sending the first SYN to being connected. Where that is not known, the
 * time to the first response on a fresh connection does, if answers come evenly.
 *
 * @param load the load in force when it was due
 * @param dueNanos when it was due, in nanoseconds since the experiment began
 * @param millis time until it was connected, or until it was given up
 * @param gaveUp whether it was given up while no SYN had been answered
 */
public record ConnectTime(double load, long dueNanos, double millis, boolean gaveUp) {

  /** A connection that came about. */
  public ConnectTime(double load, long dueNanos, double millis) {
    this(load, dueNanos, millis, false);
  }

  /** The new connections among these attempts, all at one load. */
  public static List<ConnectTime> in(AttemptLog log, double load) {
    return log.entries().stream()
        .filter(entry -> isTimed(entry) || entry.outcome() == Outcome.CONNECT_TIMEOUT)
        .map(entry -> of(entry, load))
        .toList();
  }

  private static ConnectTime of(AttemptLog.Entry entry, double load) {
    return isTimed(entry)
        ? new ConnectTime(load, entry.startNanos(), entry.connectNanos() / 1e6)
        : new ConnectTime(
            load, entry.startNanos(), (entry.endNanos() - entry.startNanos()) / 1e6, true);
  }

  private static boolean isTimed(AttemptLog.Entry entry) {
    return Double.isFinite(entry.connectNanos());
  }
}
