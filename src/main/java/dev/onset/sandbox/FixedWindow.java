package dev.onset.sandbox;

/** A quota for each full window of the wall clock; unused quota lapses. */
final class FixedWindow implements Limiter {
  private final long quota;
  private final long windowNanos;
  private long window = Long.MIN_VALUE;
  private long used;

  FixedWindow(long quota, long windowNanos) {
    this.quota = quota;
    this.windowNanos = windowNanos;
  }

  @Override
  public Decision ask(long nowNanos) {
    long current = Math.floorDiv(nowNanos, windowNanos);
    if (current != window) {
      window = current;
      used = 0;
    }
    long end = windowNanos - Math.floorMod(nowNanos, windowNanos);
    if (used >= quota) {
      return Decision.rejected(end, end);
    }
    used++;
    return Decision.admitted(quota - used, end);
  }
}
