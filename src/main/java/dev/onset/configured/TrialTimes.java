package dev.onset.configured;

import dev.onset.record.Configured.Limit;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import java.util.stream.DoubleStream;

/** How long loads lasted, which says what a limit with a memory can have let through. */
final class TrialTimes {

  /** Trials within this part of a load are of that load. */
  private static final double NEAR = 0.03;

  private TrialTimes() {}

  /** Seconds of the longest trial; of the whole load when the trials are not known. */
  static double longest(ExperimentRecord experiment) {
    var cost = experiment.cost();
    return experiment.trials().stream()
        .mapToDouble(Trial::seconds)
        .max()
        .orElse(cost == null ? experiment.durationSeconds() : cost.loadSeconds());
  }

  /**
   * Load beyond a limit that its burst can have hidden: burst divided by the seconds of the longest
   * trial near that load.
   */
  static double room(Limit limit, double load, ExperimentRecord experiment) {
    var burst = limit.burst();
    if (burst == null || burst <= 0) {
      return 0;
    }
    var near =
        experiment.trials().stream()
            .filter(trial -> Math.abs(trial.load() - load) <= load * NEAR)
            .mapToDouble(Trial::seconds);
    double seconds = DoubleStream.concat(DoubleStream.of(1), near).max().orElse(1);
    return burst / seconds;
  }
}
