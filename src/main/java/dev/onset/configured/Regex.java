package dev.onset.configured;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Regular expressions that definitions contain, evaluated within bounds: whatever they are. */
final class Regex {

  private static final int LONGEST = 500;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_STEPS = 200_000;
  private static final int MOST_COUNTED = 3;
  private static final Pattern COUNTED = Pattern.compile("\\{\\d");
  private static final Pattern HIGH_COUNT = Pattern.compile("\\{\\d{3}|\\{\\d{0,9},\\d{3}");

  private Regex() {}

  /**
   * Whether it is found anywhere in a text; null when it cannot be told: it is not one of Java's,
   * or takes too many steps.
   */
  static @Nullable Boolean found(String regex, boolean ignoreCase, String text) {
    if (regex.length() > LONGEST
        || text.length() > LONGEST_TEXT
        || HIGH_COUNT.matcher(regex).find()
        || COUNTED.matcher(regex).results().count() > MOST_COUNTED) {
      return null;
    }
    try {
      return Pattern.compile(regex, ignoreCase ? Pattern.CASE_INSENSITIVE : 0)
          .matcher(new Counted(text))
          .find();
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError e) {
      return null;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** A text that counts how often it is looked at, for a match can be exponential. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int steps;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
