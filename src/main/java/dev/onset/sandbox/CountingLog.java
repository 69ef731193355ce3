package dev.onset.sandbox;

/**
 * A quota for any window, where every request counts, a rejected one too: nothing is admitted while
 * more than the quota is offered. A request is out of the window when it is exactly one window old.
 */
final class CountingLog implements Limiter {
  private final long quota;
  private final long windowNanos;

  /** No more than the quota is needed: if all of these are in the window, it is used up. */
  private final RecentTimes all;

  CountingLog(long quota, long windowNanos) {
    this.quota = quota;
    this.windowNanos = windowNanos;
    this.all = new RecentTimes(quota);
  }

  @Override
  public Decision ask(long nowNanos) {
    all.forgetUntil(nowNanos - windowNanos);
    boolean full = all.isFull();
    all.add(nowNanos);
    return full
        ? Decision.rejected(windowNanos, all.oldest() + windowNanos - nowNanos)
        : Decision.admitted(quota - all.size(), windowNanos);
  }
}
