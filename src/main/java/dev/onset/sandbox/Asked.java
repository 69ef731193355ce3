package dev.onset.sandbox;

import dev.onset.sandbox.Reply.Persistence;
import java.util.List;
import java.util.Locale;

/**
 * What the gateway has to know of a request.
 *
 * @param key what it is counted under
 * @param target the request target, as it came
 * @param withBody false for HEAD, whose answer has no body
 * @param persistence what becomes of the connection after the answer
 * @param gzip whether the answer may be compressed by gzip
 */
record Asked(String key, String target, boolean withBody, Persistence persistence, boolean gzip) {
  /** Nothing yet. */
  static final Asked NOTHING = new Asked("", "", true, Persistence.KEPT, false);

  /**
   * Whether gzip is acceptable by these values of {@code Accept-Encoding}; by name, or as any
   * coding that is not named, and not with a quality of 0.
   */
  static boolean acceptsGzip(List<String> values) {
    boolean any = false;
    for (String coding : String.join(",", values).toLowerCase(Locale.ROOT).split(",", -1)) {
      String[] parts = coding.replaceAll("[ \\t]", "").split(";", -1);
      boolean wanted = parts.length < 2 || !parts[1].matches("q=0(\\.0*)?");
      if (parts[0].equals("gzip")) {
        return wanted;
      }
      any |= parts[0].equals("*") && wanted;
    }
    return any;
  }
}
