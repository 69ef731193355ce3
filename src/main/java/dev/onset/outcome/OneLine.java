package dev.onset.outcome;

import java.util.Locale;

/** A text as one printable line. */
final class OneLine {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private OneLine() {}

  /**
   * The start of {@code text} with white space folded to single spaces, none at either end, and
   * everything that does not print (controls, direction marks, halves of a surrogate pair) written
   * as <code>\</code><code>u001b</code>. Stops once the result has {@code enough} characters.
   */
  static String of(String text, int enough) {
    StringBuilder line = new StringBuilder();
    boolean gap = false;
    int index = 0;
    while (index < text.length() && line.length() < enough) {
      int character = text.codePointAt(index);
      index += Character.charCount(character);
      if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
        gap = true;
        continue;
      }
      if (gap && !line.isEmpty()) {
        line.append(' ');
      }
      gap = false;
      if (prints(character)) {
        line.appendCodePoint(character);
      } else {
        line.append(String.format(Locale.ROOT, "\\u%04x", character));
      }
    }
    return line.toString();
  }

  /** {@code text} in at most {@code longest} characters, the last one an ellipsis if cut. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }

  private static boolean prints(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.SURROGATE -> false;
      // Joiners are part of words and of emoji; the other format characters hide or reorder.
      case Character.FORMAT -> character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }
}
