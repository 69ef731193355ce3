package dev.onset.limiter;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The names of headers: which concern rate limits, and how they are spelt for people. */
final class DeclaredNames {

  private DeclaredNames() {}

  /** Whether a header, its name in lower case, may declare a limit or a wait. */
  static boolean concern(String name) {
    return name.contains("ratelimit")
        || name.contains("rate-limit")
        || name.equals("retry-after")
        || name.equals("x-retry-in");
  }

  /** {@code RateLimit-Policy} for {@code ratelimit-policy}. */
  static String canonical(String name) {
    return Arrays.stream(name.split("-", -1))
        .map(DeclaredNames::capitalised)
        .collect(Collectors.joining("-"));
  }

  private static String capitalised(String word) {
    if (word.equals("ratelimit")) {
      return "RateLimit";
    }
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
