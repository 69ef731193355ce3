package dev.onset.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Figures {

  private static final int SIGNIFICANT_DIGITS = 4;
  private static final int MOST_DECIMALS = 9;

  private Figures() {}

  /** A count with thousands separators. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A position in a sequence: 1st, 2nd, 3rd, 11th, 21st. */
  static String ordinal(long value) {
    var lastTwo = value % 100;
    var suffix =
        lastTwo >= 11 && lastTwo <= 13
            ? "th"
            : switch ((int) (value % 10)) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return count(value) + suffix;
  }

  /** A quantity with four significant digits at most. */
  static String quantity(double value) {
    return quantity(value, RoundingMode.HALF_EVEN);
  }

  static String quantity(double value, RoundingMode rounding) {
    return decimals(value, significantDecimals(value), rounding);
  }

  /** Decimals that leave a value four significant digits, at least 0. */
  static int significantDecimals(double value) {
    return decimalsFor(value, SIGNIFICANT_DIGITS);
  }

  /** Decimals that keep the two leading digits of a value, so that 0.5 is not rounded to 0. */
  static int leadingDecimals(double value) {
    return decimalsFor(value, 2);
  }

  private static int decimalsFor(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return 0;
    }
    var integerDigits = (int) Math.floor(Math.log10(Math.abs(value))) + 1;
    return Math.min(MOST_DECIMALS, Math.max(0, digits - integerDigits));
  }

  /**
   * Decimals that show an interval of the given width to a tenth of it, so that its bounds, rounded
   * outward, stay apart and stay true.
   */
  static int decimalsForWidth(double width) {
    if (!(width > 0)) {
      return MOST_DECIMALS;
    }
    return Math.min(MOST_DECIMALS, Math.max(0, (int) Math.ceil(1 - Math.log10(width))));
  }

  /** A value with so many decimals, those at the end dropped when they are zero. */
  static String decimals(double value, int decimals, RoundingMode rounding) {
    if (!Double.isFinite(value)) {
      return "unknown";
    }
    // Twelve digits first: 0.1 + 0.2 must not be rounded up to 0.4.
    var exact = new BigDecimal(value).round(new MathContext(12)).setScale(decimals, rounding);
    var plain = exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, plain.scale()) + "f", plain);
  }

  /** Milliseconds, without unit: one decimal below 100. */
  static String millis(double millis) {
    return decimals(millis, Math.abs(millis) < 100 ? 1 : 0, RoundingMode.HALF_UP);
  }

  /** A share between 0 and 1 as whole percent; never 0% or 100% unless it is exactly that. */
  static String percent(double share) {
    var rounded = Math.round(share * 100);
    if (rounded == 0 && share > 0) {
      return "<1%";
    }
    if (rounded == 100 && share < 1) {
      return ">99%";
    }
    return count(rounded) + "%";
  }

  /** A share between 0 and 1 as percent with a decimal; never 0% or 100% unless exactly that. */
  static String share(double share) {
    var text = decimals(share * 100, 1, RoundingMode.HALF_UP);
    if (text.equals("0") && share > 0) {
      return "<0.1%";
    }
    return (text.equals("100") && share < 1 ? ">99.9" : text) + "%";
  }

  /** A time span in its two largest units. */
  static String span(double seconds) {
    if (seconds < 10) {
      return decimals(seconds, 1, RoundingMode.HALF_UP) + " s";
    }
    var whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? twoUnits(whole / 60, "min", whole % 60, "s")
        : twoUnits(whole / 3600, "h", whole % 3600 / 60, "min");
  }

  private static String twoUnits(long large, String largeUnit, long small, String smallUnit) {
    var text = count(large) + " " + largeUnit;
    return small == 0 ? text : text + " " + small + " " + smallUnit;
  }
}
