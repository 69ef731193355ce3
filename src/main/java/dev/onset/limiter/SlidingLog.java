package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A log of request times: at most N within any window.
 *
 * <pre>pressure(t) = requests in (t - W, t), admitted ones only or all; admitted iff below N</pre>
 */
record SlidingLog(double window, boolean countsRejected) implements Model {

  @Override
  public int parameters() {
    return countsRejected ? 3 : 2;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    var before = seen.used;
    int from = 0;
    int early = 0;
    int late = 0;
    for (int i = 0; i < seen.size; i += stride) {
      double edge = seen.time[i] - window;
      while (seen.time[from] <= edge) {
        from++;
      }
      pressure[i] = countsRejected ? i - from : before[i] - before[from] + seen.own[i];
      if (doubt != null) {
        while (seen.time[early] <= edge - seen.tolerance) {
          early++;
        }
        while (late < i && seen.time[late] <= edge + seen.tolerance) {
          late++;
        }
        doubt[i] =
            countsRejected
                ? late - early + seen.nearby[i]
                : before[late] - before[early] + seen.admittedNearby[i];
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double most = seen.most(threshold);
    return Model.named(
        Algorithm.SLIDING_LOG, null, most / window, most, window, (Boolean) countsRejected);
  }
}
