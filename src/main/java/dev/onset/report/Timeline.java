package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An experiment second by second, as the chart draws it. All lists have one value per second.
 *
 * @param unit of what the vertical axis counts
 * @param bands loads between which an outcome begins; empty when the vertical axis is not the load
 * @param phases what the search was doing when
 */
record Timeline(
    String unit,
    List<Integer> seconds,
    List<Long> offered,
    List<Long> admitted,
    List<Long> rejected,
    List<Long> failed,
    List<Band> bands,
    List<Phase> phases) {

  /** An onset as a range of loads. */
  record Band(String label, double lower, double upper) {}

  /** Consecutive trials of the same purpose, in seconds from the experiment's start. */
  record Phase(String name, double from, double to) {}

  static Timeline of(ExperimentRecord experiment) {
    var series = experiment.series();
    var seconds = series.secondsFromStart();
    var groups = new TreeMap<OutcomeGroup, List<Long>>();
    for (var group : OutcomeGroup.values()) {
      groups.put(group, new ArrayList<>(Collections.nCopies(seconds.size(), 0L)));
    }
    for (Map.Entry<Outcome, List<Long>> entry : series.outcomes().entrySet()) {
      var sums = groups.get(OutcomeGroup.of(entry.getKey()));
      for (int i = 0; i < seconds.size() && sums != null; i++) {
        sums.set(i, sums.get(i) + at(entry.getValue(), i));
      }
    }
    return new Timeline(
        experiment.axis() == Axis.CONCURRENCY ? "attempts/s" : experiment.unit(),
        seconds,
        padded(series.offered(), seconds.size()),
        groups.getOrDefault(OutcomeGroup.ADMITTED, List.of()),
        groups.getOrDefault(OutcomeGroup.REJECTED, List.of()),
        groups.getOrDefault(OutcomeGroup.FAILED, List.of()),
        bands(experiment),
        phases(experiment.trials()));
  }

  /** A value of a column, 0 where the column is shorter than the experiment. */
  static long at(List<Long> column, int index) {
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
    var words = OnsetWords.on(experiment.axis());
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
