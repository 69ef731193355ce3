package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A bucket of B tokens that gets q of them at once at {@code phase + k P}.
 *
 * <pre>
 * missing = max(0, missing - q) at each lump; pressure = missing; admitted iff missing + 1 &lt;= B
 * </pre>
 *
 * With a lump that fills the bucket, {@code q >= B}, this is a fixed window of B, and named so.
 */
record LumpedBucket(double window, double phase, int lump) implements Phased {

  @Override
  public int parameters() {
    return 4;
  }

  @Override
  public int resolution() {
    return 1;
  }

  @Override
  public LumpedBucket at(double newWindow, double newPhase) {
    return new LumpedBucket(newWindow, newPhase, lump);
  }

  @Override
  public void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt) {
    double missing = 0;
    double end = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < seen.size; i++) {
      double t = seen.time[i];
      if (t >= end) {
        double start = phase + Math.floor((t - phase) / window) * window;
        if (i > 0) {
          missing = Math.max(0, missing - lump * Math.rint((start + window - end) / window));
        }
        end = start + window;
      }
      pressure[i] = missing;
      if (seen.admitted[i]) {
        missing++;
      }
      if (doubt != null) {
        boolean atEdge = end - t < seen.tolerance || t - (end - window) < seen.tolerance;
        doubt[i] = atEdge ? MOST : seen.admittedNearby[i];
      }
    }
  }

  @Override
  public Limiter limiter(Evidence seen, double threshold) {
    double burst = seen.most(threshold);
    if (lump >= burst) {
      return new FixedWindow(window, phase).limiter(seen, threshold);
    }
    return Model.named(
        Algorithm.TOKEN_BUCKET, Variant.LUMPED_REFILL, lump / window, burst, window, null);
  }
}
