package dev.onset.search;

import org.jspecify.annotations.Nullable;

/**
 * What load generators with a search of their own do: double until a trial fails, then bisect to 1
 * %; every trial is believed. For comparison, after Nighthawk's adaptive load controller.
 */
final class PlainBisection {

  private static final double SECONDS = 10;
  private static final double WIDTH = 0.01;

  private PlainBisection() {}

  /** The load found, or null when the first trial or no trial fails. */
  static @Nullable Double search(FluidServer server, RatePlan plan) {
    double good = 0;
    double bad = 0;
    for (double load = plan.start(); bad == 0; load *= 2) {
      if (load > plan.max()) {
        return null;
      }
      if (passes(server, load)) {
        good = load;
      } else {
        bad = load;
      }
    }
    if (good == 0) {
      return null;
    }
    while (bad - good > WIDTH * bad) {
      double middle = (good + bad) / 2;
      if (passes(server, middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    // The load that it announces has to pass once more.
    return passes(server, good) ? Double.valueOf(good) : null;
  }

  private static boolean passes(FluidServer server, double load) {
    server.rest(0.15);
    return server.hold(Purpose.BRACKET, load, SECONDS).verdict() == Verdict.GOOD;
  }
}
