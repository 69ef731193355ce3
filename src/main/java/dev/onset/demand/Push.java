package dev.onset.demand;

import dev.onset.load.Schedule;
import dev.onset.load.Stairs;
import dev.onset.load.Stairs.Stair;
import java.time.Duration;
import java.util.List;

/**
 * A demand that is calm, then more than the target takes, then calm again.
 *
 * @param calmPerSecond demands per second before and after, above 0
 * @param pushPerSecond demands per second in between, above that
 * @param before length of the calm before; above 0
 * @param push length of the push; above 0
 * @param after most length of the calm after; above 0
 */
public record Push(
    double calmPerSecond, double pushPerSecond, Duration before, Duration push, Duration after) {

  /** The demands in time. */
  public Schedule schedule() {
    return new Stairs(
        List.of(
            new Stair(calmPerSecond, before),
            new Stair(pushPerSecond, push),
            new Stair(calmPerSecond, after)));
  }

  /** When the push begins, in seconds from the first demand. */
  public double beginSeconds() {
    return before.toNanos() / 1e9;
  }

  /** When it ends. */
  public double endSeconds() {
    return before.plus(push).toNanos() / 1e9;
  }

  boolean isIn(Demand demand) {
    return demand.dueSeconds() >= beginSeconds() && demand.dueSeconds() < endSeconds();
  }
}
