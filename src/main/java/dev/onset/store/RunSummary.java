package dev.onset.store;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.search.Onset;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as one line of a list: what was tested, when, and the answers.
 *
 * @param runId name of the run's folder
 * @param release label of what was under test
 * @param startedAt start of the run's first experiment
 * @param target what the run's first experiment measured
 * @param results one per experiment, in the order of the axes
 * @param problems one sentence for each experiment file that could not be read
 */
public record RunSummary(
    String runId,
    @Nullable String release,
    @Nullable Instant startedAt,
    @Nullable Target target,
    List<Result> results,
    List<String> problems) {

  public RunSummary {
    results = List.copyOf(results);
    problems = List.copyOf(problems);
  }

  /** The answers of one experiment. */
  public record Result(
      Axis axis,
      Status status,
      @Nullable String statusReason,
      List<Onset> onsets,
      Fitness injector) {
    public Result {
      onsets = List.copyOf(onsets);
    }

    static Result of(ExperimentRecord experiment) {
      return new Result(
          experiment.axis(),
          experiment.status(),
          experiment.statusReason(),
          experiment.onsets(),
          experiment.injector().verdict());
    }
  }

  /** The summary of a run; release, start and target are null when no experiment was readable. */
  public static RunSummary of(StoredRun run) {
    ExperimentRecord first = null;
    for (var experiment : run.experiments()) {
      if (first == null || experiment.startedAt().isBefore(first.startedAt())) {
        first = experiment;
      }
    }
    return new RunSummary(
        run.runId(),
        first == null ? null : first.release(),
        first == null ? null : first.startedAt(),
        first == null ? null : first.target(),
        run.experiments().stream().map(Result::of).toList(),
        run.problems());
  }
}
