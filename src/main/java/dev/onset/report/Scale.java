package dev.onset.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear scale of loads across the width of a picture.
 *
 * @param from the load at its left edge
 * @param to the load at its right edge
 */
record Scale(double from, double to) {

  /**
   * So that equal intervals do not look far apart, a scale spans at least this share around them.
   */
  private static final double LEAST_SPAN = 0.2;

  private static final double MARGIN = 0.06;
  private static final int MOST_STEPS = 5;

  /** The scale that shows these loads, at least one. */
  static Scale of(List<Double> loads) {
    double low = loads.stream().mapToDouble(d -> d).min().orElse(0);
    double high = loads.stream().mapToDouble(d -> d).max().orElse(1);
    double middle = (low + high) / 2;
    double span = Math.max(high - low, Math.max(middle * LEAST_SPAN, 1e-6));
    double half = span / 2 * (1 + 2 * MARGIN);
    return new Scale(Math.max(0, middle - half), middle + half);
  }

  /** Where a load is, in percent of the width, as an SVG length. */
  String at(double load) {
    double share = (load - from) / (to - from);
    return String.format(Locale.ROOT, "%.2f%%", 100 * Math.max(0, Math.min(1, share)));
  }

  /** Round loads along it, three to six. */
  List<Double> ticks() {
    double raw = (to - from) / MOST_STEPS;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power;
    for (double nice : new double[] {1, 2, 2.5, 5, 10}) {
      step = nice * power;
      if (step >= raw) {
        break;
      }
    }
    var ticks = new ArrayList<Double>();
    for (double k = Math.ceil(from / step); k * step <= to; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }
}
