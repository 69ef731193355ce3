package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A bucket of B tokens that refills continuously, or GCRA.
 *
 * <pre>
 * missing(t) = max(0, missing(t') - R (t - t')); pressure = missing; admitted iff missing + 1 &lt;= B
 * </pre>
 *
 * @param steps sizes to choose from, per token: 1 for whole ones only
 */
record TokenBucket(double rate, int steps) implements Model {

  @Override
  public int parameters() {
    return 2;
  }

  @Override
  public int resolution() {
    return steps;
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double missing = 0;
    double last = seen.size == 0 ? 0 : seen.time[0];
    for (int i = 0; i < seen.size; i++) {
      missing = Math.max(0, missing - rate * (seen.time[i] - last));
      last = seen.time[i];
      pressure[i] = missing + seen.own[i];
      missing += seen.used[i + 1] - seen.used[i];
      if (doubt != null) {
        doubt[i] = rate * seen.tolerance + seen.admittedNearby[i];
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double burst =
        seen.counting.isTokens() ? threshold : Math.rint((threshold + 1) * steps) / steps;
    return Model.named(Algorithm.TOKEN_BUCKET, Variant.SMOOTH, rate, burst, null, null);
  }
}
