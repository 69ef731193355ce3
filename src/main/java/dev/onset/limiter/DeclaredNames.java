package dev.onset.limiter;

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
    var spelt = new StringBuilder(name);
    for (int at = 0; at >= 0 && at < name.length(); at = next(name, at)) {
      spelt.setCharAt(at, Character.toUpperCase(name.charAt(at)));
      if (name.startsWith("ratelimit", at)) {
        spelt.setCharAt(at + "rate".length(), 'L');
      }
    }
    return spelt.toString();
  }

  private static int next(String name, int at) {
    int hyphen = name.indexOf('-', at);
    return hyphen < 0 ? -1 : hyphen + 1;
  }
}
