package dev.onset.sandbox;

/** A quota for each window, which begins with the first request after the last one is over. */
final class AnchoredWindow implements Limiter {
  private final long quota;
  private final long windowNanos;
  private long end = Long.MIN_VALUE;
  private long used;

  AnchoredWindow(long quota, long windowNanos) {
    this.quota = quota;
    this.windowNanos = windowNanos;
  }

  @Override
  public Decision ask(long nowNanos) {
    if (nowNanos >= end) {
      end = nowNanos + windowNanos;
      used = 0;
    }
    if (used >= quota) {
      return Decision.rejected(end - nowNanos, end - nowNanos);
    }
    used++;
    return Decision.admitted(quota - used, end - nowNanos);
  }
}
