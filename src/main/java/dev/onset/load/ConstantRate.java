package dev.onset.load;

import java.time.Duration;

/**
 * A schedule of evenly spaced attempts: slot <i>i</i> is due {@code i / perSecond} seconds after
 * the start. 200/s for 2 s is 400 slots, one every 5 ms.
 *
 * @param perSecond attempts per second, above 0
 * @param length how long to offer them, above 0
 */
public record ConstantRate(double perSecond, Duration length) implements Schedule {

  public ConstantRate {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond must be above 0 and finite, is " + perSecond);
    }
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("length must be above 0, is " + length);
    }
  }

  @Override
  public long slots() {
    // A slot on the very end of the trial would belong to the next one.
    long slots = (long) Math.ceil(perSecond * length.toNanos() / 1e9 - 1e-9);
    boolean onTheEnd = slots > 1 && dueNanos(slots - 1) >= length.toNanos();
    return Math.max(1, onTheEnd ? slots - 1 : slots);
  }

  @Override
  public long dueNanos(long slot) {
    return (long) (slot * 1e9 / perSecond);
  }

  @Override
  public double loadAt(long slot) {
    return perSecond;
  }
}
