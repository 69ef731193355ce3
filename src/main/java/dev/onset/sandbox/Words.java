package dev.onset.sandbox;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers in words. */
final class Words {
  private Words() {}

  /** Milliseconds without needless digits. */
  static String millis(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString();
  }

  /** A decimal number without needless digits. */
  static String plain(double number) {
    return new BigDecimal(Double.toString(number))
        .round(new MathContext(12))
        .stripTrailingZeros()
        .toPlainString();
  }
}
