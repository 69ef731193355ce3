package dev.onset.config;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a run.
 *
 * @param floors loads up to which something must not begin, in the order of their keys
 * @param drops how far below the baseline something may begin, in the order of their keys
 * @param noWorseThanBaseline whether no onset may be worse than in the baseline
 * @param inconclusiveFails whether what can be neither confirmed nor refuted fails the gate
 * @param baseline the run to compare with, a folder or the name of a run, or null when none is set
 */
public record ExpectSettings(
    List<Floor> floors,
    List<Drop> drops,
    boolean noWorseThanBaseline,
    boolean inconclusiveFails,
    @Nullable Path baseline) {

  public ExpectSettings {
    floors = List.copyOf(floors);
    drops = List.copyOf(drops);
  }

  /**
   * What must not begin early.
   *
   * @param droppedSyn whether the first dropped SYN is meant, and not the connect timeout that
   *     dropped SYNs end in
   */
  public record Onset(Axis axis, Outcome outcome, boolean droppedSyn) {}

  /**
   * A load that must be held.
   *
   * @param load in the axis's unit
   * @param written as the user wrote it, such as {@code 11400/min}
   */
  public record Floor(Onset onset, double load, String written) {}

  /**
   * A drop that is tolerated.
   *
   * @param share of the baseline's load; 5% is 0.05
   */
  public record Drop(Onset onset, double share) {}
}
