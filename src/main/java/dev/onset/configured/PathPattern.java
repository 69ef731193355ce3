package dev.onset.configured;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Paths with placeholders in braces. */
final class PathPattern {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}/]*\\}");
  private static final Pattern TYK_PLACEHOLDER = Pattern.compile("\\{[^}]+\\}");

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

  /** Segment by segment 1 for one with a placeholder and 0 for one without. */
  static String placeholders(String pattern) {
    return Pattern.compile("/")
        .splitAsStream(pattern)
        .map(segment -> hasPlaceholder(segment) ? "1" : "0")
        .collect(Collectors.joining());
  }

  /**
   * Whether a path of a Tyk definition is met: Tyk makes a regular expression of it, {@code {id}}
   * being one segment and {@code /*} anything, and looks for it anywhere in the path below the
   * listen path (internal/httputil/mux.go, PreparePathRegexp; gateway/model_urlspec.go,
   * matchesPath), unless the gateway's enable_path_prefix_matching or enable_path_suffix_matching
   * is on. Null when that cannot be told.
   */
  static @Nullable Boolean found(String pattern, String path) {
    var regex = TYK_PLACEHOLDER.matcher(pattern).replaceAll("([^/]+)");
    regex = regex.replace("/*/", "/[^/]+/").replace("/*", "/.*");
    return Regex.found(regex, false, path);
  }
}
