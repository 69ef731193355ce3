package dev.onset.sandbox;

/**
 * A log that shuts everyone out for a window once more than the quota came within a window.
 *
 * <p>Every request goes into the log, admitted or not. While a block is in force all are rejected,
 * and the block is not prolonged. Otherwise a request that is one too many for the last window, all
 * of the log counted, is rejected and starts a block of one window; so the first request after a
 * block starts the next one if more than the quota is still offered. A block that began at {@code
 * t} is over at {@code t + window}.
 */
final class BlockingLog implements Limiter {
  private final CountingLog log;
  private final long windowNanos;
  private long blockedUntil = Long.MIN_VALUE;

  BlockingLog(long quota, long windowNanos) {
    this.log = new CountingLog(quota, windowNanos);
    this.windowNanos = windowNanos;
  }

  @Override
  public Decision ask(long nowNanos) {
    Decision logged = log.ask(nowNanos);
    boolean blocked = nowNanos < blockedUntil;
    if (!blocked && logged.admitted()) {
      return logged;
    }
    if (!blocked) {
      blockedUntil = nowNanos + windowNanos;
    }
    return Decision.rejected(windowNanos, Math.max(blockedUntil - nowNanos, logged.retryNanos()));
  }
}
