package dev.onset.sandbox;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The decision which requests are admitted, and the count of both kinds; thread-safe. */
final class RateLimiter {
  private final @Nullable Limiter limiter;
  private final LongSupplier epochNanos;
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  /**
   * The limiter of a sandbox.
   *
   * @param epochNanos nanoseconds since the epoch, never going back
   */
  RateLimiter(@Nullable RateLimit limit, LongSupplier epochNanos) {
    this.epochNanos = epochNanos;
    this.limiter =
        limit == null
            ? null
            : limit.algorithm().start(limit, epochNanos.getAsLong(), new SplittableRandom(1));
  }

  /** Decides on a request that comes now, and counts it. */
  synchronized Decision ask() {
    Decision decision = limiter == null ? Decision.UNLIMITED : limiter.ask(epochNanos.getAsLong());
    (decision.admitted() ? admitted : rejected).incrementAndGet();
    return decision;
  }

  /** Notes that an admitted request is over. */
  synchronized void done() {
    if (limiter != null) {
      limiter.done();
    }
  }

  long admitted() {
    return admitted.get();
  }

  long rejected() {
    return rejected.get();
  }
}
