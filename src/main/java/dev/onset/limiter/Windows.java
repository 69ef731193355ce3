package dev.onset.limiter;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Lengths that a window may have: the declared ones, the usual ones, and the rest on a grid. */
final class Windows {

  private static final double SHORTEST = 0.1;
  private static final double[] USUAL = {
    0.5, 1, 2, 3, 4, 5, 6, 7.5, 8, 10, 12, 15, 20, 24, 25, 30, 40, 45, 50, 60, 90, 100, 120
  };
  private static final double[] STEPS = {10, 5, 1, 0.5, 0.25, 0.1, 0.05};
  private static final double GRID = 1.04;

  private Windows() {}

  /** The declared and the usual lengths that the evidence could show. */
  static List<Double> usual(Evidence seen, Hints hints) {
    var all = new TreeSet<Double>(hints.windowsSeconds());
    for (double usual : USUAL) {
      all.add(usual);
    }
    return all.stream().filter(w -> w >= SHORTEST && w <= longest(seen)).toList();
  }

  /** The usual lengths, tenths up to ten seconds, and whole seconds. */
  static List<Double> roundest(Evidence seen, Hints hints) {
    var all = new TreeSet<>(usual(seen, hints));
    for (int tenths = 3; tenths <= 10 * longest(seen) && tenths <= 1200; ) {
      all.add(tenths / 10.0);
      tenths += tenths < 100 ? 1 : 10;
    }
    return List.copyOf(all);
  }

  /** The usual lengths, and all others in steps of four percent. */
  static List<Double> all(Evidence seen, Hints hints) {
    var all = new ArrayList<>(usual(seen, hints));
    for (double w = SHORTEST; w <= longest(seen); w *= GRID) {
      all.add(w);
    }
    return all;
  }

  /** The roundest lengths within the share {@code within} of one, roundest first. */
  static List<Double> round(double window, double within, Hints hints) {
    var found = new ArrayList<Double>();
    for (double hint : hints.windowsSeconds()) {
      if (Math.abs(hint - window) <= within * window) {
        found.add(hint);
      }
    }
    for (double step : STEPS) {
      double rounded = Math.rint(window / step) * step;
      if (rounded > 0 && Math.abs(rounded - window) <= within * window) {
        found.add(Math.rint(rounded * 1000) / 1000);
      }
    }
    return found.stream().distinct().toList();
  }

  /** The longest window of which the evidence shows more than one. */
  private static double longest(Evidence seen) {
    return Math.max(SHORTEST, seen.span() / 1.5);
  }
}
