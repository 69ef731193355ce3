package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentRecord;

/**
 * An axis in words.
 *
 * @param name its name as a heading
 * @param meaning what is varied
 */
record AxisWords(String name, String meaning) {
  /** In the unit that an experiment counts its loads in. */
  static AxisWords of(ExperimentRecord experiment) {
    return of(experiment.axis(), experiment.unit());
  }

  static AxisWords of(Axis axis, String unit) {
    return axis == Axis.RATE && unit.startsWith("iterations")
        ? new AxisWords("Iteration rate", "iterations of a scenario per second")
        : of(axis);
  }

  static AxisWords of(Axis axis) {
    return switch (axis) {
      case RATE -> new AxisWords("Request rate", "requests per second on kept-alive connections");
      case CONCURRENCY -> new AxisWords("Concurrency", "connections open or being opened at once");
      case CONNECTION_RATE -> new AxisWords("Connection rate", "new connections per second");
    };
  }
}
