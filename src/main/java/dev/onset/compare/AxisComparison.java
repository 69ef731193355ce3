package dev.onset.compare;

import dev.onset.load.Axis;
import java.util.List;

/**
 * What became of the onsets on one axis.
 *
 * @param unit what a load is counted in
 * @param obstacles why the two cannot be compared; then every verdict is not comparable
 * @param onsets one per onset that either run has, the most important first
 * @param limiter what changed about the rate limiter; empty when nothing did or none was met
 * @param shifts what changed below the onsets, where both runs are clean
 * @param notes what differs without making it meaningless, as sentences
 */
public record AxisComparison(
    Axis axis,
    String unit,
    List<Obstacle> obstacles,
    List<OnsetChange> onsets,
    List<LimiterChange> limiter,
    List<Shift> shifts,
    List<String> notes) {

  public AxisComparison {
    obstacles = List.copyOf(obstacles);
    onsets = List.copyOf(onsets);
    limiter = List.copyOf(limiter);
    shifts = List.copyOf(shifts);
    notes = List.copyOf(notes);
  }

  /** The verdict on the axis. */
  public Change verdict() {
    return obstacles.isEmpty()
        ? Change.of(onsets.stream().map(OnsetChange::verdict).toList())
        : Change.NOT_COMPARABLE;
  }

  /** Whether only the candidate has this experiment: there is nothing to be worse than. */
  public boolean isNew() {
    return obstacles.stream().anyMatch(obstacle -> obstacle.kind() == Obstacle.Kind.NEW);
  }
}
