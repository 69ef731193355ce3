package dev.onset.sandbox;

/**
 * A quota for any window, kept exactly by a log of the admitted requests; a rejected one leaves no
 * trace. A request is out of the window when it is exactly one window old.
 */
final class SlidingLog implements Limiter {
  private final long quota;
  private final long windowNanos;
  private final RecentTimes admitted;

  SlidingLog(long quota, long windowNanos) {
    this.quota = quota;
    this.windowNanos = windowNanos;
    this.admitted = new RecentTimes(quota);
  }

  @Override
  public Decision ask(long nowNanos) {
    admitted.forgetUntil(nowNanos - windowNanos);
    if (admitted.isFull()) {
      return Decision.rejected(
          admitted.latest() + windowNanos - nowNanos, admitted.oldest() + windowNanos - nowNanos);
    }
    admitted.add(nowNanos);
    return Decision.admitted(quota - admitted.size(), windowNanos);
  }
}
