package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;

/** The requests of the last second, up to about a million. */
final class OfferedRate {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MOST = 1 << 20;

  private final RecentTimes times = new RecentTimes(MOST);

  /** Counts a request and returns how many there were in the last second, this one included. */
  int count(long nowNanos) {
    times.forgetUntil(nowNanos - SECOND);
    times.add(nowNanos);
    return times.size();
  }
}
