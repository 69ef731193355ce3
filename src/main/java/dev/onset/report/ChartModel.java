package dev.onset.report;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.report.RunPage.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** An experiment's timeline to a chart and the table of the same numbers. */
final class ChartModel {

  private ChartModel() {}

  static Chart of(ExperimentRecord experiment) {
    var timeline = Timeline.of(experiment);
    var columns = new ArrayList<>(List.of("Offered", "Admitted", "Rejected", "Failed"));
    var values =
        new ArrayList<>(
            List.of(
                timeline.offered(), timeline.admitted(), timeline.rejected(), timeline.failed()));
    new TreeMap<>(experiment.series().outcomes())
        .forEach(
            (outcome, column) -> {
              if (outcome != Outcome.OK) { // That is the column "Admitted".
                columns.add(outcome.name());
                values.add(column);
              }
            });
    return new Chart(
        description(timeline), InlineJson.of(timeline), columns, rows(timeline.seconds(), values));
  }

  private static List<List<String>> rows(List<Integer> seconds, List<List<Long>> columns) {
    var rows = new ArrayList<List<String>>(seconds.size());
    for (int i = 0; i < seconds.size(); i++) {
      var row = new ArrayList<String>(columns.size() + 1);
      row.add(String.valueOf(seconds.get(i)));
      for (var column : columns) {
        row.add(String.valueOf(Timeline.at(column, i)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String description(Timeline timeline) {
    var seconds = timeline.seconds();
    if (seconds.isEmpty()) {
      return "No attempts were recorded.";
    }
    return ("Line chart, attempts per second from second %d to second %d. Highest values: offered %s,"
            + " admitted %s, rejected %s, failed %s. The table below the chart has every value.")
        .formatted(
            seconds.get(0),
            seconds.get(seconds.size() - 1),
            highest(timeline.offered()),
            highest(timeline.admitted()),
            highest(timeline.rejected()),
            highest(timeline.failed()));
  }

  private static String highest(List<Long> column) {
    return Figures.count(column.stream().mapToLong(Long::longValue).max().orElse(0));
  }
}
