package dev.onset.report;

import java.util.regex.Pattern;

/** Texts that sort as what people read in other texts. */
final class SortKey {

  private static final Pattern DIGITS = Pattern.compile("\\d{1,12}");

  private SortKey() {}

  /** A label whose numbers sort by value: 1.10 behind 1.9. */
  static String of(String label) {
    return DIGITS
        .matcher(label)
        .replaceAll(number -> "0".repeat(12 - number.group().length()) + number.group());
  }
}
