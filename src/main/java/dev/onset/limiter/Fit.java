package dev.onset.limiter;

/**
 * A model with everything fitted.
 *
 * @param threshold pressure from which it rejects
 * @param cost mispredicted requests; those that arrival times leave in doubt count for a fraction
 * @param wrong mispredicted requests
 * @param tracks whether the doubt is so narrow that decisions at random would soon leave it: single
 *     decisions are anybody's guess then, their number is not
 */
record Fit(Model model, double threshold, double cost, int wrong, boolean tracks) {

  Fit(Model model, double threshold, double cost, int wrong) {
    this(model, threshold, cost, wrong, false);
  }

  static Fit better(Fit one, Fit other) {
    return other.cost < one.cost ? other : one;
  }
}
