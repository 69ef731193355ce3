package dev.onset.configured;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers of limits in words. */
final class Words {

  private static final int DIGITS = 4;
  private static final int SHOWN = 80;

  private Words() {}

  static String rate(double amount, double window) {
    return window == 1
        ? number(amount) + "/s"
        : "%s in %s s (%s/s)".formatted(number(amount), number(window), number(amount / window));
  }

  /** With four significant digits, and all those left of the decimal point. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "?";
    }
    var exact = BigDecimal.valueOf(value);
    int whole = exact.precision() - exact.scale();
    return exact
        .round(new MathContext(Math.max(DIGITS, Math.min(whole, 20))))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A word of a definition, short and without control characters. */
  static String shown(String text) {
    var clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ");
    return clean.length() > SHOWN ? clean.substring(0, SHOWN) + "…" : clean;
  }
}
