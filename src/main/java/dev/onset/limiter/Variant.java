package dev.onset.limiter;

/** What sets apart limiters of one {@link Algorithm}. */
public enum Variant {
  /** A token bucket that refills continuously. */
  SMOOTH,
  /** A token bucket that gets the tokens of a whole period at once. */
  LUMPED_REFILL,
  /** Windows, or lumps, that begin at whole multiples of their length on the server's clock. */
  CLOCK_ALIGNED,
  /** A window that begins with the first request after the end of the last one. */
  ANCHORED,
  /** A log that rejects everything for one window after a breach. */
  BLOCKING
}
