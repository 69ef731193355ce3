package dev.onset.config;

import dev.onset.feeder.RowOrder;
import dev.onset.feeder.Rows;

/**
 * Rows that the placeholders of a request stand for.
 *
 * @param file the name of the file they are from, without its folder
 * @param hash SHA-256 of the file, in hexadecimal digits
 */
public record Feed(String file, String hash, Rows rows, RowOrder order) {

  /** How many rows can each have a limit of their own that is met; a row used once meets none. */
  public int callers() {
    return order == RowOrder.ONCE ? 1 : rows.size();
  }

  /** What tells these rows from others, without their values. */
  String shown() {
    return "%s, SHA-256 %s".formatted(rows, hash.substring(0, 16));
  }
}
