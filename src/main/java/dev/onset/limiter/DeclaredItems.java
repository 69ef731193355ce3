package dev.onset.limiter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads lists and dictionaries of Structured Fields (RFC 9651), as far as rate limits use them.
 *
 * <p>A field is read whole or not at all: after the first character that does not fit there is
 * nothing to rely on. Values may be strings, byte sequences, or runs of characters that are no
 * separators. The time taken is linear in the length.
 */
final class DeclaredItems {

  private static final int LONGEST = 16_384;

  private final String text;
  private int at;

  private DeclaredItems(String text) {
    this.text = text;
  }

  /** The members in order; none when the field is malformed or longer than 16 KiB. */
  static List<DeclaredItem> of(String field) {
    if (field.length() > LONGEST) {
      return List.of();
    }
    var reader = new DeclaredItems(field);
    List<DeclaredItem> items = new ArrayList<>();
    do {
      var item = reader.item();
      if (item == null) {
        return List.of();
      }
      items.add(item);
    } while (reader.skipped(','));
    return reader.at == field.length() ? items : List.of();
  }

  private @Nullable DeclaredItem item() {
    blanks();
    boolean quoted = peek() == '"';
    var value = value();
    String key = null;
    if (!quoted && value != null && peek() == '=') {
      at++;
      key = value.toLowerCase(Locale.ROOT);
      quoted = peek() == '"';
      value = value();
    }
    if (value == null) {
      return null;
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    while (skipped(';')) {
      blanks();
      var parameter = bare();
      if (parameter == null) {
        return null;
      }
      String meaning = "?1";
      if (peek() == '=') {
        at++;
        meaning = value();
      }
      if (meaning == null) {
        return null;
      }
      parameters.put(parameter.toLowerCase(Locale.ROOT), meaning);
    }
    return new DeclaredItem(key, value, quoted, parameters);
  }

  private @Nullable String value() {
    return switch (peek()) {
      case '"' -> string();
      case ':' -> bytes();
      default -> bare();
    };
  }

  private @Nullable String string() {
    var value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char each = text.charAt(at);
      if (each == '"') {
        at++;
        return value.toString();
      }
      if (each == '\\') {
        at++;
        if (peek() != '"' && peek() != '\\') {
          return null;
        }
      }
      value.append(text.charAt(at));
    }
    return null;
  }

  private @Nullable String bytes() {
    int end = text.indexOf(':', at + 1);
    if (end < 0) {
      return null;
    }
    var value = text.substring(at + 1, end);
    at = end + 1;
    return value;
  }

  private @Nullable String bare() {
    int from = at;
    while (at < text.length() && " \t,;=\":".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at == from ? null : text.substring(from, at);
  }

  private boolean skipped(char separator) {
    blanks();
    if (peek() != separator) {
      return false;
    }
    at++;
    return true;
  }

  private void blanks() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }
}
