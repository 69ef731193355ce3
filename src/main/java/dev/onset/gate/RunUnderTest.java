package dev.onset.gate;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gate judges.
 *
 * @param runId name of the run
 * @param experiments at most one for each axis
 * @param missing why there is no experiment on an axis, as the end of a sentence, where more is
 *     known than that there is none
 * @param brokeOff why the run ended before all of its experiments, or null when it did not
 */
public record RunUnderTest(
    String runId,
    List<ExperimentRecord> experiments,
    Map<Axis, String> missing,
    @Nullable String brokeOff) {

  public RunUnderTest {
    experiments = List.copyOf(experiments);
    missing = Map.copyOf(missing);
  }

  /** A run of which nothing more is known than its experiments. */
  public static RunUnderTest of(String runId, List<ExperimentRecord> experiments) {
    return new RunUnderTest(runId, experiments, Map.of(), null);
  }

  @Nullable ExperimentRecord on(Axis axis) {
    return experiments.stream()
        .filter(experiment -> experiment.axis() == axis)
        .findFirst()
        .orElse(null);
  }
}
