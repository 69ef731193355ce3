package dev.onset.sizes;

import java.util.Arrays;
import java.util.Optional;

/** A request that is odd rather than large: what parsers and gateways differ on. */
public enum Oddity {
  /** The same header twice. */
  SAME_HEADER_TWICE("a header twice, with different values"),
  /** Two Host headers that differ. */
  TWO_HOSTS("two Host headers"),
  /** No Host header. */
  NO_HOST("no Host header"),
  /** Two lengths that differ. */
  TWO_LENGTHS("two Content-Length headers that differ"),
  /** A space between name and colon. */
  SPACE_BEFORE_COLON("a space before a header's colon"),
  /** A line that continues the one before. */
  FOLDED_LINE("a header folded over two lines"),
  /** A name without any character. */
  EMPTY_NAME("a header without a name"),
  /** A character below 32 in a value. */
  CONTROL_CHARACTER("a control character in a header's value"),
  /** A byte above 127 in a value. */
  BYTE_ABOVE_ASCII("a byte beyond ASCII in a header's value"),
  /** A name with an underscore. */
  UNDERSCORE("an underscore in a header's name");

  private final String words;

  Oddity(String words) {
    this.words = words;
  }

  /** The one of that name; empty when a later version has put it there. */
  public static Optional<Oddity> named(String name) {
    return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
  }

  /** What is odd about it, in words. */
  public String words() {
    return words;
  }

  /** The request with this about it. */
  byte[] of(OrdinaryRequest ordinary) {
    return switch (this) {
      case SAME_HEADER_TWICE -> ordinary.with("X-Onset-Twice: 1\r\nX-Onset-Twice: 2");
      case TWO_HOSTS -> ordinary.with("Host: onset.invalid");
      case NO_HOST -> ordinary.without("Host");
      case TWO_LENGTHS ->
          ordinary.with(
              ordinary.headers().has("Content-Length")
                  ? "Content-Length: " + (ordinary.body().length() + 1)
                  : "Content-Length: 0\r\nContent-Length: 1");
      case SPACE_BEFORE_COLON -> ordinary.with("X-Onset-Space : 1");
      case FOLDED_LINE -> ordinary.with("X-Onset-Folded: 1\r\n 2");
      case EMPTY_NAME -> ordinary.with(": 1");
      case CONTROL_CHARACTER -> ordinary.with("X-Onset-Control: \u0001");
      case BYTE_ABOVE_ASCII -> ordinary.with("X-Onset-Byte: \u00e9");
      case UNDERSCORE -> ordinary.with("X_Onset_Underscore: 1");
    };
  }
}
