package dev.onset.search;

import java.time.Duration;

/**
 * The parameters of a search along the rate axis.
 *
 * @param start load of the first trial, requests/s
 * @param max highest load to offer, requests/s
 * @param precision widest acceptable bracket as a share of its upper bound, such as 0.01
 * @param step factor from one ladder level to the next, above 1
 * @param level length of a ladder level
 * @param trial shortest length of a bracket trial
 * @param confirm shortest length of a confirming trial
 */
public record RatePlan(
    double start,
    double max,
    double precision,
    double step,
    Duration level,
    Duration trial,
    Duration confirm) {

  /** Whether two bounds are close enough. */
  boolean isNarrow(double lower, double upper) {
    return upper - lower <= precision * upper * (1 + 1e-9);
  }

  /** The same plan for an answer that is no finer than a share of its upper bound. */
  RatePlan atPrecision(double least) {
    return new RatePlan(start, max, Math.max(precision, least), step, level, trial, confirm);
  }

  /** The values that {@code reference.conf} starts with. */
  public static RatePlan defaults() {
    return new RatePlan(
        10, 1000, 0.01, 1.25, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
