package dev.onset.gate;

/** Text from a record as part of a sentence. */
final class OneLine {

  private static final int MOST_CHARACTERS = 400;

  private OneLine() {}

  /** The text without line breaks and without its final full stop, cut when it is very long. */
  static String of(String text) {
    var line = text.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.codePointCount(0, line.length()) <= MOST_CHARACTERS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
  }
}
