package dev.onset.sandbox;

import java.util.Set;

/** Header fields as they are sent, each with its line end; not thread-safe. */
final class FieldLines {
  private final Set<String> without;
  private final StringBuilder text = new StringBuilder();

  /**
   * No lines yet.
   *
   * @param without names of fields to leave out
   */
  FieldLines(Set<String> without) {
    this.without = without;
  }

  /** Adds a field. */
  void add(String name, Object value) {
    if (!without.contains(name)) {
      text.append(name).append(": ").append(value).append("\r\n");
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
