package dev.onset.report;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.report.Figure.Chart;
import dev.onset.report.Figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An experiment second by second, drawn and as a table. */
final class TimelineFigure {

  /**
   * Longer tables sum several seconds in a row: nobody reads more, and a page must open at once.
   */
  static final int MOST_ROWS = 1_800;

  private static final List<Integer> STEPS = List.of(1, 2, 5, 10, 15, 20, 30, 60);

  private TimelineFigure() {}

  static Figure of(ExperimentRecord experiment) {
    var id = experiment.slug();
    var timeline = Timeline.of(experiment);
    return timeline.seconds().isEmpty()
        ? Figure.absent(id, "No attempts were recorded.")
        : Figure.of(
            id,
            new Chart(
                description(timeline),
                InlineJson.of(timeline),
                table(timeline, AxisWords.of(experiment).name())));
  }

  private static Table table(Timeline timeline, String axis) {
    var headings = new ArrayList<>(List.of("Second", "Offered", "Admitted"));
    var columns = new ArrayList<>(List.of(timeline.offered(), timeline.admitted()));
    for (var line : timeline.outcomes()) {
      headings.add(line.name());
      columns.add(line.values());
    }
    int step = step(timeline.seconds().size());
    return new Table(
        step == 1 ? "Every second as a table" : "Every %d seconds as a table".formatted(step),
        axis + ": attempts per " + (step == 1 ? "second" : step + " seconds"),
        step == 1
            ? null
            : "Each row sums %d seconds and is named by the first; the chart has every second."
                .formatted(step),
        headings,
        rows(timeline.seconds(), columns, step));
  }

  /** Seconds summed in a row. */
  static int step(int seconds) {
    int least = (seconds + MOST_ROWS - 1) / MOST_ROWS;
    return STEPS.stream().filter(step -> step >= least).findFirst().orElse((least + 59) / 60 * 60);
  }

  private static List<List<String>> rows(
      List<Integer> seconds, List<List<Long>> columns, int step) {
    var rows = new ArrayList<List<String>>();
    for (int from = 0; from < seconds.size(); from += step) {
      var row = new ArrayList<String>(columns.size() + 1);
      row.add(String.valueOf(seconds.get(from)));
      for (var column : columns) {
        long sum = 0;
        for (int i = from; i < Math.min(seconds.size(), from + step); i++) {
          sum += column.get(i);
        }
        row.add(String.valueOf(sum));
      }
      rows.add(row);
    }
    return rows;
  }

  private static String description(Timeline timeline) {
    var seconds = timeline.seconds();
    var outcomes =
        timeline.outcomes().stream()
            .map(line -> ", %s %s".formatted(line.name(), highest(line.values())))
            .collect(Collectors.joining());
    return ("Line chart, attempts per second from second %d to second %d. Highest values: offered %s,"
            + " admitted (%s) %s%s. The table below the chart has the numbers.")
        .formatted(
            seconds.get(0),
            seconds.get(seconds.size() - 1),
            highest(timeline.offered()),
            Outcome.OK,
            highest(timeline.admitted()),
            outcomes);
  }

  private static String highest(List<Long> column) {
    return Figures.count(column.stream().mapToLong(Long::longValue).max().orElse(0));
  }
}
