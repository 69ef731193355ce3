package dev.onset.sandbox;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The decision which requests are admitted, and the count of both kinds; thread-safe. */
final class RateLimiter {
  private static final ConsumptionProbe ADMITTED = ConsumptionProbe.consumed(Long.MAX_VALUE, 0);

  private final @Nullable Bucket bucket;
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  RateLimiter(@Nullable RateLimit limit, TimeMeter clock) {
    this.bucket =
        limit == null
            ? null
            : Bucket.builder()
                .addLimit(limit.bandwidth())
                .withCustomTimePrecision(clock)
                // One thread asks; an uncontended lock costs less than copying the state per try.
                .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
                .build();
  }

  /** Takes a token if there is one, and counts the request. */
  ConsumptionProbe ask() {
    ConsumptionProbe answer = bucket == null ? ADMITTED : bucket.tryConsumeAndReturnRemaining(1);
    (answer.isConsumed() ? admitted : rejected).incrementAndGet();
    return answer;
  }

  long admitted() {
    return admitted.get();
  }

  long rejected() {
    return rejected.get();
  }
}
