package dev.onset.sandbox;

import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** Times as programs in Go print them: {@code 12ms}, {@code 1.5s}, {@code 6m0s}, {@code 1h0m0s}. */
final class GoDuration {
  private GoDuration() {}

  /** The time, rounded up to a millisecond. */
  static String text(long nanos) {
    long millis = -Math.floorDiv(-nanos, TimeUnit.MILLISECONDS.toNanos(1));
    if (millis > 0 && millis < 1_000) {
      return millis + "ms";
    }
    long minutes = millis / 60_000;
    String seconds =
        BigDecimal.valueOf(millis % 60_000, 3).stripTrailingZeros().toPlainString() + "s";
    if (minutes == 0) {
      return seconds;
    }
    return minutes < 60
        ? minutes + "m" + seconds
        : minutes / 60 + "h" + minutes % 60 + "m" + seconds;
  }
}
