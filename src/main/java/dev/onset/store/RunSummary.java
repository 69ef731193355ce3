package dev.onset.store;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentHead;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.search.Onset;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as one line of a list: what was tested, when, and the answers.
 *
 * @param runId name of the run's folder
 * @param release label of what was under test
 * @param startedAt start of the run's first experiment
 * @param target what the run's first experiment measured
 * @param results one per experiment, in the order of the axes
 * @param studies its experiments with a question of their own, by name
 * @param problems one sentence for each experiment file that could not be read
 * @param compared whether its folder holds a comparison with an earlier run
 */
public record RunSummary(
    String runId,
    @Nullable String release,
    @Nullable Instant startedAt,
    @Nullable Target target,
    List<Result> results,
    List<String> studies,
    List<String> problems,
    boolean compared) {

  public RunSummary {
    results = List.copyOf(results);
    studies = List.copyOf(studies);
    problems = List.copyOf(problems);
  }

  /**
   * The answers of one experiment.
   *
   * @param unit what its loads are counted in
   * @param target what this experiment measured
   * @param limiter the rate limiter that was met
   * @param droppedSyn where the first SYN is dropped; null where that was not looked for
   * @param conditions settings without which the answers of two experiments are answers to
   *     different questions, by key; secrets are masked
   */
  public record Result(
      Axis axis,
      String unit,
      Status status,
      @Nullable String statusReason,
      List<Onset> onsets,
      Fitness injector,
      Target target,
      Duration duration,
      @Nullable Limiter limiter,
      @Nullable DroppedSyn droppedSyn,
      Map<String, String> conditions) {
    public Result {
      onsets = List.copyOf(onsets);
      conditions = Map.copyOf(conditions);
    }

    static Result of(ExperimentHead experiment) {
      return new Result(
          experiment.axis(),
          experiment.unit(),
          experiment.status(),
          experiment.statusReason(),
          experiment.onsets(),
          experiment.injector().verdict(),
          experiment.target(),
          Duration.ofMillis(Math.round(experiment.durationSeconds() * 1000)),
          experiment.limiter(),
          experiment.droppedSyn(),
          Conditions.of(experiment));
    }
  }

  /** Whether there is nothing of any experiment in it. */
  boolean isEmpty() {
    return results.isEmpty() && studies.isEmpty() && problems.isEmpty();
  }

  /** The summary of a run that has no comparison. */
  public static RunSummary of(StoredRun run) {
    return of(
        run.runId(),
        run.experiments().stream().map(ExperimentHead::of).toList(),
        run.studies().stream().map(ExperimentHead::of).toList(),
        run.problems(),
        false);
  }

  /**
   * The summary of a run; release, start and target are null when no experiment was readable.
   *
   * @param experiments the readable ones along an axis, in the order of the axes
   * @param studies the readable ones with a question of their own
   */
  public static RunSummary of(
      String runId,
      List<ExperimentHead> experiments,
      List<ExperimentHead> studies,
      List<String> problems,
      boolean compared) {
    ExperimentHead first = null;
    for (var experiment : Stream.concat(experiments.stream(), studies.stream()).toList()) {
      if (first == null || experiment.startedAt().isBefore(first.startedAt())) {
        first = experiment;
      }
    }
    return new RunSummary(
        runId,
        first == null ? null : first.release(),
        first == null ? null : first.startedAt(),
        first == null ? null : first.target(),
        experiments.stream().map(Result::of).toList(),
        studies.stream().map(ExperimentHead::slug).toList(),
        problems,
        compared);
  }
}
