package dev.onset.gate;

/** What is expected of a run. */
public sealed interface Rule {

  /**
   * Something does not begin below a load.
   *
   * @param load in the axis's unit
   * @param written as the user wrote it, such as {@code 11400/min}
   */
  record AtLeast(Threshold threshold, double load, String written) implements Rule {
    public AtLeast {
      if (!(load > 0)) {
        throw new IllegalArgumentException("a floor must be above 0, not " + load);
      }
    }

    String key() {
      return threshold.key("at-least");
    }
  }

  /**
   * Something does not begin lower than in the baseline by more than a share of it.
   *
   * @param share above 0 and below 1; 5% is 0.05
   */
  record AtMostBelowBaseline(Threshold threshold, double share) implements Rule {
    public AtMostBelowBaseline {
      if (!(share > 0 && share < 1)) {
        throw new IllegalArgumentException("a share must be between 0 and 1, not " + share);
      }
    }

    String key() {
      return threshold.key("at-most-below-baseline");
    }
  }

  /** No threshold is worse than in the baseline; one result for each. */
  record NoWorseThanBaseline() implements Rule {}

  /** Every experiment of the run measured something; one result for each. */
  record Measured() implements Rule {}
}
