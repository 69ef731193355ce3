package dev.onset.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart with the table of the same numbers, or the sentence that says why there is none.
 *
 * @param id unique on its page
 * @param chart null when there is nothing to draw
 * @param absent why there is nothing to draw; empty when there is
 */
record Figure(String id, @Nullable Chart chart, String absent) {

  /**
   * What is drawn.
   *
   * @param description the chart in words, for those who do not see it
   * @param json the chart's data, safe inside a script element; its {@code kind} says how to draw
   *     it
   */
  record Chart(String description, String json, Table table) {}

  /**
   * The numbers of a chart.
   *
   * @param summary what stands on its lid
   * @param note how to read it, or null
   * @param columns column headings
   * @param rows a cell per column
   */
  record Table(
      String summary,
      String caption,
      @Nullable String note,
      List<String> columns,
      List<List<String>> rows) {}

  static Figure of(String id, Chart chart) {
    return new Figure(id, chart, "");
  }

  static Figure absent(String id, String why) {
    return new Figure(id, null, why);
  }
}
