package dev.onset.limiter;

import java.util.Locale;

/** What a declared limit counts. */
public enum DeclaredUnit {
  REQUESTS,
  /** Tokens of a language model, of input, output or both. */
  TOKENS,
  CONTENT_BYTES,
  CONCURRENT_REQUESTS,
  /** A unit that this version does not know. */
  OTHER;

  /** The unit that {@code qu} names in draft-ietf-httpapi-ratelimit-headers-10. */
  static DeclaredUnit named(String quotaUnit) {
    return switch (quotaUnit.toLowerCase(Locale.ROOT)) {
      case "requests" -> REQUESTS;
      case "tokens" -> TOKENS;
      case "content-bytes" -> CONTENT_BYTES;
      case "concurrent-requests" -> CONCURRENT_REQUESTS;
      default -> OTHER;
    };
  }
}
