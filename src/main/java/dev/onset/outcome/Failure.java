package dev.onset.outcome;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A failure without a response, prepared for the rules.
 *
 * @param text class and message, at most {@link #LONGEST} characters
 * @param errno the operating system's error number where the text names one, else 0
 * @param tls whether the request was for an https address
 */
record Failure(String text, int errno, boolean tls) {

  /** The number of characters that the rules look at. */
  static final int LONGEST = 1_000;

  private static final Pattern ERRNO = Pattern.compile("error\\(-(\\d{1,5})\\)");

  /** Marks of a connection that existed: system calls on data, or the classes reads throw. */
  private static final Pattern ESTABLISHED =
      Pattern.compile(
          "\\b(?:read|write|recv|send|splice)\\w*\\(\\.\\.\\)|\\((?:Read|Write) failed\\)"
              + "|^j(?:ava)?\\.n(?:et)?\\.SocketException\\b|^j(?:ava)?\\.io?\\.IOException\\b");

  private static final Pattern CONNECTING =
      Pattern.compile("onnect\\(\\.\\.\\)|\\b(?:Connect|Bind|Socket)Exception\\b");

  static Failure of(Ending.Unanswered ending) {
    String failure = ending.failure();
    String text = failure.length() > LONGEST ? failure.substring(0, LONGEST) : failure;
    Matcher errno = ERRNO.matcher(text);
    return new Failure(text, errno.find() ? Integer.parseInt(errno.group(1)) : 0, ending.tls());
  }

  /** Whether the text names one of these error numbers; they do not depend on the locale. */
  boolean errnoIn(int... numbers) {
    return errno != 0 && Arrays.stream(numbers).anyMatch(number -> number == errno);
  }

  boolean says(Pattern pattern) {
    return pattern.matcher(text).find();
  }

  /** Whether the connection existed when it failed. */
  boolean established() {
    return says(ESTABLISHED);
  }

  /** Whether the failure came from opening a connection. */
  boolean connecting() {
    return says(CONNECTING);
  }
}
