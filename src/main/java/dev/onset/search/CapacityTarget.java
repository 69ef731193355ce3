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

  /** Widest bracket as a share of its upper bound. */
  double width(RatePlan plan) {
    return widths * plan.precision();
  }

  /** Length of a trial that counts in full: longer at low loads, where attempts are few. */
  static Duration full(RatePlan plan, double load) {
    long least = plan.trial().toMillis();
    long telling = (long) Math.ceil(1000 * TELLING_ATTEMPTS / load);
    return Duration.ofMillis(Math.max(least, Math.min(2 * least, telling)));
  }

  /** Length of a trial that verifies a bound. */
  static Duration verifying(RatePlan plan, double load) {
    var full = full(plan, load);
    return plan.confirm().compareTo(full) > 0 ? plan.confirm() : full;
  }
}
