package dev.onset.search;

import dev.onset.load.Axis;
import java.time.Duration;

/**
 * The parameters of a search along an axis that is counted per second.
 *
 * @param start load of the first trial
 * @param max highest load to offer
 * @param precision widest acceptable bracket as a share of its upper bound, such as 0.01
 * @param step factor from one ladder level to the next, above 1
 * @param level length of a ladder level
 * @param trial shortest length of a bracket trial
 * @param confirm shortest length of a confirming trial
 * @param axis what is counted per second
 */
public record RatePlan(
    double start,
    double max,
    double precision,
    double step,
    Duration level,
    Duration trial,
    Duration confirm,
    Axis axis) {

  /** A plan for requests per second. */
  public RatePlan(
      double start,
      double max,
      double precision,
      double step,
      Duration level,
      Duration trial,
      Duration confirm) {
    this(start, max, precision, step, level, trial, confirm, Axis.RATE);
  }

  /** Whether two bounds are close enough. */
  boolean isNarrow(double lower, double upper) {
    return upper - lower <= precision * upper * (1 + 1e-9);
  }

  /** The same plan for an answer that is no finer than a share of its upper bound. */
  RatePlan atPrecision(double least) {
    return new RatePlan(start, max, Math.max(precision, least), step, level, trial, confirm, axis);
  }

  /** The values that {@code reference.conf} starts with. */
  public static RatePlan defaults() {
    return new RatePlan(
        10, 1000, 0.01, 1.25, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
