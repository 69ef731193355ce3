package dev.onset.sandbox;

/**
 * A rule that admits or rejects requests by the time at which they come; not thread-safe.
 *
 * <p>Times are nanoseconds since the epoch, in the order of the requests.
 */
interface Limiter {

  /** Decides on a request that comes now. */
  Decision ask(long nowNanos);

  /** Notes that an admitted request is over; most limiters do not care. */
  default void done() {}
}
