package dev.onset.configured;

import java.util.ArrayList;
import java.util.List;

/**
 * Texts of the form of NGINX configurations to directives. Words, quotes, comments and {@code ${…}}
 * as in nginx's src/core/ngx_conf_file.c (ngx_conf_read_token); blocks of Lua are passed over. The
 * last directive may lack its semicolon, so that a single line can be given. Not thread-safe.
 */
final class NginxParser {

  private static final int DEEPEST = 50;

  private final String text;
  private int at;
  private int line = 1;

  private NginxParser(String text) {
    this.text = text;
  }

  /** Says in which line a text is no NGINX configuration. */
  static final class Malformed extends Exception {
    private final int line;

    Malformed(int line, String message) {
      super(message, null, false, false);
      this.line = line;
    }

    int line() {
      return line;
    }
  }

  static List<Directive> parse(String text) throws Malformed {
    return new NginxParser(text).block(0);
  }

  private List<Directive> block(int depth) throws Malformed {
    if (depth > DEEPEST) {
      throw new Malformed(line, "has blocks within blocks too deep. Simplify it");
    }
    var directives = new ArrayList<Directive>();
    var words = new ArrayList<String>();
    int start = line;
    while (true) {
      blanks();
      if (at >= text.length()) {
        if (depth > 0) {
          throw new Malformed(line, "ends within a block. Add the missing \"}\"");
        }
        if (!words.isEmpty()) {
          directives.add(new Directive(List.copyOf(words), start, List.of()));
        }
        return directives;
      }
      char c = text.charAt(at);
      if (c == ';' || c == '{') {
        at++;
        if (words.isEmpty()) {
          throw new Malformed(line, "has a \"%s\" without a directive. Remove it".formatted(c));
        }
        var name = List.copyOf(words);
        words.clear();
        directives.add(new Directive(name, start, c == ';' ? List.of() : inner(name, depth)));
      } else if (c == '}') {
        at++;
        if (depth == 0 || !words.isEmpty()) {
          throw new Malformed(
              line, "has an unexpected \"}\". Remove it, or add the \";\" before it");
        }
        return directives;
      } else {
        if (words.isEmpty()) {
          start = line;
        }
        words.add(c == '"' || c == '\'' ? quoted(c) : word());
      }
    }
  }

  private List<Directive> inner(List<String> words, int depth) throws Malformed {
    if (!words.get(0).endsWith("_by_lua_block")) {
      return block(depth + 1);
    }
    for (int open = 1; open > 0; at++) {
      if (at >= text.length()) {
        throw new Malformed(line, "ends within a block of Lua. Add the missing \"}\"");
      }
      char c = text.charAt(at);
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      line += c == '\n' ? 1 : 0;
    }
    return List.of();
  }

  private void blanks() {
    boolean comment = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        comment = false;
      } else if (c == '#') {
        comment = true;
      } else if (!comment && !isBlank(c)) {
        return;
      }
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private String quoted(char quote) throws Malformed {
    int start = line;
    var word = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      escaped(word);
    }
    if (at >= text.length()) {
      throw new Malformed(start, "has a quote that is never closed. Close it");
    }
    at++;
    return word.toString();
  }

  private String word() {
    var word = new StringBuilder();
    boolean variable = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '{' && endsWith(word, '$')) {
        variable = true;
      } else if (c == '}' && variable) {
        variable = false;
      } else if (isBlank(c) || c == ';' || c == '{' || c == '}') {
        break;
      }
      escaped(word);
    }
    return word.toString();
  }

  private static boolean endsWith(StringBuilder word, char c) {
    return !word.isEmpty() && word.charAt(word.length() - 1) == c;
  }

  private void escaped(StringBuilder word) {
    char c = text.charAt(at);
    if (c == '\\' && at + 1 < text.length()) {
      at++;
      c = text.charAt(at);
      if (c != '"' && c != '\'' && c != '\\' && c != ' ' && c != ';') {
        word.append('\\');
      }
    }
    line += c == '\n' ? 1 : 0;
    word.append(c);
  }
}
