package dev.onset.gate;

import dev.onset.compare.Place;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Loads in words. Bounds are rounded outward, so that none is said to be better than it is. */
final class Loads {

  private static final int DIGITS = 4;

  private Loads() {}

  /** A load that was confirmed clean, never more than that. */
  static String down(double load) {
    return plain(load, RoundingMode.FLOOR);
  }

  /** A load that was confirmed to fail, never less than that. */
  static String up(double load) {
    return plain(load, RoundingMode.CEILING);
  }

  /** A load that is no bound. */
  static String about(double load) {
    return plain(load, RoundingMode.HALF_UP);
  }

  /** A load as it was asked for, with all of its digits. */
  static String exact(double load) {
    return twelve(load).stripTrailingZeros().toPlainString();
  }

  /** A share as percent: 0.05 is 5%. */
  static String percent(double share) {
    return twelve(share)
            .movePointRight(2)
            .round(new MathContext(2, RoundingMode.HALF_UP))
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  /** Where something begins, in a few words with the unit. */
  static String brief(String unit, Place place) {
    var lower = place.lower();
    var upper = place.upper();
    var between =
        lower != null && upper != null
            ? "between %s and %s %s".formatted(down(lower), up(upper), unit)
            : lower != null
                ? "above %s %s".formatted(down(lower), unit)
                : upper != null ? "at or below %s %s".formatted(up(upper), unit) : "";
    return switch (place.status()) {
      case FOUND -> between.isEmpty() ? "found, bounds not recorded" : between;
      case NOT_REACHED -> lower == null ? "none" : "none up to %s %s".formatted(down(lower), unit);
      case BELOW_START ->
          upper == null
              ? "at the lowest load already"
              : "at the lowest load already, %s %s".formatted(up(upper), unit);
      case UNDECIDED -> between.isEmpty() ? "undecided" : "undecided, " + between;
    };
  }

  private static String plain(double load, RoundingMode rounding) {
    if (load == 0) {
      return "0";
    }
    var exact = twelve(load);
    int digits = Math.max(DIGITS, exact.precision() - exact.scale());
    return exact.round(new MathContext(digits, rounding)).stripTrailingZeros().toPlainString();
  }

  /** Twelve digits: 0.1 + 0.2 must not be rounded up to 0.4. */
  private static BigDecimal twelve(double value) {
    return new BigDecimal(value).round(new MathContext(12));
  }
}
