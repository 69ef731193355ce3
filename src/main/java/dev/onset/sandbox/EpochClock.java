package dev.onset.sandbox;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Nanoseconds since the epoch that never go back: the wall clock read once, and from then on the
 * time elapsed.
 */
final class EpochClock implements LongSupplier {
  private final long offsetNanos;

  EpochClock() {
    Instant now = Instant.now();
    offsetNanos =
        TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - System.nanoTime();
  }

  @Override
  public long getAsLong() {
    return offsetNanos + System.nanoTime();
  }
}
