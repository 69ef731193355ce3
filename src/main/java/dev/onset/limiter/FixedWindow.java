package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A count that starts again at zero at {@code phase + k W}.
 *
 * <pre>pressure(t) = requests admitted in the window of t before t; admitted iff below N</pre>
 *
 * Whether rejected requests are counted too makes no difference.
 */
record FixedWindow(double window, double phase) implements Phased {

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public FixedWindow at(double newWindow, double newPhase) {
    return new FixedWindow(newWindow, newPhase);
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    var before = seen.used;
    double end = Double.NEGATIVE_INFINITY;
    int first = 0;
    double nearEdge = 0;
    for (int i = 0; i < seen.size; i += stride) {
      double t = seen.time[i];
      if (t >= end) {
        double start = phase + Math.floor((t - phase) / window) * window;
        end = start + window;
        first = Math.min(i, seen.indexAt(start));
        if (doubt != null) {
          nearEdge =
              before[seen.indexAt(start + seen.tolerance)]
                  - before[seen.indexAt(start - seen.tolerance)];
        }
      }
      pressure[i] = before[i] - before[first] + seen.own[i];
      if (doubt != null) {
        boolean atEdge = end - t < seen.tolerance || t - (end - window) < seen.tolerance;
        doubt[i] = atEdge ? MOST : seen.admittedNearby[i] + nearEdge;
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double most = seen.most(threshold);
    var variant = isAligned(seen) ? Variant.CLOCK_ALIGNED : null;
    return Model.named(Algorithm.FIXED_WINDOW, variant, most / window, most, window, null);
  }
}
