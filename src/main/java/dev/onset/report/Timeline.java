package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An experiment second by second, as the chart draws it. All lists have one value per second.
 *
 * @param kind how it is drawn: "timeline"
 * @param unit of what the vertical axis counts
 * @param outcomes what occurred beside {@link Outcome#OK}, which is what was admitted
 * @param bands loads between which an outcome begins; empty when the vertical axis is not the load
 * @param phases what the search was doing when
 */
record Timeline(
    String kind,
    String unit,
    List<Integer> seconds,
    List<Long> offered,
    List<Long> admitted,
    List<Line> outcomes,
    List<Band> bands,
    List<Phase> phases) {

  /** An outcome's line and its {@link Look}. */
  record Line(String name, int look, List<Long> values) {}

  /** An onset as a range of loads. */
  record Band(String label, double lower, double upper) {}

  /** Consecutive trials of the same purpose, in seconds from the experiment's start. */
  record Phase(String name, double from, double to) {}

  static Timeline of(ExperimentRecord experiment) {
    var series = experiment.series();
    var seconds = series.secondsFromStart();
    return new Timeline(
        "timeline",
        experiment.axis() == Axis.CONCURRENCY ? "attempts/s" : experiment.unit(),
        seconds,
        padded(series.offered(), seconds.size()),
        padded(series.outcomes().getOrDefault(Outcome.OK, List.of()), seconds.size()),
        lines(series.outcomes(), seconds.size()),
        bands(experiment),
        phases(experiment.trials()));
  }

  private static List<Line> lines(Map<Outcome, List<Long>> columns, int size) {
    var lines = new ArrayList<Line>();
    new TreeMap<>(columns)
        .forEach(
            (outcome, column) -> {
              if (outcome != Outcome.OK && column.stream().anyMatch(count -> count > 0)) {
                lines.add(new Line(outcome.name(), Look.of(outcome), padded(column, size)));
              }
            });
    return lines;
  }

  /** A value of a column, 0 where the column is shorter than the experiment. */
  private static long at(List<Long> column, int index) {
    return index < column.size() ? column.get(index) : 0;
  }

  private static List<Long> padded(List<Long> column, int size) {
    var all = new ArrayList<Long>(size);
    for (int i = 0; i < size; i++) {
      all.add(at(column, i));
    }
    return all;
  }

  private static List<Band> bands(ExperimentRecord experiment) {
    if (experiment.axis() == Axis.CONCURRENCY) {
      return List.of(); // Attempts per second say nothing about how many connections are open.
    }
    var words = OnsetWords.on(experiment.axis(), experiment.unit());
    var bands = new ArrayList<Band>();
    for (var onset : experiment.onsets()) {
      var lower = onset.lower();
      var upper = onset.upper();
      if (onset.status() == OnsetStatus.FOUND && lower != null && upper != null) {
        var label = "%s: %s".formatted(words.words(onset).begins(), words.briefFound(onset));
        bands.add(new Band(label, lower, upper));
      }
    }
    return bands;
  }

  private static List<Phase> phases(List<Trial> trials) {
    var phases = new ArrayList<Phase>();
    for (var trial : trials) {
      var end = trial.startSeconds() + trial.seconds();
      var last = phases.isEmpty() ? null : phases.get(phases.size() - 1);
      if (last != null && last.name().equals(SectionModel.purpose(trial))) {
        phases.set(phases.size() - 1, new Phase(last.name(), last.from(), end));
      } else {
        phases.add(new Phase(SectionModel.purpose(trial), trial.startSeconds(), end));
      }
    }
    return phases;
  }
}
