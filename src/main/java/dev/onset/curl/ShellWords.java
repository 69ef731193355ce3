package dev.onset.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The words of a command for a POSIX shell: quotes, backslashes, continued lines, comments, and
 * bash's {@code $'…'}. What a shell would replace (variables, commands, braces) is a mistake, since
 * its value is not known here.
 */
final class ShellWords {

  private static final String ANOTHER = "Another command begins here.";
  private static final String ONE_COMMAND = "Keep one curl command in the text.";
  private static final String QUOTE_IT = "Put the argument in single quotes.";

  private static final String EN_DASH = Octets.of("\u2013");
  private static final String EM_DASH = Octets.of("\u2014");
  private static final List<String> TYPOGRAPHIC_QUOTES =
      Stream.of("\u2018", "\u2019", "\u201c", "\u201d").map(Octets::of).toList();

  private final Source in;
  private final Remarks remarks;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private Place start = new Place(1, 1);
  private boolean inWord;
  private boolean quoted;
  private boolean redirected;
  private boolean ended;
  private int braces;
  private boolean alternatives;
  private boolean grouped;
  private boolean typographic;

  private ShellWords(String octets, Remarks remarks) {
    this.in = new Source(octets);
    this.remarks = remarks;
  }

  static List<Word> of(String octets, Remarks remarks) {
    var reader = new ShellWords(octets, remarks);
    while (!reader.in.atEnd() && !reader.ended) {
      reader.next();
    }
    reader.endWord();
    return reader.words;
  }

  private void next() {
    if (!inWord) {
      start = in.place();
      refuseTypography();
    }
    if (typographic && startsWithTypographicQuote()) {
      in.skip(EN_DASH.length());
      inWord = true;
    }
    if (in.atEnd()) {
      return;
    }
    int lineBreak = in.lineBreak(0);
    if (lineBreak > 0) {
      in.skip(lineBreak);
      endLine();
      return;
    }
    switch (in.peek()) {
      case ' ', '\t' -> {
        in.take();
        endWord();
      }
      case '#' -> comment();
      case '\\' -> backslash();
      case '\'' -> single();
      case '"' -> inDouble();
      case '$' -> dollar();
      case '`' -> backquotes();
      case '|', '&', ';' -> operator();
      case '>' -> output();
      case '<' -> {
        remarks.refuse(
            in.place(), "Input from elsewhere is not read.", "Name the file: --data-binary @FILE.");
        output();
      }
      case '(', ')' -> group();
      case '{', '}', ',', '.' -> brace();
      default -> append(in.take());
    }
  }

  private void group() {
    if (!grouped) {
      remarks.refuse(in.place(), "The shell would not take this as part of a word.", QUOTE_IT);
    }
    grouped = true;
    append(in.take());
  }

  private void append(char c) {
    inWord = true;
    word.append(c);
  }

  private void openQuote() {
    inWord = true;
    quoted = true;
  }

  private void endWord() {
    if (inWord && !redirected) {
      words.add(new Word(word.toString(), start));
    }
    if (inWord) {
      redirected = false;
    }
    inWord = false;
    quoted = false;
    braces = 0;
    alternatives = false;
    grouped = false;
    typographic = false;
    word.setLength(0);
  }

  private void endLine() {
    endWord();
    if (words.isEmpty()) {
      return;
    }
    skipBlank();
    ended = true;
    if (!in.atEnd()) {
      remarks.refuse(
          in.place(),
          ANOTHER,
          "If the command goes on in this line, end the line before it with \\. " + ONE_COMMAND);
    }
  }

  /** Goes to what is next but spaces, line breaks and comments. */
  private void skipBlank() {
    while (!in.atEnd()) {
      if (in.peek() == '#') {
        in.skipLine();
      } else if (Octets.isBlank(in.peek())) {
        in.take();
      } else {
        return;
      }
    }
  }

  private void comment() {
    if (inWord) {
      append(in.take());
    } else {
      in.skipLine();
    }
  }

  private void backslash() {
    int blanks = in.blanks(1);
    if (in.lineBreak(1) > 0) {
      in.skip(1 + in.lineBreak(1));
    } else if (blanks > 0 && (in.lineBreak(1 + blanks) > 0 || in.peek(1 + blanks) == Source.END)) {
      remarks.refuse(
          in.place(),
          "A space follows the backslash at the end of the line.",
          "Remove it, so that the line goes on in the next one.");
      in.skip(1 + blanks + in.lineBreak(1 + blanks));
    } else {
      in.take();
      if (!in.atEnd()) {
        openQuote();
        word.append(in.take());
      }
    }
  }

  private void single() {
    var opened = in.place();
    openQuote();
    in.take();
    while (!in.atEnd()) {
      char c = in.take();
      if (c == '\'') {
        return;
      }
      word.append(c);
    }
    unterminated(opened);
  }

