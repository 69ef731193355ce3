package dev.onset.compare;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares two experiments on one axis. Pure. */
final class AxisComparer {

  private final ExperimentRecord baseline;
  private final ExperimentRecord candidate;
  private final Tolerances tolerances;
  private final List<Obstacle> obstacles;

  private AxisComparer(
      ExperimentRecord baseline,
      ExperimentRecord candidate,
      Tolerances tolerances,
      List<Obstacle> obstacles) {
    this.baseline = baseline;
    this.candidate = candidate;
    this.tolerances = tolerances;
    this.obstacles = obstacles;
  }

  static AxisComparison compare(
      Axis axis,
      @Nullable ExperimentRecord baseline,
      @Nullable ExperimentRecord candidate,
      Tolerances tolerances,
      Set<Obstacle.Kind> disregarded) {
    if (baseline == null) {
      return lacking(
          axis,
          candidate == null ? axis.unit() : candidate.unit(),
          Obstacle.Kind.NEW,
          "the baseline has no such experiment");
    }
    if (candidate == null) {
      return lacking(
          axis, baseline.unit(), Obstacle.Kind.MISSING, "the candidate has no such experiment");
    }
    var comparability = Comparability.of(baseline, candidate);
    var obstacles = new ArrayList<Obstacle>();
    var notes = new ArrayList<String>();
    for (var obstacle : comparability.obstacles()) {
      if (disregarded.contains(obstacle.kind())) {
        notes.add("Disregarded: " + obstacle.text() + ".");
      } else {
        obstacles.add(obstacle);
      }
    }
    notes.addAll(comparability.notes());
    var comparer = new AxisComparer(baseline, candidate, tolerances, obstacles);
    return new AxisComparison(
        axis,
        candidate.unit(),
        obstacles,
        comparer.onsets(),
        obstacles.isEmpty()
            ? LimiterChanges.between(baseline.limiter(), candidate.limiter(), tolerances)
            : List.of(),
        obstacles.isEmpty() ? Shifts.between(baseline, candidate) : List.of(),
        notes);
  }

  private static AxisComparison lacking(Axis axis, String unit, Obstacle.Kind kind, String text) {
    return new AxisComparison(
        axis, unit, List.of(new Obstacle(kind, text)), List.of(), List.of(), List.of(), List.of());
  }

  private List<OnsetChange> onsets() {
    var changes = new ArrayList<OnsetChange>();
    if (baseline.droppedSyn() != null && candidate.droppedSyn() != null) {
      changes.add(
          change(
              Outcome.CONNECT_TIMEOUT,
              true,
              place(baseline.droppedSyn()),
              place(candidate.droppedSyn())));
    }
    var outcomes = new LinkedHashSet<Outcome>();
    baseline.onsets().forEach(onset -> outcomes.add(onset.outcome()));
    candidate.onsets().forEach(onset -> outcomes.add(onset.outcome()));
    for (var outcome : outcomes) {
      changes.add(change(outcome, false, place(baseline, outcome), place(candidate, outcome)));
    }
    return changes;
  }

  private OnsetChange change(Outcome outcome, boolean droppedSyn, Place before, Place after) {
    var judged = Judgement.of(before, after, candidate.unit(), tolerances);
    return new OnsetChange(
        outcome,
        droppedSyn,
        before,
        after,
        obstacles.isEmpty() ? judged.verdict() : Change.NOT_COMPARABLE,
        judged.lowestRatio(),
        judged.highestRatio(),
        judged.estimatedRatio(),
        obstacles.isEmpty() ? judged.reason() : obstacles.get(0).text());
  }

  private static Place place(ExperimentRecord.DroppedSyn dropped) {
    return new Place(dropped.status(), dropped.lower(), dropped.upper(), dropped.estimate());
  }

  private static Place place(ExperimentRecord experiment, Outcome outcome) {
    for (var onset : experiment.onsets()) {
      if (onset.outcome() == outcome) {
        return Place.of(onset);
      }
    }
    return Place.unsearched(experiment, outcome);
  }
}
