package dev.onset.configured;

import java.util.List;

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
}
