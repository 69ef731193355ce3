package dev.onset.load;

import java.time.Duration;
import java.util.List;

/**
 * A schedule of several rates one after the other, each held for a time.
 *
 * <p>Every stair begins with a slot of its own: slot <i>j</i> of a stair is due {@code j /
 * perSecond} seconds after the stair's start. A stair of 0 requests/s is a rest.
 *
 * @param stairs at least one, not all of them rests
 */
public record Stairs(List<Stair> stairs) implements Schedule {

  /**
   * One rate for a time.
   *
   * @param perSecond attempts per second, from 0
   * @param length how long to offer them, above 0
   */
  public record Stair(double perSecond, Duration length) {
    public Stair {
      if (!(perSecond >= 0) || Double.isInfinite(perSecond)) {
        throw new IllegalArgumentException(
            "perSecond must be at least 0 and finite, is " + perSecond);
      }
      if (length.isNegative() || length.isZero()) {
        throw new IllegalArgumentException("length must be above 0, is " + length);
      }
    }

    private long slots() {
      return perSecond == 0 ? 0 : new ConstantRate(perSecond, length).slots();
    }
  }

  public Stairs {
    stairs = List.copyOf(stairs);
    if (stairs.stream().allMatch(stair -> stair.perSecond() == 0)) {
      throw new IllegalArgumentException("at least one stair must offer something: " + stairs);
    }
  }

  /** The highest rate of all stairs. */
  public double peakPerSecond() {
    return stairs.stream().mapToDouble(Stair::perSecond).max().orElseThrow();
  }

  @Override
  public long slots() {
    return stairs.stream().mapToLong(Stair::slots).sum();
  }

  @Override
  public long dueNanos(long slot) {
    long before = 0;
    long startNanos = 0;
    for (var stair : stairs) {
      long slots = stair.slots();
      if (slot < before + slots) {
        return startNanos + (long) ((slot - before) * 1e9 / stair.perSecond());
      }
      before += slots;
      startNanos += stair.length().toNanos();
    }
    throw noSuchSlot(slot);
  }

  @Override
  public double loadAt(long slot) {
    long before = 0;
    for (var stair : stairs) {
      before += stair.slots();
      if (slot < before) {
        return stair.perSecond();
      }
    }
    throw noSuchSlot(slot);
  }

  @Override
  public Duration length() {
    return stairs.stream().map(Stair::length).reduce(Duration.ZERO, Duration::plus);
  }

  private IndexOutOfBoundsException noSuchSlot(long slot) {
    return new IndexOutOfBoundsException("slot " + slot + " of " + slots());
  }
}
