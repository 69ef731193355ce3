package dev.onset.outcome;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure text as the message of a failed Gatling check, for example {@code status.find.is(200),
 * found 429}.
 *
 * @param kind which sort of check wrote the text, if any did
 * @param status the status that was found, 0 unless {@code kind} is {@link Kind#STATUS_CHECK}
 */
record CheckText(Kind kind, int status) {

  enum Kind {
    /** Not written by a check. */
    NONE,
    /** Written by a check on the status, which says the status it found. */
    STATUS_CHECK,
    /** Written by any other check. */
    OTHER_CHECK
  }

  // What a check expected may be any text, so only the start tells a check from an exception.
  private static final Pattern STATUS =
      Pattern.compile("^status\\.find\\..*, (?:unexpectedly )?found (\\d{3})$", Pattern.DOTALL);
  private static final Pattern ANY =
      Pattern.compile(
          "^\\w+(?:\\(.*\\))?\\.(?:find|findAll|findRandom|count)\\b.*\\bfound\\b", Pattern.DOTALL);

  static CheckText of(String text) {
    Matcher status = STATUS.matcher(text);
    if (status.find()) {
      return new CheckText(Kind.STATUS_CHECK, Integer.parseInt(status.group(1)));
    }
    return new CheckText(ANY.matcher(text).find() ? Kind.OTHER_CHECK : Kind.NONE, 0);
  }
}
