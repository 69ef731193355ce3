package dev.onset.evidence;

/**
 * How the load generator's host did over a span of time.
 *
 * @param cpuIdleShare share of all processors' time that was idle, from 0 to 1; NaN when unknown
 * @param longestPauseMillis longest time in which a thread that wanted to run could not
 * @param strain what it ran short of
 * @param kernel what its kernel counted meanwhile
 */
public record Health(
    double cpuIdleShare, double longestPauseMillis, Strain strain, KernelEvidence kernel) {

  /** A span about which nothing is known. */
  public static final Health UNKNOWN = new Health(Double.NaN, 0);

  /** A span of which only idle time and pauses are known. */
  public Health(double cpuIdleShare, double longestPauseMillis) {
    this(cpuIdleShare, longestPauseMillis, Strain.UNKNOWN, KernelEvidence.NONE);
  }

  /**
   * The worse of both spans, and the sum of what the kernel counted; commutative and associative,
   * with {@link #UNKNOWN} as neutral.
   */
  public Health and(Health other) {
    double idle =
        Double.isNaN(cpuIdleShare)
            ? other.cpuIdleShare
            : Double.isNaN(other.cpuIdleShare)
                ? cpuIdleShare
                : Math.min(cpuIdleShare, other.cpuIdleShare);
    return new Health(
        idle,
        Math.max(longestPauseMillis, other.longestPauseMillis),
        strain.and(other.strain),
        kernel.plus(other.kernel));
  }
}
