package dev.onset.curl;

import java.util.function.IntPredicate;

/** The text in bash's {@code $'…'} quotes, in which backslashes begin escapes as in C. */
final class AnsiQuotes {

  private static final String PLAIN = "abeEfnrtv\\'\"?";
  private static final String MEANING = "\u0007\b\u001b\u001b\f\n\r\t\u000b\\'\"?";

  private final Source in;
  private final StringBuilder word;
  private final Remarks remarks;

  private AnsiQuotes(Source in, StringBuilder word, Remarks remarks) {
    this.in = in;
    this.word = word;
    this.remarks = remarks;
  }

  /** Reads on from behind the opening quote; whether there is a closing one. */
  static boolean read(Source in, StringBuilder word, Remarks remarks) {
    var quotes = new AnsiQuotes(in, word, remarks);
    while (!in.atEnd()) {
      var at = in.place();
      char c = in.take();
      if (c == '\'') {
        return true;
      }
      if (c == '\\' && !in.atEnd()) {
        quotes.escape(at, in.take());
      } else {
        word.append(c);
      }
    }
    return false;
  }

  private void escape(Place at, char letter) {
    int plain = PLAIN.indexOf(letter);
    if (plain >= 0) {
      word.append(MEANING.charAt(plain));
    } else if (letter >= '0' && letter <= '7') {
      octet(at, letter - '0', 8, 2, c -> c >= '0' && c <= '7');
    } else if (letter == 'x' && Octets.isHex(in.peek())) {
      octet(at, 0, 16, 2, c -> Octets.isHex((char) c));
    } else if ((letter == 'u' || letter == 'U') && Octets.isHex(in.peek())) {
      character(at, number(0, 16, letter == 'u' ? 4 : 8, c -> Octets.isHex((char) c)));
    } else if (letter == 'c' && !in.atEnd()) {
      add(at, in.take() & 0x1f);
    } else {
      word.append('\\').append(letter);
    }
  }

  private void octet(Place at, int first, int base, int digits, IntPredicate isDigit) {
    add(at, (int) number(first, base, digits, isDigit) & 0xff);
  }

  private long number(long first, int base, int digits, IntPredicate isDigit) {
    long number = first;
    for (int i = 0; i < digits && isDigit.test(in.peek()); i++) {
      number = number * base + Character.digit(in.take(), base);
    }
    return number;
  }

  private void character(Place at, long codePoint) {
    if (codePoint > Character.MAX_CODE_POINT || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
      remarks.refuse(at, "There is no such character.", "Write it as it is, in UTF-8.");
    } else if (codePoint == 0) {
      add(at, 0);
    } else {
      word.append(Octets.of(Character.toString((int) codePoint)));
    }
  }

  private void add(Place at, int octet) {
    if (octet == 0) {
      remarks.refuse(
          at,
          "An argument cannot hold a zero byte.",
          "Put the body in a file: --data-binary @FILE.");
    } else {
      word.append((char) octet);
    }
  }
}
