package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A bucket of B tokens that refills continuously, or GCRA.
 *
 * <pre>
 * missing(t) = max(0, missing(t') - R (t - t')); pressure = missing; admitted iff missing + 1 &lt;= B
 * </pre>
 */
record TokenBucket(double rate) implements Model {

  private static final int STEPS = 20;

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public int resolution() {
    return STEPS;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double missing = 0;
    double last = seen.size == 0 ? 0 : seen.time[0];
    for (int i = 0; i < seen.size; i++) {
      missing = Math.max(0, missing - rate * (seen.time[i] - last));
      last = seen.time[i];
      pressure[i] = missing;
      if (seen.admitted[i]) {
        missing++;
      }
      if (doubt != null) {
        doubt[i] = rate * seen.tolerance + seen.admittedNearby[i];
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double burst = Math.max(1, threshold - 0.5 / STEPS + 1);
    if (Math.abs(burst - Math.rint(burst)) < 0.1 + rate * seen.tolerance) {
      burst = Math.max(1, Math.rint(burst));
    }
    return Model.named(Algorithm.TOKEN_BUCKET, Variant.SMOOTH, rate, burst, null, null);
  }
}
