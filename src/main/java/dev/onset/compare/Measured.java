package dev.onset.compare;

/**
 * One run's value in a {@link ChangePoints series}, in any unit.
 *
 * @param lower lower end of its interval; 0 or less when it is not known
 * @param estimate best single value, above 0
 * @param upper upper end of its interval
 */
public record Measured(double lower, double estimate, double upper) {
  public Measured {
    if (!(estimate > 0 && Double.isFinite(estimate))) {
      throw new IllegalArgumentException("estimate must be above 0 and finite, not " + estimate);
    }
  }

  /** A value without an interval. */
  public static Measured exactly(double value) {
    return new Measured(value, value, value);
  }

  /** Standard deviation of the logarithm if the value lies anywhere between the ends alike. */
  double deviation() {
    return lower > 0 && upper > lower && Double.isFinite(upper)
        ? Math.log(upper / lower) / Math.sqrt(12)
        : 0;
  }
}
