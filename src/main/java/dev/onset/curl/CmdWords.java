package dev.onset.curl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The words of a command for the Windows command prompt, as browsers copy it: first the prompt
 * takes away carets and looks for operators, then curl's own start-up code splits what is left by
 * quotes and backslashes.
 */
final class CmdWords {

  /** A variable, but not what two percent-encoded bytes enclose. */
  private static final Pattern VARIABLE =
      Pattern.compile("^%(?![0-9A-Fa-f]{2})[A-Za-z_][A-Za-z0-9_]*%");

  private static final int LONGEST_VARIABLE = 66;

  private final Source in;
  private final Remarks remarks;
  private final StringBuilder line = new StringBuilder();
  private final List<Place> places = new ArrayList<>();
  private boolean quoted;
  private boolean ended;

  private CmdWords(String octets, Remarks remarks) {
    this.in = new Source(octets);
    this.remarks = remarks;
  }

  static List<Word> of(String octets, Remarks remarks) {
    var reader = new CmdWords(octets, remarks);
    while (!reader.in.atEnd() && !reader.ended) {
      reader.next();
    }
    return reader.split();
  }

  private void next() {
    int lineBreak = in.lineBreak(0);
    char c = in.peek();
    if (lineBreak > 0) {
      in.skip(lineBreak);
      endLine();
    } else if (c == '"') {
      quoted = !quoted;
      add();
    } else if (c == '%') {
      percent();
    } else if (quoted) {
      add();
    } else if (c == '^') {
      caret();
    } else if (c == '&' || c == '|' || c == '<') {
      operator(c);
    } else if (c == '>') {
      output();
    } else {
      add();
    }
  }

  private void add() {
    places.add(in.place());
    line.append(in.take());
  }

  private void caret() {
    in.take();
    in.skip(in.lineBreak(0));
    int second = in.lineBreak(0);
    if (second > 0) {
      places.add(in.place());
      line.append('\n');
      in.skip(second);
    } else if (!in.atEnd()) {
      add();
    }
  }

  private void percent() {
    var ahead = new StringBuilder();
    while (ahead.length() < LONGEST_VARIABLE && in.peek(ahead.length()) != Source.END) {
      ahead.append(in.peek(ahead.length()));
    }
    if (VARIABLE.matcher(ahead).find()) {
      remarks.refuse(
          in.place(),
          "The command prompt would put the value of a variable here in place of %…%.",
          "Write the value itself.");
    }
    add();
  }

  private void operator(char operator) {
    ended = true;
    if (operator == '|' && in.peek(1) != '|') {
      remarks.note(in.place(), "What follows the pipe (|) is left out: it only reads the answer.");
    } else if (operator == '<') {
      remarks.refuse(
          in.place(), "Input from elsewhere is not read.", "Name the file: --data-binary @FILE.");
    } else {
      remarks.refuse(
          in.place(),
          "To the command prompt the command ends at this " + operator + ".",
          "Put the URL in quotes if it is part of it, and keep one curl command in the text.");
    }
  }

  private void output() {
    in.take();
    in.skip(in.peek() == '>' ? 1 : 0);
    in.skip(in.blanks(0));
    while (!in.atEnd() && !Octets.isBlank(in.peek())) {
      in.take();
    }
  }

  private void endLine() {
    if (line.toString().isBlank()) {
      return;
    }
    while (!in.atEnd() && Octets.isBlank(in.peek())) {
      in.take();
    }
    ended = true;
    if (!in.atEnd()) {
      remarks.refuse(
          in.place(),
          "Another command begins here.",
          "If the command goes on in this line, end the line before it with ^. Keep one curl command"
              + " in the text.");
    }
  }

  private List<Word> split() {
    var words = new ArrayList<Word>();
    int i = 0;
    while (i < line.length()) {
      if (Octets.isBlank(line.charAt(i))) {
        i++;
      } else {
        i = word(i, words);
      }
    }
    return words;
  }

  /** Takes one word, which begins at an index; returns the index behind it. */
  private int word(int begin, List<Word> words) {
    var word = new StringBuilder();
    int opened = -1;
    int i = begin;
    while (i < line.length() && (opened >= 0 || !Octets.isBlank(line.charAt(i)))) {
      int backslashes = 0;
      while (i + backslashes < line.length() && line.charAt(i + backslashes) == '\\') {
        backslashes++;
      }
      i += backslashes;
      boolean quote = i < line.length() && line.charAt(i) == '"';
      word.append("\\".repeat(quote ? backslashes / 2 : backslashes));
      if (quote && backslashes % 2 == 1) {
        word.append('"');
        i++;
      } else if (quote && opened >= 0 && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        word.append('"');
        i += 2;
      } else if (quote) {
        opened = opened >= 0 ? -1 : i;
        i++;
      } else if (backslashes == 0) {
        word.append(line.charAt(i++));
      }
    }
    if (opened >= 0) {
      remarks.refuse(places.get(opened), "This quote is not closed.", "Close it.");
    }
    words.add(new Word(word.toString(), places.get(begin)));
    return i;
  }
}
