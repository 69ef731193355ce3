package dev.onset.limiter;

/**
 * A model with everything fitted.
 *
 * @param threshold pressure from which it rejects
 * @param cost mispredicted requests; those that arrival times leave in doubt count for a fraction
 * @param wrong mispredicted requests
 */
record Fit(Model model, double threshold, double cost, int wrong) {

  static Fit better(Fit one, Fit other) {
    return other.cost < one.cost ? other : one;
  }
}
