package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A window that begins with the first request after the last one's end.
 *
 * <pre>
 * pressure(t) = requests admitted since the window began; 0 when it is over; admitted iff below N
 * </pre>
 *
 * An admission after a rejection within a hundredth of the window before its end is taken for the
 * beginning of the next one.
 */
record AnchoredWindow(double window) implements Model {

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double slack = 2 * seen.tolerance + 0.01 * window;
    double end = Double.NEGATIVE_INFINITY;
    double base = 0;
    for (int i = 0; i < seen.size; i++) {
      double t = seen.time[i];
      boolean over = t >= end;
      pressure[i] = (over ? 0 : seen.used[i] - base) + seen.own[i];
      if (doubt != null) {
        boolean atEdge = Math.abs(t - end) <= 2 * seen.tolerance;
        doubt[i] = atEdge ? MOST : seen.admittedNearby[i];
      }
      if (seen.admitted[i]) {
        boolean resumed = i > 0 && !seen.admitted[i - 1] && t >= end - slack;
        if (over || resumed) {
          end = t + window;
          base = seen.used[i];
        }
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double most = seen.most(threshold);
    return Model.named(Algorithm.FIXED_WINDOW, Variant.ANCHORED, most / window, most, window, null);
  }
}
