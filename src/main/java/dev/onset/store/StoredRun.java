package dev.onset.store;

import dev.onset.record.ExperimentRecord;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a run folder holds.
 *
 * @param runId name of the folder
 * @param experiments the readable experiments along an axis, in the order of the axes
 * @param studies the readable experiments with a question of their own
 * @param problems one sentence for each experiment file that could not be read
 */
public record StoredRun(
    String runId,
    List<ExperimentRecord> experiments,
    List<ExperimentRecord> studies,
    List<String> problems) {
  public StoredRun {
    experiments = List.copyOf(experiments);
    studies = List.copyOf(studies);
    problems = List.copyOf(problems);
  }

  /** A run without studies. */
  public StoredRun(String runId, List<ExperimentRecord> experiments, List<String> problems) {
    this(runId, experiments, List.of(), problems);
  }

  /** Every readable experiment, studies last. */
  public List<ExperimentRecord> all() {
    return Stream.concat(experiments.stream(), studies.stream()).toList();
  }
}
