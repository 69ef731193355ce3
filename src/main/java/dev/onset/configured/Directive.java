package dev.onset.configured;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One directive of an NGINX configuration.
 *
 * @param words name and parameters, quotes and escapes resolved; never empty
 * @param line where it begins, from 1
 * @param block what stands in its braces; empty when it has none
 */
record Directive(List<String> words, int line, List<Directive> block) {

  String name() {
    return words.get(0);
  }

  List<String> parameters() {
    return words.subList(1, words.size());
  }

  /** First parameter, or nothing. */
  String first() {
    return words.size() > 1 ? words.get(1) : "";
  }

  /** What follows a prefix such as {@code zone=} in one of the parameters, or null. */
  @Nullable String value(String prefix) {
    return parameters().stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst()
        .orElse(null);
  }

  /** Line and name, for messages. */
  String place() {
    return "line %d, %s".formatted(line, Words.shown(name()));
  }
}
