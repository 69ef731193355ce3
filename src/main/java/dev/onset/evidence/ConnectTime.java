package dev.onset.evidence;

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
}