  private void inDouble() {
    var opened = in.place();
    openQuote();
    in.take();
    while (!in.atEnd()) {
      switch (in.peek()) {
        case '"' -> {
          in.take();
          return;
        }
        case '\\' -> {
          if (in.lineBreak(1) > 0) {
            in.skip(1 + in.lineBreak(1));
          } else {
            if ("$`\"\\".indexOf(in.peek(1)) >= 0) {
              in.take();
            }
            word.append(in.take());
          }
        }
        case '$' -> {
          if (!variable()) {
            word.append(in.take());
          }
        }
        case '`' -> backquotes();
        default -> word.append(in.take());
      }
    }
    unterminated(opened);
  }

  private void unterminated(Place opened) {
    remarks.refuse(opened, "This quote is not closed.", "Close it, or escape it with \\.");
    ended = true;
  }

  private void dollar() {
    if (in.peek(1) == '\'') {
      var opened = in.place();
      openQuote();
      in.skip(2);
      if (!AnsiQuotes.read(in, word, remarks)) {
        unterminated(opened);
      }
    } else if (in.peek(1) == '"') {
      in.take();
    } else if (!variable()) {
      append(in.take());
    }
  }

  /** Refuses what begins with a dollar sign, if a shell would replace it. */
  private boolean variable() {
    char c = in.peek(1);
    boolean named = Octets.isAlphanumeric(c) || c == '_';
    if (!named && "{(@*#?$!-".indexOf(c) < 0) {
      return false;
    }
    remarks.refuse(
        in.place(),
        "A shell would put a value here in place of $….",
        "Write the value itself; if the dollar sign is meant, put the argument in single quotes.");
    inWord = true;
    in.skip(2);
    if (named) {
      while (Octets.isAlphanumeric(in.peek()) || in.peek() == '_') {
        in.take();
      }
    } else if (c == '{' || c == '(') {
      char end = c == '{' ? '}' : ')';
      while (!in.atEnd() && in.lineBreak(0) == 0 && in.take() != end) {
        // What would be replaced does not matter.
      }
    }
    return true;
  }

  private void backquotes() {
    remarks.refuse(
        in.place(),
        "A shell would run what is in backquotes.",
        "Write its result; if the backquote is meant, put the argument in single quotes.");
    inWord = true;
    in.take();
    while (!in.atEnd() && in.take() != '`') {
      // What would be run does not matter.
    }
  }

  private void operator() {
    var at = in.place();
    endWord();
    if (in.peek() == '&' && in.peek(1) == '>') {
      in.take();
      return;
    }
    char operator = in.take();
    ended = true;
    if (operator == '|' && in.peek() != '|') {
      remarks.note(at, "What follows the pipe (|) is left out: it only reads the answer.");
      return;
    }
    skipBlank();
    if (in.atEnd()) {
      return;
    }
    if (operator == '&' && in.peek() != '&') {
      remarks.refuse(
          at,
          "To a shell the command ends at this &.",
          "Put the URL in quotes if it is part of it.");
    } else {
      remarks.refuse(at, ANOTHER, ONE_COMMAND);
    }
  }

  /**
   * A redirected answer: the number before it and the file behind it are no words of the command.
   */
  private void output() {
    if (inWord && !quoted && word.chars().allMatch(c -> c >= '0' && c <= '9')) {
      inWord = false;
    }
    endWord();
    in.take();
    while ("<>&|".indexOf(in.peek()) >= 0) {
      in.take();
    }
    in.skip(in.blanks(0));
    redirected = true;
  }

  private void brace() {
    var at = in.place();
    char c = in.take();
    append(c);
    if (c == '{') {
      braces++;
    } else if (c == '}' && braces > 0) {
      braces--;
      if (alternatives) {
        remarks.refuse(at, "A shell would make several words of {…}.", QUOTE_IT);
        alternatives = false;
      }
    } else if (braces > 0 && (c == ',' || (c == '.' && in.peek() == '.'))) {
      alternatives = true;
    }
  }

  /** Refuses what a word processor made of - ' and "; it is left out, to read on. */
  private void refuseTypography() {
    if (in.startsWith(EN_DASH) || in.startsWith(EM_DASH)) {
      remarks.refuse(in.place(), "This is a typographic dash.", "Write - or --.");
      in.skip(EN_DASH.length());
    } else if (startsWithTypographicQuote()) {
      remarks.refuse(in.place(), "This is a typographic quote.", "Write ' or \" at both ends.");
      typographic = true;
    }
  }

  private boolean startsWithTypographicQuote() {
    return TYPOGRAPHIC_QUOTES.stream().anyMatch(in::startsWith);
  }
}
