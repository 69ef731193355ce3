package dev.onset.configured;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths with placeholders in braces. */
final class PathPattern {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]*\\}");
  private static final int LONGEST = 500;

  private PathPattern() {}

  /** Whether an OpenAPI path is that of a request: as many segments, placeholders are one each. */
  static boolean matches(String pattern, String path) {
    var expected = pattern.split("/", -1);
    var actual = path.split("/", -1);
    boolean same = expected.length == actual.length;
    for (int i = 0; same && i < expected.length; i++) {
      same =
          PLACEHOLDER.matcher(expected[i]).matches()
              ? !actual[i].isEmpty()
              : expected[i].equals(actual[i]);
    }
    return same;
  }

  static boolean hasPlaceholder(String pattern) {
    return PLACEHOLDER.matcher(pattern).find();
  }

  /**
   * Whether a path of a Tyk classic definition is met: Tyk makes a regular expression of it, {@code
   * {id}} being one segment, and looks for it anywhere in the path (gateway/api_definition.go,
   * generateRegex). Null when it has other means of regular expressions, which are not evaluated.
   */
  static @Nullable Boolean found(String pattern, String path) {
    var body = pattern.startsWith("^") ? pattern.substring(1) : pattern;
    body = body.endsWith("$") ? body.substring(0, body.length() - 1) : body;
    var literal = PLACEHOLDER.matcher(body).replaceAll("");
    if (literal.matches(".*[\\\\^$*+?()\\[\\]|{}].*") || pattern.length() > LONGEST) {
      return null;
    }
    var regex = new StringBuilder(pattern.startsWith("^") ? "^" : "");
    int from = 0;
    var placeholder = PLACEHOLDER.matcher(body);
    while (placeholder.find()) {
      regex.append(Pattern.quote(body.substring(from, placeholder.start()))).append("[^/]+");
      from = placeholder.end();
    }
    regex.append(Pattern.quote(body.substring(from))).append(pattern.endsWith("$") ? "$" : "");
    return Pattern.compile(regex.toString()).matcher(path).find();
  }
}
