package dev.onset.sandbox;

/**
 * What a limiter said to one request. All times are nanoseconds from that request on.
 *
 * @param admitted whether it may pass
 * @param delayNanos how long an admitted request is held back before it is worked on
 * @param remaining further requests that would be admitted right now, at least 0
 * @param resetNanos until the limiter is as good as new if no request comes; 0 if that depends on
 *     requests in progress
 * @param retryNanos until a request would be admitted if none comes before; 0 if one would be now
 */
record Decision(
    boolean admitted, long delayNanos, long remaining, long resetNanos, long retryNanos) {

  /** The answer where nothing is limited. */
  static final Decision UNLIMITED = admitted(Long.MAX_VALUE, 0);

  /** Passes at once. */
  static Decision admitted(long remaining, long resetNanos) {
    return new Decision(true, 0, remaining, resetNanos, 0);
  }

  /** Is turned away. */
  static Decision rejected(long resetNanos, long retryNanos) {
    return new Decision(false, 0, 0, resetNanos, retryNanos);
  }
}
