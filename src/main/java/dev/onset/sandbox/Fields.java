package dev.onset.sandbox;

/** The families of header fields in which limits are declared. */
public enum Fields {
  /** None at all. */
  NONE,
  /**
   * {@code RateLimit-Policy} and {@code RateLimit} as of draft-ietf-httpapi-ratelimit-headers-10.
   */
  STANDARD,
  /** {@code X-RateLimit-Limit}, {@code -Remaining}, {@code -Reset} in seconds since the epoch. */
  EPOCH,
  /** As {@link #EPOCH}, but only with what was admitted. */
  EPOCH_WHEN_ADMITTED,
  /**
   * {@code RateLimit-Limit}, {@code -Remaining}, {@code -Reset} in seconds from now; {@code
   * X-RateLimit-Limit-Second} and {@code -Remaining-Second} or another unit, if the window is one;
   * with a rejection {@code Retry-After}.
   */
  KONG,
  /** {@code X-RateLimit-Limit-Second} and {@code -Remaining-Second} with what was admitted. */
  UNIT_WHEN_ADMITTED,
  /** {@code x-ratelimit-limit-requests}, {@code -remaining-}, {@code -reset-}, a Go duration. */
  REQUESTS,
  /** {@code Retry-After} and {@code X-Retry-In}, a Go duration, with a rejection. */
  RETRY,
  /** {@code X-RateLimit-Remaining}, {@code -Replenish-Rate}, {@code -Burst-Capacity} and more. */
  REPLENISH
}
