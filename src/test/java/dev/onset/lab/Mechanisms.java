package dev.onset.lab;

import dev.onset.record.ExperimentRecord;

/** The mechanisms that an experiment names. */
final class Mechanisms {

  private Mechanisms() {}

  /** The one that it is most sure of. */
  static String first(ExperimentRecord experiment) {
    return experiment.diagnosis().stream()
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing diagnosed in " + experiment))
        .mechanism();
  }
}
