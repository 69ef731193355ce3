package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;

/**
 * How large a request may be; 0 for no limit but that of the decoder, 1 MiB each for the request
 * line and for all header lines.
 *
 * <p>A header line has {@code name + ": " + value + CRLF} bytes, which is 4 more than the name and
 * the value without the white space around it. What is as large as its limit is taken.
 *
 * @param headerBytes most bytes of one header line, up to 1,000,000
 * @param headersBytes most bytes of all header lines, without the request line and the empty one,
 *     up to 1,000,000
 * @param headers most header lines, up to 100,000
 * @param urlBytes most bytes of the request target as it is in the request line, up to 1,000,000
 * @param bodyBytes most bytes of the body, without the framing of chunks, up to 1,000,000,000
 */
public record RequestLimits(
    int headerBytes, int headersBytes, int headers, int urlBytes, int bodyBytes) {
  /** None of them. */
  public static final RequestLimits NONE = new RequestLimits(0, 0, 0, 0, 0);

  /** More than any of the limits on the head. */
  static final int DECODED_BYTES = 1 << 20;

  private static final int MOST_BYTES = 1_000_000;
  private static final int MOST_HEADERS = 100_000;
  private static final int MOST_BODY = 1_000_000_000;

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public RequestLimits {
    Rules rules = new Rules();
    upTo(rules, "request.headerBytes", headerBytes, MOST_BYTES);
    upTo(rules, "request.headersBytes", headersBytes, MOST_BYTES);
    upTo(rules, "request.headers", headers, MOST_HEADERS);
    upTo(rules, "request.urlBytes", urlBytes, MOST_BYTES);
    upTo(rules, "request.bodyBytes", bodyBytes, MOST_BODY);
    rules.check();
  }

  private static void upTo(Rules rules, String field, int value, int most) {
    rules.require(value >= 0 && value <= most, field, value, "from 0 to " + most);
  }

  /** The limits in words, or the empty text if there is none. */
  String describe() {
    List<String> parts = new ArrayList<>();
    add(parts, headerBytes, "a header line of %d bytes");
    add(parts, headersBytes, "header lines of %d bytes in all");
    add(parts, headers, "%d header lines");
    add(parts, urlBytes, "a URL of %d bytes");
    add(parts, bodyBytes, "a body of %d bytes");
    return parts.isEmpty() ? "" : "up to " + String.join(", ", parts);
  }

  private static void add(List<String> parts, int limit, String words) {
    if (limit > 0) {
      parts.add(words.formatted(limit));
    }
  }
}
