package dev.onset.search;

import java.time.Duration;

/**
 * How sure a capacity search wants to be, and how narrow its bracket must be at that.
 *
 * <p>A search passes through all of them: wrong turns are cheap while a load costs one trial, and
 * many trials are spent on the last two loads only. The trials grow geometrically, as the duration
 * sums of MLRsearch's preceding targets do (draft-ietf-bmwg-mlrsearch).
 */
enum CapacityTarget {
  /** One trial decides. */
  COARSE(1, 4),
  /** Two trials in agreement decide. */
  MEDIUM(Math.sqrt(7), 2),
  /** Four trials in agreement decide; one may differ. */
  FINE(7, 1);

  /** Attempts without a failure that show fewer than 1 % with 99 % confidence. */
  private static final double TELLING_ATTEMPTS = 459;

  private static final double VERIFYING_ATTEMPTS = 1000;

  private static final double TELLING_FAILURES = 10;

  private final double trials;
  private final double widths;

  CapacityTarget(double trials, double widths) {
    this.trials = trials;
    this.widths = widths;
  }

  /** The duration sum of {@link LoadClassification} at a load. */
  double durationSum(RatePlan plan, double load) {
    return trials * full(plan, load).toNanos() / 1e9;
  }

  /** Widest bracket as a share of its upper bound, at a load. */
  double width(RatePlan plan, double load) {
    return widths * Math.max(plan.precision(), finest(plan, load));
  }

  /**
   * The share of a load that makes {@value #TELLING_FAILURES} failures in a trial that verifies a
   * bound; fewer cannot be told from chance. 1 % at 50 requests/s and less above.
   */
  static double finest(RatePlan plan, double load) {
    return TELLING_FAILURES / (load * verifying(plan, load).toNanos() / 1e9);
  }

  /** Length of a trial that counts in full: longer at low loads, where attempts are few. */
  static Duration full(RatePlan plan, double load) {
    long least = plan.trial().toMillis();
    long telling = (long) Math.ceil(1000 * TELLING_ATTEMPTS / load);
    return Duration.ofMillis(Math.max(least, Math.min(2 * least, telling)));
  }

  /** Length of a trial that verifies a bound: at low loads, long enough for some failures. */
  static Duration verifying(RatePlan plan, double load) {
    long most = 4 * plan.trial().toMillis();
    long telling = Math.min(most, (long) Math.ceil(1000 * VERIFYING_ATTEMPTS / load));
    return Duration.ofMillis(Math.max(plan.confirm().toMillis(), telling));
  }
}
