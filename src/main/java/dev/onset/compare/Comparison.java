package dev.onset.compare;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side. Pure and immutable.
 *
 * @param axes one per axis that either run has, in the order of the axes
 */
public record Comparison(Side baseline, Side candidate, List<AxisComparison> axes) {

  /**
   * One of the two runs.
   *
   * @param release label of what was under test; several, separated by commas, when they differ
   */
  public record Side(String runId, String release, @Nullable Instant startedAt) {

    static Side of(List<ExperimentRecord> experiments) {
      return new Side(
          distinct(experiments.stream().map(ExperimentRecord::runId).toList()),
          distinct(experiments.stream().map(ExperimentRecord::release).toList()),
          experiments.stream()
              .map(ExperimentRecord::startedAt)
              .min(Comparator.naturalOrder())
              .orElse(null));
    }

    private static String distinct(List<String> names) {
      return names.isEmpty() ? "nothing" : String.join(", ", names.stream().distinct().toList());
    }
  }

  public Comparison {
    axes = List.copyOf(axes);
  }

  /** The comparison of two runs, given as their experiments; nothing is disregarded. */
  public static Comparison of(
      List<ExperimentRecord> baseline, List<ExperimentRecord> candidate, Tolerances tolerances) {
    return of(baseline, candidate, tolerances, Set.of());
  }

  /**
   * The comparison of two runs, given as their experiments.
   *
   * @param disregarded differences that the user knows of and that shall not stand in the way
   */
  public static Comparison of(
      List<ExperimentRecord> baseline,
      List<ExperimentRecord> candidate,
      Tolerances tolerances,
      Set<Obstacle.Kind> disregarded) {
    var axes = new ArrayList<AxisComparison>();
    for (var axis : Axis.values()) {
      var before = on(axis, baseline);
      var after = on(axis, candidate);
      if (before != null || after != null) {
        axes.add(AxisComparer.compare(axis, before, after, tolerances, disregarded));
      }
    }
    return new Comparison(Side.of(baseline), Side.of(candidate), axes);
  }

  /** The verdict on the run; experiments that are new in the candidate have no part in it. */
  public Change verdict() {
    return Change.of(
        axes.stream().filter(axis -> !axis.isNew()).map(AxisComparison::verdict).toList());
  }

  /** The verdicts that occur among the onsets. */
  public Set<Change> verdicts() {
    var verdicts = EnumSet.noneOf(Change.class);
    axes.forEach(axis -> axis.onsets().forEach(onset -> verdicts.add(onset.verdict())));
    return verdicts;
  }

  private static @Nullable ExperimentRecord on(Axis axis, List<ExperimentRecord> experiments) {
    return experiments.stream()
        .filter(experiment -> experiment.axis() == axis)
        .findFirst()
        .orElse(null);
  }
}
