package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;

/**
 * A line that answers leave by one after the other, each in {@code bytes / bandwidth}; not
 * thread-safe. Times are nanoseconds, in the order of the answers.
 */
final class Link {
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(1);

  private final long bandwidth;
  private boolean idle = true;
  private long freeAt;

  /** A line that takes so many bytes/s. */
  Link(long bandwidth) {
    this.bandwidth = bandwidth;
  }

  /**
   * What becomes of an answer.
   *
   * @param taken false if it would have to wait for more than 1 s
   * @param delayNanos until its last byte has left, if it was taken
   */
  record Turn(boolean taken, long delayNanos) {}

  /** Takes an answer that is ready now, or turns it away. */
  Turn take(long nowNanos, long bytes) {
    long ahead = idle ? 0 : Math.max(0, freeAt - nowNanos);
    if (ahead > LONGEST_WAIT) {
      return new Turn(false, 0);
    }
    idle = false;
    freeAt = nowNanos + ahead + Math.round(bytes * 1e9 / bandwidth);
    return new Turn(true, freeAt - nowNanos);
  }
}
