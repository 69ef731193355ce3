package dev.onset.config;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations as people write them: {@code 2900ms}, {@code 10s}, {@code 5m}. */
final class Durations {

  private Durations() {}

  /**
   * The duration in the largest unit that needs no fraction; seconds with a fraction above 10 s.
   */
  static String text(Duration duration) {
    long nanos = duration.toNanosPart();
    long seconds = duration.toSeconds();
    if (nanos == 0 && seconds != 0 && seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    if (nanos == 0 && seconds != 0 && seconds % 60 == 0) {
      return seconds / 60 + "m";
    }
    if (nanos == 0 && seconds != 0) {
      return seconds + "s";
    }
    if (nanos % 1_000_000 == 0 && seconds < 10) {
      return duration.toMillis() + "ms";
    }
    return BigDecimal.valueOf(seconds)
            .add(BigDecimal.valueOf(nanos, 9))
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }
}
