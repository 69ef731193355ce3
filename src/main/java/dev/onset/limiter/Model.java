package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * A limiter with its parameters set, all but one: how much pressure is too much.
 *
 * <p>Each model computes a <em>pressure</em> on every request from what came before it: the
 * requests in the window, the tokens missing from the bucket, the requests in flight. It predicts
 * <em>admitted</em> when the pressure is below a threshold, which {@link Scorer} chooses. The
 * decisions that came before are taken as observed, not as predicted, so that one mistake does not
 * entail the next.
 */
sealed interface Model
    permits Phased, SlidingLog, AnchoredWindow, TokenBucket, BlockingLog, InFlight {

  /** A pressure above every threshold. */
  double MOST = 1e9;

  /** Number of fitted parameters, the threshold included. */
  int parameters();

  /** Steps of pressure per request: 1 where it is a count. */
  int resolution();

  /**
   * Computes the pressure on every {@code stride}-th request.
   *
   * @param doubt where to put by how much the pressure may be off for the uncertainty of arrival
   *     times; null when nobody asks
   */
  void pressures(Evidence seen, int stride, double[] pressure, double @Nullable [] doubt);

  /** The limiter for a threshold; its confidence and its share explained are not yet known. */
  Limiter limiter(Evidence seen, double threshold);

  /** A limiter without a judgement on it. */
  static Limiter named(
      Algorithm algorithm,
      @Nullable Variant variant,
      double rate,
      double burst,
      @Nullable Double window,
      @Nullable Boolean countsRejected) {
    return new Limiter(
        algorithm, variant, rate, burst, window, countsRejected, 0, 0, java.util.List.of(), null);
  }
}
