package dev.onset.report;

import dev.onset.evidence.SynSchedule;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Distribution;
import dev.onset.report.Figure.Chart;
import dev.onset.report.Figure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How latencies and connect times are spread, drawn and as tables. */
final class SpreadFigures {

  private static final String EARLIER = "This record was made before distributions were kept.";
  private static final double BIN_WIDTH = Math.pow(10, 0.1);
  private static final double SHORTEST_RANGE_SECONDS = 3;

  private SpreadFigures() {}

  /**
   * A chart's data.
   *
   * @param kind how it is drawn: "latency" as shares, "connect" as counts
   * @param steps when a SYN that is not answered is sent again
   */
  record Spread(String kind, List<Line> outcomes, List<Step> steps) {}

  /**
   * An outcome's bins.
   *
   * @param ends where bins end, in milliseconds; one more than counts, the first is where the first
   *     bin begins
   */
  record Line(String name, int look, long total, List<Double> ends, List<Long> counts) {}

  /** A retry of a SYN, and how many connections came about with it, null when not known. */
  record Step(int seconds, @Nullable Long connections) {}

  /** Latencies by outcome. */
  static Figure latency(ExperimentRecord experiment) {
    var id = experiment.slug() + "-latencies";
    var lines = lines(experiment, Distribution.LATENCY);
    if (lines.isEmpty()) {
      return Figure.absent(id, experiment.outcomes().isEmpty() ? "No attempt was made." : EARLIER);
    }
    return Figure.of(
        id,
        new Chart(
            "Line chart of how latencies are spread, as shares of each outcome's attempts. Most"
                + " frequent: "
                + modes(lines)
                + ". The table below the chart has the numbers.",
            InlineJson.of(new Spread("latency", lines, List.of())),
            table(experiment, "Latencies as a table", "latencies", lines)));
  }

  /** Connect times; null on the axis that keeps its connections. */
  static @Nullable Figure connect(ExperimentRecord experiment) {
    if (experiment.axis() == Axis.RATE) {
      return null;
    }
    var id = experiment.slug() + "-connects";
    var lines = lines(experiment, Distribution.CONNECT);
    if (lines.isEmpty()) {
      var earlier =
          lines(experiment, Distribution.LATENCY).isEmpty() && !experiment.outcomes().isEmpty();
      return Figure.absent(id, earlier ? EARLIER : "No connection was timed.");
    }
    var steps = steps(experiment, lines);
    return Figure.of(
        id,
        new Chart(
            "Histogram of the time to connect. Most frequent: %s. %s The table below the chart has the numbers."
                .formatted(modes(lines), retries(steps, lines)),
            InlineJson.of(new Spread("connect", lines, steps)),
            table(experiment, "Connect times as a table", "connect times", lines)));
  }

  private static List<Line> lines(ExperimentRecord experiment, String of) {
    var lines = new ArrayList<Line>();
    var distributions = experiment.distributions();
    if (distributions != null) {
      for (var distribution : distributions) {
        var outcome = distribution.outcome();
        if (distribution.of().equals(of) && outcome != null && isDrawable(distribution)) {
          lines.add(line(of, outcome, distribution));
        }
      }
    }
    return lines;
  }

  private static boolean isDrawable(Distribution distribution) {
    return !distribution.counts().isEmpty()
        && distribution.counts().size() == distribution.upToMillis().size();
  }

  private static Line line(String of, Outcome outcome, Distribution distribution) {
    var ends = new ArrayList<Double>();
    ends.add(distribution.upToMillis().get(0) / BIN_WIDTH);
    ends.addAll(distribution.upToMillis());
    return new Line(
        outcome == Outcome.OK && of.equals(Distribution.CONNECT) ? "connected" : outcome.name(),
        Look.of(outcome),
        distribution.counts().stream().mapToLong(n -> n).sum(),
        ends,
        distribution.counts());
  }

  private static List<Step> steps(ExperimentRecord experiment, List<Line> lines) {
    var dropped = experiment.droppedSyn();
    var seen = dropped == null ? Map.<Integer, Long>of() : dropped.steps();
    double range = Math.max(SHORTEST_RANGE_SECONDS, longestMillis(lines) / 1000);
    return SynSchedule.allSeconds().stream()
        .filter(second -> second <= range)
        .map(second -> new Step(second, dropped == null ? null : seen.getOrDefault(second, 0L)))
        .toList();
  }

  private static double longestMillis(List<Line> lines) {
    return lines.stream()
        .mapToDouble(line -> line.ends().get(line.ends().size() - 1))
        .max()
        .orElse(0);
  }

  /** What the steps mean, for a reader and for one who does not see them. */
  private static String retries(List<Step> steps, List<Line> lines) {
    var came =
        steps.stream()
            .filter(step -> step.connections() != null && step.connections() > 0)
            .map(
                step ->
                    "%s after %d s"
                        .formatted(
                            Figures.count(step.connections() == null ? 0 : step.connections()),
                            step.seconds()))
            .collect(Collectors.joining(", "));
    if (!came.isEmpty()) {
      return "Connections that came about only when a SYN was sent again: " + came + ".";
    }
    return longestMillis(lines) < 1000
        ? "None took until the first retry of a SYN, 1 s."
        : "Steps mark when a SYN is sent again.";
  }

  private static Table table(
      ExperimentRecord experiment, String summary, String what, List<Line> lines) {
    var columns = new ArrayList<>(List.of("Up to, ms"));
    var rows = new TreeMap<Double, List<String>>();
    lines.stream()
        .flatMap(line -> line.ends().stream().skip(1))
        .forEach(end -> rows.put(end, new ArrayList<>(List.of(end(end)))));
    for (var line : lines) {
      columns.add(line.name());
      rows.forEach(
          (end, row) -> {
            int bin = line.ends().indexOf(end) - 1;
            row.add(bin < 0 ? "0" : Figures.count(line.counts().get(bin)));
          });
    }
    return new Table(
        summary,
        AxisWords.of(experiment).name() + ": " + what,
        "Each row counts what is above the row before it.",
        columns,
        List.copyOf(rows.values()));
  }

  private static String end(double millis) {
    return Figures.quantity(millis);
  }

  /** Where each line is highest. */
  private static String modes(List<Line> lines) {
    return lines.stream()
        .map(
            line -> {
              int mode = 0;
              for (int i = 1; i < line.counts().size(); i++) {
                mode = line.counts().get(i) > line.counts().get(mode) ? i : mode;
              }
              return "%s %s to %s ms"
                  .formatted(
                      line.name(), end(line.ends().get(mode)), end(line.ends().get(mode + 1)));
            })
        .collect(Collectors.joining(", "));
  }
}
