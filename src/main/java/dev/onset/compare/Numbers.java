package dev.onset.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers in reasons, the same in every locale. */
final class Numbers {

  private Numbers() {}

  /** A load with four significant digits. */
  static String load(double load) {
    return plain(load, 4, RoundingMode.HALF_UP);
  }

  /** A load that was confirmed clean, never more than that. */
  static String upTo(double load) {
    return plain(load, 4, RoundingMode.FLOOR);
  }

  /** A share as percent with two significant digits, three from 100 %. */
  static String percent(double share) {
    if (Double.isInfinite(share)) {
      return "any amount";
    }
    return plain(share * 100, share >= 1 ? 3 : 2, RoundingMode.HALF_UP) + "%";
  }

  private static String plain(double value, int digits, RoundingMode rounding) {
    if (Math.abs(value) < 1e-9) {
      return "0";
    }
    // Twelve digits first: 0.1 + 0.2 must not be rounded up to 0.4.
    return new BigDecimal(value)
        .round(new MathContext(12))
        .round(new MathContext(digits, rounding))
        .stripTrailingZeros()
        .toPlainString();
  }
}
