package dev.onset.sizes;

import java.util.Arrays;
import java.util.Optional;

/** What of a request grows until it is refused. */
public enum Dimension {
  /** Bytes of one header line: name, colon, space, value and the line's end. */
  ONE_HEADER_BYTES("one header", "bytes"),
  /** How many header lines there are. */
  HEADER_COUNT("number of headers", "headers"),
  /** Bytes of all header lines together, each with its line's end. */
  ALL_HEADERS_BYTES("all headers together", "bytes"),
  /** Bytes of the request target, which is path and query as they are sent. */
  URL_BYTES("URL", "bytes"),
  /** Bytes of the body. */
  BODY_BYTES("body", "bytes");

  private final String words;
  private final String unit;

  Dimension(String words, String unit) {
    this.words = words;
    this.unit = unit;
  }

  /** The one of that name; empty when a later version has put it there. */
  public static Optional<Dimension> named(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
  }

  /** What grows, in words. */
  public String words() {
    return words;
  }

  /** What it is counted in. */
  public String unit() {
    return unit;
  }
}
