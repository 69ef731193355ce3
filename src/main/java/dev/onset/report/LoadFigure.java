package dev.onset.report;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.report.Figure.Chart;
import dev.onset.report.Figure.Table;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What share of the attempts failed at each load that was held, drawn and as a table. */
final class LoadFigure {

  private static final double DECADE = 10;

  private LoadFigure() {}

  /**
   * The chart's data.
   *
   * @param kind how it is drawn: "load"
   * @param log whether loads are so far apart that their axis is logarithmic
   */
  record Shares(String kind, String unit, boolean log, List<Line> outcomes, List<Bound> bounds) {}

  /** An outcome's points, by load. */
  record Line(String name, int look, List<Point> points) {}

  /** A trial: its load, the percentage of its attempts, and its verdict. */
  record Point(double load, double percent, Verdict verdict) {}

  /** The confirmed bounds of an onset. */
  record Bound(String name, int look, double lower, double upper) {}

  static Figure of(ExperimentRecord experiment) {
    var id = experiment.slug() + "-load";
    var trials =
        experiment.trials().stream()
            .filter(LoadFigure::tells)
            .sorted(Comparator.comparingDouble(Trial::load))
            .toList();
    if (trials.isEmpty()) {
      return Figure.absent(id, "No trial that counted held one load.");
    }
    var failing = new TreeSet<Outcome>();
    trials.forEach(
        trial -> trial.outcomes().forEach((outcome, n) -> addIfFailed(failing, outcome, n)));
    if (failing.isEmpty()) {
      return Figure.absent(
          id,
          "Every attempt was admitted at every load that was held, up to %s %s."
              .formatted(
                  Figures.quantity(trials.get(trials.size() - 1).load()), experiment.unit()));
    }
    var shares =
        new Shares(
            "load",
            experiment.unit(),
            trials.get(trials.size() - 1).load() > DECADE * trials.get(0).load(),
            failing.stream().map(outcome -> line(outcome, trials)).toList(),
            bounds(experiment));
    return Figure.of(
        id,
        new Chart(
            description(shares, trials),
            InlineJson.of(shares),
            table(experiment, failing, trials)));
  }

  private static void addIfFailed(Set<Outcome> failing, Outcome outcome, long count) {
    if (outcome != Outcome.OK && count > 0) {
      failing.add(outcome);
    }
  }

  /** A watch varies its load, and the last three say something else than what a load does. */
  private static boolean tells(Trial trial) {
    return switch (SectionModel.purpose(trial)) {
      case "watch", "scope", "recovery", "canary" -> false;
      default -> trial.verdict() != Verdict.INVALID && trial.load() > 0 && trial.sent() > 0;
    };
  }

  private static Line line(Outcome outcome, List<Trial> trials) {
    return new Line(
        outcome.name(),
        Look.of(outcome),
        trials.stream()
            .map(trial -> new Point(trial.load(), 100 * share(trial, outcome), trial.verdict()))
            .toList());
  }

  private static double share(Trial trial, Outcome outcome) {
    return (double) trial.outcomes().getOrDefault(outcome, 0L) / trial.sent();
  }

  private static List<Bound> bounds(ExperimentRecord experiment) {
    var bounds = new ArrayList<Bound>();
    for (var onset : experiment.onsets()) {
      var lower = onset.lower();
      var upper = onset.upper();
      if (onset.status() == OnsetStatus.FOUND && lower != null && upper != null) {
        bounds.add(new Bound(onset.outcome().name(), Look.of(onset.outcome()), lower, upper));
      }
    }
    return bounds;
  }

  private static Table table(
      ExperimentRecord experiment, Set<Outcome> failing, List<Trial> trials) {
    var columns = new ArrayList<>(List.of("Load, " + experiment.unit(), "Purpose", "Verdict"));
    failing.forEach(outcome -> columns.add(outcome.name()));
    return new Table(
        "Shares as a table",
        AxisWords.of(experiment).name() + ": outcomes by load",
        null,
        columns,
        trials.stream().map(trial -> row(trial, failing)).toList());
  }

  private static List<String> row(Trial trial, Set<Outcome> failing) {
    var row = new ArrayList<String>();
    row.add(Figures.quantity(trial.load()));
    row.add(SectionModel.purpose(trial));
    row.add(trial.verdict().name());
    failing.forEach(outcome -> row.add(Figures.share(share(trial, outcome))));
    return row;
  }

  private static String description(Shares shares, List<Trial> trials) {
    var bounds =
        shares.bounds().stream()
            .map(
                bound ->
                    " %s: confirmed clean at %s, confirmed to fail at %s."
                        .formatted(
                            bound.name(),
                            Figures.quantity(bound.lower()),
                            Figures.quantity(bound.upper())))
            .collect(Collectors.joining());
    return ("Chart of what share of the attempts ended as %s in %d trials from %s to %s %s.%s The"
            + " table below the chart has the numbers.")
        .formatted(
            shares.outcomes().stream().map(Line::name).collect(Collectors.joining(", ")),
            trials.size(),
            Figures.quantity(trials.get(0).load()),
            Figures.quantity(trials.get(trials.size() - 1).load()),
            shares.unit(),
            bounds);
  }
}
