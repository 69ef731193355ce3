package dev.onset.curl;

/** A text that is read from left to right and knows where it is. Not thread-safe. */
final class Source {

  /** What {@link #peek} gives behind the end; the text itself never holds it. */
  static final char END = '\uffff';

  private final String octets;
  private int next;
  private int line = 1;
  private int column = 1;

  Source(String octets) {
    this.octets = octets;
  }

  boolean atEnd() {
    return next >= octets.length();
  }

  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    return next + ahead < octets.length() ? octets.charAt(next + ahead) : END;
  }

  boolean startsWith(String text) {
    return octets.startsWith(text, next);
  }

  char take() {
    char c = octets.charAt(next++);
    if (c == '\n') {
      line++;
      column = 1;
    } else if (!isContinued(peek())) {
      // The bytes of one character share a column.
      column++;
    }
    return c;
  }

  void skip(int count) {
    for (int i = 0; i < count && !atEnd(); i++) {
      take();
    }
  }

  Place place() {
    return new Place(line, column);
  }

  /** The length of the line break here: 0, 1 or, for CR LF, 2. */
  int lineBreak(int ahead) {
    if (peek(ahead) == '\n') {
      return 1;
    }
    return peek(ahead) == '\r' && peek(ahead + 1) == '\n' ? 2 : 0;
  }

  /** The number of spaces and tabs here. */
  int blanks(int ahead) {
    int count = 0;
    while (peek(ahead + count) == ' ' || peek(ahead + count) == '\t') {
      count++;
    }
    return count;
  }

  void skipLine() {
    while (!atEnd() && peek() != '\n') {
      take();
    }
  }

  private static boolean isContinued(char c) {
    return c >= 0x80 && c < 0xc0;
  }
}
