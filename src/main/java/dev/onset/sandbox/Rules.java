package dev.onset.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The rules a value breaks, collected so that all of them can be reported at once. */
final class Rules {
  private final List<String> broken = new ArrayList<>();

  /**
   * Notes a broken rule.
   *
   * @param holds whether the rule is kept
   * @param field the field's name, as {@code rate.perSecond}
   * @param rule what is allowed, to be read after "it must be"
   */
  Rules require(boolean holds, String field, Object value, String rule) {
    if (!holds) {
      broken.add("sandbox %s is %s; it must be %s".formatted(field, value, rule));
    }
    return this;
  }

  /** Throws an {@link IllegalArgumentException} with one line per broken rule, if there is any. */
  void check() {
    if (!broken.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", broken));
    }
  }
}
