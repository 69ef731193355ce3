package dev.onset.curl;

import java.nio.charset.StandardCharsets;

/** Text as one character for each of its bytes, and back. */
final class Octets {

  private static final String HEX = "0123456789ABCDEF";

  private Octets() {}

  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  static String of(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static byte[] bytes(String octets) {
    return octets.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As people read it; bytes that are not UTF-8 become U+FFFD. */
  static String text(String octets) {
    return new String(bytes(octets), StandardCharsets.UTF_8);
  }

  /** All but letters, digits and {@code -._~} as %XX. */
  static String percentEncoded(String octets) {
    var encoded = new StringBuilder();
    for (int i = 0; i < octets.length(); i++) {
      char c = octets.charAt(i);
      if (isAlphanumeric(c) || "-._~".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }

  /** With each %XX as the byte it stands for. */
  static String percentDecoded(String octets) {
    var decoded = new StringBuilder();
    for (int i = 0; i < octets.length(); i++) {
      if (isPercentCode(octets, i)) {
        decoded.append((char) Integer.parseInt(octets.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        decoded.append(octets.charAt(i));
      }
    }
    return decoded.toString();
  }

  static boolean isPercentCode(String octets, int at) {
    return at + 2 < octets.length()
        && octets.charAt(at) == '%'
        && isHex(octets.charAt(at + 1))
        && isHex(octets.charAt(at + 2));
  }

  static boolean isHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isAlphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
