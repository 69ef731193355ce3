package dev.onset.limiter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A cap on the requests that are being served.
 *
 * <pre>pressure(t) = admitted requests not yet answered at t; admitted iff below N</pre>
 */
record InFlight() implements Model {

  @Override
  public int parameters() {
    return 1;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    var ends = new double[seen.admissions()];
    for (int i = 0, k = 0; i < seen.size; i++) {
      if (seen.admitted[i]) {
        ends[k++] = seen.done[i];
      }
    }
    Arrays.sort(ends);
    int ended = 0;
    int early = 0;
    int late = 0;
    for (int i = 0; i < seen.size; i += stride) {
      double t = seen.time[i];
      while (ended < ends.length && ends[ended] <= t) {
        ended++;
      }
      pressure[i] = Math.max(0, seen.admittedBefore[i] - ended);
      if (doubt != null) {
        while (early < ends.length && ends[early] <= t - seen.tolerance) {
          early++;
        }
        while (late < ends.length && ends[late] <= t + seen.tolerance) {
          late++;
        }
        doubt[i] = late - early + seen.admittedNearby[i];
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    return Model.named(
        Algorithm.CONCURRENCY_CAP, null, seen.admittedRate(), seen.most(threshold), null, null);
  }
}
