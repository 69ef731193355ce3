package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A log of all requests that rejects everything for one window after a breach.
 *
 * <pre>pressure(t) = requests in (t - W, t); admitted iff below N;
 * a rejection while not blocked blocks until t + W: the pressure stays what it was</pre>
 *
 * Requests that meet the block enter the log too, so that whoever keeps calling is blocked again.
 */
record BlockingLog(double window) implements Model {

  @Override
  public int parameters() {
    return 3;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double slack = 2 * seen.tolerance + 0.01 * window;
    double blockedUntil = Double.NEGATIVE_INFINITY;
    int from = 0;
    int breach = 0;
    for (int i = 0; i < seen.size; i++) {
      double t = seen.time[i];
      while (seen.time[from] <= t - window) {
        from++;
      }
      pressure[i] = t < blockedUntil ? breach : i - from;
      if (doubt != null) {
        boolean atEdge = Math.abs(t - blockedUntil) <= 2 * seen.tolerance;
        doubt[i] = atEdge ? MOST : seen.nearby[i];
      }
      if (!seen.admitted[i] && t >= blockedUntil) {
        blockedUntil = t + window;
        breach = i - from;
      } else if (seen.admitted[i] && t >= blockedUntil - slack) {
        blockedUntil = Double.NEGATIVE_INFINITY;
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double most = seen.most(threshold);
    return Model.named(
        Algorithm.SLIDING_LOG, Variant.BLOCKING, most / window, most, window, Boolean.TRUE);
  }
}
