package dev.onset.sandbox;

/**
 * An estimate of the last window from two counters, one for each full window of the wall clock: a
 * request is admitted if {@code previous * overlap + current + 1 <= quota}, where the overlap is
 * the share of the previous window that lies within the last window. Rejected requests do not
 * count.
 */
final class SlidingCounter implements Limiter {
  private final long quota;
  private final long windowNanos;
  private long window = Long.MIN_VALUE;
  private long previous;
  private long current;

  SlidingCounter(long quota, long windowNanos) {
    this.quota = quota;
    this.windowNanos = windowNanos;
  }

  @Override
  public Decision ask(long nowNanos) {
    long now = Math.floorDiv(nowNanos, windowNanos);
    if (now != window) {
      previous = now == window + 1 ? current : 0;
      current = 0;
      window = now;
    }
    long elapsed = Math.floorMod(nowNanos, windowNanos);
    // In units of 1 / window, so that nothing is rounded.
    long free = (quota - current) * windowNanos - previous * (windowNanos - elapsed);
    if (free < windowNanos) {
      return Decision.rejected(reset(elapsed), retry(elapsed));
    }
    current++;
    return Decision.admitted(free / windowNanos - 1, reset(elapsed));
  }

  private long reset(long elapsed) {
    return (current > 0 ? 2 * windowNanos : windowNanos) - elapsed;
  }

  private long retry(long elapsed) {
    long beforeNext = overlapEnd(quota - 1 - current, previous);
    return (beforeNext < windowNanos ? beforeNext : windowNanos + overlapEnd(quota - 1, current))
        - elapsed;
  }

  /** From the start of a window until the earlier one weighs no more than this many requests. */
  private long overlapEnd(long requests, long earlier) {
    if (requests < 0) {
      return windowNanos;
    }
    return earlier <= requests ? 0 : windowNanos - requests * windowNanos / earlier;
  }
}
