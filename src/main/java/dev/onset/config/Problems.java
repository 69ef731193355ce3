package dev.onset.config;

import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found so far. Not thread-safe. */
final class Problems {

  private static final int SHOWN_CHARACTERS = 120;

  private final List<Problem> found = new ArrayList<>();
  private final Set<String> keys = new HashSet<>();
  private Secrets secrets = Secrets.USUAL;

  /** From now on values are masked as these say. */
  void mask(Secrets further) {
    secrets = further;
  }

  /** Notes a mistake in a value that stands where it belongs. */
  void add(String key, ConfigValue value, String rule, String advice) {
    add(key, shown(secrets.masked(key, Given.text(value))), value, rule, advice);
  }

  /** Notes a mistake in a value of which it is unclear what it was meant for. */
  void addOpaque(String key, ConfigValue value, String rule, String advice) {
    add(key, opaque(key, value), value, rule, advice);
  }

  private void add(String key, String shown, ConfigValue value, String rule, String advice) {
    keys.add(key);
    found.add(new Problem(shown(key), shown, Origins.text(value.origin()), rule, advice));
  }

  /** Whether none of the keys has a mistake so far. */
  boolean noneIn(String... checked) {
    return Set.of(checked).stream().noneMatch(keys::contains);
  }

  /** Ends the reading when there is any mistake. */
  void refuse() {
    if (!found.isEmpty()) {
      throw new InvalidConfiguration(
          found.stream().sorted(Comparator.comparing(Problem::key)).toList());
    }
  }

  private String opaque(String key, ConfigValue value) {
    return switch (value.valueType()) {
      case OBJECT -> "{…}";
      case LIST -> "[…]";
      case NULL -> "null";
      case STRING -> shown(secrets.maskedIfSuspect(key, Given.text(value)));
      case NUMBER, BOOLEAN -> secrets.masked(key, Given.text(value));
    };
  }

  /** The text on one line: control characters written as escapes, long text cut. */
  private static String shown(String text) {
    var line = new StringBuilder();
    text.chars()
        .limit(SHOWN_CHARACTERS)
        .forEach(
            c -> {
              if (c == '\r') {
                line.append("\\r");
              } else if (c == '\n') {
                line.append("\\n");
              } else if (Character.isISOControl(c)) {
                line.append("\\u%04x".formatted(c));
              } else {
                line.append((char) c);
              }
            });
    return text.length() > SHOWN_CHARACTERS ? line + "…" : line.toString();
  }
}
