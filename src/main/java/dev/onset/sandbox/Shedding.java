package dev.onset.sandbox;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Random rejection with probability {@code max(0, 1 - limit / offered)}, where {@code offered} is
 * the number of requests in the last second, this one and rejected ones included.
 */
final class Shedding implements Limiter {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final double perSecond;
  private final RandomGenerator random;
  private final OfferedRate offered = new OfferedRate();

  Shedding(double perSecond, RandomGenerator random) {
    this.perSecond = perSecond;
    this.random = random;
  }

  @Override
  public Decision ask(long nowNanos) {
    long now = offered.count(nowNanos);
    // One draw a request, so that equal seeds reject equally whatever the limit.
    return random.nextDouble() < 1 - perSecond / now
        ? Decision.rejected(SECOND, SECOND)
        : Decision.admitted((long) Math.max(0, perSecond - now), SECOND);
  }
}
