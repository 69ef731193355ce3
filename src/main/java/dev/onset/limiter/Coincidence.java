package dev.onset.limiter;

/** Models that, with their parameters, decide every request alike. */
final class Coincidence {

  private Coincidence() {}

  /** Whether two fits are provably the same limiter. */
  static boolean between(Fit fit, Limiter named, Fit otherFit, Limiter other) {
    return oneWay(fit, named, other) || oneWay(otherFit, other, named);
  }

  private static boolean oneWay(Fit fit, Limiter named, Limiter other) {
    // Lumps that fill the bucket are a window that starts again at zero.
    if (fit.model() instanceof LumpedBucket bucket
        && named.algorithm() == Algorithm.FIXED_WINDOW
        && other.algorithm() == Algorithm.FIXED_WINDOW) {
      return near(bucket.window(), other) && named.burst() == other.burst();
    }
    // What waits in the queue is in flight.
    if (named.algorithm() == Algorithm.LEAKY_BUCKET
        && other.algorithm() == Algorithm.CONCURRENCY_CAP) {
      return Math.abs(named.burst() - other.burst()) <= 1 + 0.05 * named.burst();
    }
    // One at a time, and the next after 1/R: whatever one calls it.
    return oneAtATime(named)
        && oneAtATime(other)
        && Math.abs(named.ratePerSecond() / other.ratePerSecond() - 1) < 0.01;
  }

  private static boolean oneAtATime(Limiter limiter) {
    if (limiter.burst() != 1) {
      return false;
    }
    return switch (limiter.algorithm()) {
      case TOKEN_BUCKET -> limiter.variant() == Variant.SMOOTH;
      case SLIDING_LOG -> Boolean.FALSE.equals(limiter.countsRejected());
      case FIXED_WINDOW -> limiter.variant() == Variant.ANCHORED;
      default -> false;
    };
  }

  private static boolean near(double window, Limiter other) {
    return other.windowSeconds() != null && Math.abs(window / other.windowSeconds() - 1) < 0.005;
  }
}
