package dev.onset.limiter;

import java.util.Locale;

/** Limiters in words. */
final class Wording {

  private Wording() {}

  /** For example: a token bucket of 100/s with a burst of 20. */
  static String of(Limiter limiter) {
    double window = limiter.windowSeconds() == null ? 0 : limiter.windowSeconds();
    double burst = limiter.burst();
    return switch (limiter.algorithm()) {
      case TOKEN_BUCKET ->
          limiter.variant() == Variant.LUMPED_REFILL
              ? text(
                  "a token bucket of %s that gets %s every %s s",
                  burst, limiter.ratePerSecond() * window, window)
              : text("a token bucket of %s/s with a burst of %s", limiter.ratePerSecond(), burst);
      case LEAKY_BUCKET ->
          text("a leaky bucket of %s/s with room for %s", limiter.ratePerSecond(), burst);
      case FIXED_WINDOW ->
          text("a fixed window of %s per %s s", burst, window)
              + (limiter.variant() == Variant.ANCHORED ? " from its first request" : "")
              + (limiter.variant() == Variant.CLOCK_ALIGNED ? " on the clock" : "");
      case SLIDING_LOG ->
          text("a sliding log of %s per %s s", burst, window)
              + (limiter.variant() == Variant.BLOCKING
                  ? " that blocks"
                  : Boolean.TRUE.equals(limiter.countsRejected()) ? " that counts rejects" : "");
      case SLIDING_COUNTER ->
          text("a sliding counter of %s per %s s", burst, window)
              + (Boolean.TRUE.equals(limiter.countsRejected()) ? " that counts rejects" : "");
      case CONCURRENCY_CAP -> text("a cap of %s requests in flight", burst);
      case SHEDDING -> "random shedding";
      case UNKNOWN -> "an unknown limiter";
    };
  }

  /** A fixed window as the bucket that it also is. */
  static String ofLumps(Limiter fixedWindow) {
    double window = fixedWindow.windowSeconds() == null ? 0 : fixedWindow.windowSeconds();
    return text(
        "a token bucket of %s that gets %s every %s s",
        fixedWindow.burst(), fixedWindow.burst(), window);
  }

  private static String text(String format, double... numbers) {
    var texts = new Object[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      var four = String.format(Locale.ROOT, "%.4g", numbers[i]);
      texts[i] = new java.math.BigDecimal(four).stripTrailingZeros().toPlainString();
    }
    return String.format(Locale.ROOT, format, texts);
  }
}
