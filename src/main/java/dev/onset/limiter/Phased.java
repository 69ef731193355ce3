package dev.onset.limiter;

/** A model whose periods begin at {@code phase + k window}, in seconds of the experiment. */
sealed interface Phased extends Model permits FixedWindow, SlidingCounter, LumpedBucket {

  /** Most that the clocks of caller and server may be apart, in seconds. */
  double MOST_SKEW = 0.05;

  double window();

  double phase();

  /** The same model with other periods. */
  Phased at(double newWindow, double newPhase);

  /**
   * Whether the periods begin at whole multiples of their length on the wall clock, within {@value
   * #MOST_SKEW} s and a tenth of their length.
   */
  default boolean isAligned(Evidence seen) {
    return Math.abs(offset(seen)) <= Math.min(MOST_SKEW, window() / 10) + seen.tolerance;
  }

  /** How far after a whole multiple of their length the periods begin, in seconds. */
  private double offset(Evidence seen) {
    return Math.IEEEremainder(seen.epochOfZero + phase(), window());
  }

  /** The phase of a window that begins at whole multiples of its length on the wall clock. */
  static double alignedPhase(Evidence seen, double window) {
    return -Math.IEEEremainder(seen.epochOfZero, window);
  }
}
