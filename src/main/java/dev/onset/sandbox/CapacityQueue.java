package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;

/**
 * A server that works off one request after the other, each in {@code 1 / capacity}; not
 * thread-safe. Times are nanoseconds, in the order of the requests.
 */
final class CapacityQueue {
  private static final double TOO_MUCH = 1.3;
  private static final double WHILE_RECOVERING = 0.7;

  private final Capacity capacity;
  private final OfferedRate offered = new OfferedRate();
  private boolean idle = true;
  private long freeAt;
  private boolean suffered;
  private long recoveredAt;

  CapacityQueue(Capacity capacity) {
    this.capacity = capacity;
  }

  /**
   * What becomes of a request.
   *
   * @param served false if the queue was full
   * @param delayNanos until it is answered; one that is not served waits as long as the queue is
   */
  record Turn(boolean served, long delayNanos) {}

  /** Takes a request that comes now, or turns it away if the queue is full. */
  Turn take(long nowNanos) {
    long work = workNanos(nowNanos);
    long ahead = idle ? 0 : Math.max(0, freeAt - nowNanos);
    if (ahead > capacity.queue() * (double) work) {
      return new Turn(false, ahead);
    }
    idle = false;
    freeAt = nowNanos + ahead + work;
    return new Turn(true, ahead + work);
  }

  private long workNanos(long nowNanos) {
    if (offered.count(nowNanos) > TOO_MUCH * capacity.perSecond()) {
      suffered = true;
      recoveredAt = nowNanos + capacity.recovery().toNanos();
    }
    boolean recovering = suffered && nowNanos - recoveredAt < 0;
    double perSecond = capacity.perSecond() * (recovering ? WHILE_RECOVERING : 1);
    return Math.round(TimeUnit.SECONDS.toNanos(1) / perSecond);
  }
}
