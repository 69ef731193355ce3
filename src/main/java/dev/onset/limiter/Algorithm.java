package dev.onset.limiter;

/** How a limiter decides whom to turn away. */
public enum Algorithm {
  /** Tokens come back at a steady rate; a request takes one or is rejected. GCRA is the same. */
  TOKEN_BUCKET,
  /** A token bucket whose admitted requests wait, so that they leave at an even rate. */
  LEAKY_BUCKET,
  /** A count that starts again at zero with each window. */
  FIXED_WINDOW,
  /** The count of requests within the last window, each remembered by its time. */
  SLIDING_LOG,
  /** The count of this window plus a share of the last one's that shrinks as this one passes. */
  SLIDING_COUNTER,
  /** The count of requests that are being served. */
  CONCURRENCY_CAP,
  /** Rejection by chance. */
  SHEDDING,
  /** None that can be named; the limiter's reason says why. */
  UNKNOWN
}
