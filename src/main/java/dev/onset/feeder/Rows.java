package dev.onset.feeder;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A table of values: named columns and at least one row.
 *
 * @param columns their names, each once
 * @param values one list for each row, with one value for each column
 */
public record Rows(List<String> columns, List<List<String>> values) {

  public Rows {
    columns = List.copyOf(columns);
    values = values.stream().map(List::copyOf).toList();
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no rows");
    }
    for (var row : values) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException("a row of another length than the columns");
      }
    }
  }

  /** How many there are. */
  public int size() {
    return values.size();
  }

  /** The values of a row from 0 on, by column. */
  public UnaryOperator<String> row(int index) {
    var row = values.get(index);
    return column -> row.get(columns.indexOf(column));
  }

  /** How many there are and of which columns; values may be secret. */
  @Override
  public String toString() {
    return "%d rows of %s".formatted(size(), String.join(", ", columns));
  }
}
