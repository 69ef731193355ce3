package dev.onset.sandbox;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.time.Instant;

/**
 * A token bucket of Bucket4j, full at first. It refills continuously, or by the whole quota at
 * every full window of the wall clock.
 */
final class Bucket4jLimiter implements Limiter {
  private final SetClock clock = new SetClock();
  private final Bucket bucket;

  Bucket4jLimiter(RateLimit limit, long nowNanos) {
    clock.nanos = nowNanos;
    Bandwidth bandwidth =
        limit.algorithm() == Algorithm.REFILL_IN_LUMPS
            ? lumps(limit.windowQuota(), limit.window(), limit.capacity(), nowNanos)
            : Bandwidth.builder()
                .capacity(limit.capacity())
                // A period of whole seconds keeps the rate exact.
                .refillGreedy(limit.quota(), Duration.ofSeconds(limit.quotaSeconds()))
                .build();
    this.bucket =
        Bucket.builder()
            .addLimit(bandwidth)
            .withCustomTimePrecision(clock)
            // One thread asks; an uncontended lock costs less than copying the state per try.
            .withSynchronizationStrategy(SynchronizationStrategy.SYNCHRONIZED)
            .build();
  }

  private static Bandwidth lumps(long quota, Duration window, long capacity, long nowNanos) {
    long windowNanos = window.toNanos();
    long next = Math.floorDiv(nowNanos, windowNanos) * windowNanos + windowNanos;
    return Bandwidth.builder()
        .capacity(capacity)
        .refillIntervallyAligned(quota, window, Instant.ofEpochSecond(0, next))
        .build();
  }

  @Override
  public Decision ask(long nowNanos) {
    clock.nanos = nowNanos;
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Decision(
        probe.isConsumed(),
        0,
        probe.getRemainingTokens(),
        probe.getNanosToWaitForReset(),
        probe.getNanosToWaitForRefill());
  }

  /** The time of the request under way. */
  private static final class SetClock implements TimeMeter {
    private long nanos;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
