package dev.onset.evidence;

/**
 * What the load generator's host ran short of over a span of time.
 *
 * <p>Immutable. {@link #and} is commutative and associative with {@link #UNKNOWN} as neutral.
 *
 * @param longestGcMillis longest time that garbage collection stopped this process; 0 when it did
 *     not
 * @param stolenShare share of this process's processors that the hypervisor gave to others, from 0
 *     to 1; NaN when unknown
 * @param throttledShare share of the container's accounting periods in which it had used up its
 *     processor quota, from 0 to 1; NaN when unknown
 * @param ports local ports for new connections to one address; at least so many were left
 * @param descriptors files and connections that this process may still open
 * @param conntrack connections that this host's firewall can still keep track of
 */
public record Strain(
    double longestGcMillis,
    double stolenShare,
    double throttledShare,
    Supply ports,
    Supply descriptors,
    Supply conntrack) {

  /** A span about which nothing is known. */
  public static final Strain UNKNOWN =
      new Strain(0, Double.NaN, Double.NaN, Supply.UNKNOWN, Supply.UNKNOWN, Supply.UNKNOWN);

  /** The worse of both spans, in each respect. */
  public Strain and(Strain other) {
    return new Strain(
        Math.max(longestGcMillis, other.longestGcMillis),
        larger(stolenShare, other.stolenShare),
        larger(throttledShare, other.throttledShare),
        ports.and(other.ports),
        descriptors.and(other.descriptors),
        conntrack.and(other.conntrack));
  }

  /** The larger number; one that is known before one that is not. */
  private static double larger(double left, double right) {
    return Double.isNaN(left) ? right : Double.isNaN(right) ? left : Math.max(left, right);
  }
}
