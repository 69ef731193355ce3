package dev.onset.load;

import java.time.Duration;

/**
 * A schedule that opens connections one by one, with a rest before the last few.
 *
 * <p>The first {@code calm} slots are due one every {@code 1 / perSecond} seconds; then nothing is
 * due for {@code rest}, so that all of them can prove themselves; then the others follow.
 *
 * @param top how many connections to open, at least 1
 * @param perSecond connections opened per second, above 0
 * @param calm how many to open before the rest, from 0 to {@code top}
 * @param rest how long to rest, not negative
 */
public record Ramp(int top, double perSecond, int calm, Duration rest) implements Schedule {

  public Ramp {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, is " + top);
    }
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("perSecond must be above 0 and finite, is " + perSecond);
    }
    if (calm < 0 || calm > top) {
      throw new IllegalArgumentException("calm must be from 0 to " + top + ", is " + calm);
    }
    if (rest.isNegative()) {
      throw new IllegalArgumentException("rest must not be negative, is " + rest);
    }
  }

  /** A ramp without a rest. */
  public static Ramp steady(int top, double perSecond) {
    return new Ramp(top, perSecond, 0, Duration.ZERO);
  }

  @Override
  public long slots() {
    return top;
  }

  @Override
  public long dueNanos(long slot) {
    var opening = (long) (slot * 1e9 / perSecond);
    return slot < calm ? opening : opening + rest.toNanos();
  }

  @Override
  public Duration length() {
    return Duration.ofNanos((long) (top * 1e9 / perSecond) + rest.toNanos());
  }

  /** Connections open or being opened once this one is. */
  @Override
  public double loadAt(long slot) {
    return slot + 1.0;
  }
}
