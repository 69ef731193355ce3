package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * The sustained rate that was measured, in requests per second.
 *
 * @param lower highest rate that was confirmed to be served; null when none was
 * @param upper lowest rate that was confirmed to be refused; null when none was
 * @param observedSeconds how long the load was offered; a limit is only judged when at least two of
 *     its windows fit
 */
public record PromiseMeasured(
    @Nullable Double lower, @Nullable Double upper, double observedSeconds) {

  /** Room that is left around the confirmed bounds. */
  static final double TOLERANCE = 0.01;

  private static final double LEAST_WINDOWS = 2;

  /** Whether a rate is above all that can have been sustained. */
  public boolean below(double rate) {
    return upper != null && rate > upper * (1 + TOLERANCE);
  }

  /** Whether a rate is below what was sustained. */
  public boolean above(double rate) {
    return lower != null && rate < lower * (1 - TOLERANCE);
  }

  /** Whether a limit of such a window can be judged. */
  public boolean coversWindow(double windowSeconds) {
    return windowSeconds * LEAST_WINDOWS <= observedSeconds;
  }
}
