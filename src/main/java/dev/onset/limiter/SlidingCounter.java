package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * Two counters: this window's, and a share of the last one's.
 *
 * <pre>
 * pressure(t) = last (1 - f) + this, f = share of this window that has passed; admitted iff below N
 * </pre>
 *
 * Some implementations ask for room for the request itself ({@code pressure + 1 <= N}); the
 * threshold is then N - 1.
 */
record SlidingCounter(double window, double phase, boolean countsRejected) implements Phased {

  private static final int STEPS = 20;

  @Override
  public int parameters() {
    return countsRejected ? 4 : 3;
  }

  @Override
  public int resolution() {
    return STEPS;
  }

  @Override
  public SlidingCounter at(double newWindow, double newPhase) {
    return new SlidingCounter(newWindow, newPhase, countsRejected);
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double end = Double.NEGATIVE_INFINITY;
    int first = 0;
    double last = 0;
    double nearEdge = 0;
    for (int i = 0; i < seen.size; i += stride) {
      double t = seen.time[i];
      if (t >= end) {
        double start = phase + Math.floor((t - phase) / window) * window;
        int previous = seen.indexAt(start - window);
        end = start + window;
        first = Math.min(i, seen.indexAt(start));
        last = count(seen, previous, first);
        if (doubt != null) {
          nearEdge =
              count(
                  seen, seen.indexAt(start - seen.tolerance), seen.indexAt(start + seen.tolerance));
        }
      }
      double left = (end - t) / window;
      pressure[i] = last * left + count(seen, first, i) + seen.own[i];
      if (doubt != null) {
        double now = countsRejected ? seen.nearby[i] : seen.admittedNearby[i];
        boolean atEdge = end - t < seen.tolerance || t - (end - window) < seen.tolerance;
        doubt[i] = atEdge ? MOST : now + nearEdge + last * seen.tolerance / window;
      }
    }
  }

  private double count(Evidence seen, int from, int to) {
    return countsRejected ? to - from : seen.used[to] - seen.used[from];
  }

  /**
   * {@code pressure < N} and {@code pressure <= N - 1} differ for whole pressures only, as after a
   * rest: those tell which it is.
   */
  private double most(Evidence seen, double threshold) {
    if (seen.counting.isTokens()) {
      return threshold;
    }
    var pressure = new double[seen.size];
    pressures(seen, 1, pressure, null);
    int admitted = 0;
    int rejected = 0;
    for (int i = 0; i < seen.size; i++) {
      if (Math.abs(pressure[i] - threshold) < 1e-9) {
        admitted += seen.admitted[i] ? 1 : 0;
        rejected += seen.admitted[i] ? 0 : 1;
      }
    }
    return Math.max(1, admitted > rejected ? threshold + 1 : threshold);
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double most = most(seen, seen.counting.isTokens() ? threshold : Math.rint(threshold));
    return Model.named(
        Algorithm.SLIDING_COUNTER,
        isAligned(seen) ? Variant.CLOCK_ALIGNED : null,
        most / window,
        most,
        window,
        (Boolean) countsRejected);
  }
}
