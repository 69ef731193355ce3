package dev.onset.diagnosis;

import dev.onset.load.Axis;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers in sentences, the same in every locale. */
final class Words {

  private Words() {}

  /** A number with four significant digits at most. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "an unknown number";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  /** A count. */
  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A load as a place on its axis, as in "from … on". */
  static String place(Axis axis, double load) {
    return axis == Axis.CONCURRENCY
        ? "connection " + number(load)
        : number(load) + " " + axis.unit();
  }

  /** Milliseconds with a unit that keeps the number small. */
  static String millis(double millis) {
    if (!Double.isFinite(millis)) {
      return "an unknown time";
    }
    return millis < 1_000
        ? number(Math.round(millis * 10) / 10.0) + " ms"
        : number(Math.round(millis / 10) / 100.0) + " s";
  }

  /** A text as a sentence: with a capital and a full stop. */
  static String sentence(String text) {
    var stripped = text.strip();
    if (stripped.isEmpty()) {
      return "";
    }
    var capital = stripped.substring(0, 1).toUpperCase(Locale.ROOT) + stripped.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }

  static String plural(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
