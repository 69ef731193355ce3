package dev.onset.config;

/** Paths and queries as a URI may hold them. */
final class UriText {

  private static final String OTHERS = "-._~!$&'()*+,;=:@/?";

  private UriText() {}

  /**
   * The same with what is not allowed percent-encoded; what is encoded already stays.
   *
   * @param octets one character for each byte
   */
  static String encoded(String octets) {
    var encoded = new StringBuilder();
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      boolean code =
          c == '%'
              && i + 2 < octets.length()
              && Character.digit(octets.charAt(i + 1), 16) >= 0
              && Character.digit(octets.charAt(i + 2), 16) >= 0;
      boolean allowed =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || OTHERS.indexOf(c) >= 0;
      encoded.append(code || allowed ? Character.toString(c) : "%%%02X".formatted((int) c));
    }
    return encoded.toString();
  }
}
