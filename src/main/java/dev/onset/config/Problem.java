package dev.onset.config;

/**
 * One mistake in the configuration.
 *
 * @param key the full key, such as {@code onset.rate.max}
 * @param value the value as written, secrets masked; empty when there is none to show
 * @param origin where it was set; empty when unknown
 * @param rule what is allowed
 * @param advice what to do next
 */
public record Problem(String key, String value, String origin, String rule, String advice) {

  /** The problem in two lines. */
  String text() {
    var line = new StringBuilder(key);
    if (!value.isEmpty()) {
      line.append(" = ").append(value);
    }
    if (!origin.isEmpty()) {
      line.append(" (").append(origin).append(')');
    }
    return line.append("\n     ")
        .append(rule)
        .append(' ')
        .append(advice)
        .toString()
        .stripTrailing();
  }
}
