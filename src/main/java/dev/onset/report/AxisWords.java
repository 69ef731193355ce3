package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.StudyKind;

/**
 * An experiment in words, by its axis or its question.
 *
 * @param name its name as a heading
 * @param meaning what is varied
 */
record AxisWords(String name, String meaning) {
  /** In the unit that an experiment counts its loads in. */
  static AxisWords of(ExperimentRecord experiment) {
    var study = experiment.study();
    return study == null ? of(experiment.axis(), experiment.unit()) : of(study.asked());
  }

  static AxisWords of(Axis axis, String unit) {
    return axis == Axis.RATE && unit.startsWith("iterations")
        ? new AxisWords("Iteration rate", "iterations of a scenario per second")
        : of(axis);
  }

  static AxisWords of(StudyKind question) {
    return switch (question) {
      case RECOVERY -> new AxisWords("Recovery", "how the target comes back from overload");
      case RETRY ->
          new AxisWords("Retries", "what each way of retrying does under the same demand");
      case HEADER_LIMITS ->
          new AxisWords(
              "Request limits", "how large a request may be, and which odd ones are refused");
    };
  }

  static AxisWords of(Axis axis) {
    return switch (axis) {
      case RATE -> new AxisWords("Request rate", "requests per second on kept-alive connections");
      case CONCURRENCY -> new AxisWords("Concurrency", "connections open or being opened at once");
      case CONNECTION_RATE -> new AxisWords("Connection rate", "new connections per second");
    };
  }
}
