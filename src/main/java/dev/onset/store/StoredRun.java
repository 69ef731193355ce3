package dev.onset.store;

import dev.onset.record.ExperimentRecord;
import java.util.List;

/**
 * What a run folder holds.
 *
 * @param runId name of the folder
 * @param experiments the readable experiments, in the order of the axes
 * @param problems one sentence for each experiment file that could not be read
 */
public record StoredRun(String runId, List<ExperimentRecord> experiments, List<String> problems) {
  public StoredRun {
    experiments = List.copyOf(experiments);
    problems = List.copyOf(problems);
  }
}
