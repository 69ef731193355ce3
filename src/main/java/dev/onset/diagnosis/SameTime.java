package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.OptionalDouble;

/** Whether attempts end after the same time each, which is a setting and not a load. */
final class SameTime {

  private static final double LEAST_MILLIS = 500;
  private static final double SPREAD = 0.05;
  private static final double SPREAD_MILLIS = 20;

  private SameTime() {}

  /** The time in milliseconds, when it is the same from the lowest load on. */
  static OptionalDouble of(Reading reading, Outcome outcome) {
    return reading.fromTheStart(outcome) ? atAnyLoad(reading, outcome) : OptionalDouble.empty();
  }

  /** The time in milliseconds, when it is the same each time. */
  static OptionalDouble atAnyLoad(Reading reading, Outcome outcome) {
    var latency = reading.latency(outcome).orElse(null);
    if (latency == null || reading.count(outcome) < 2) {
      return OptionalDouble.empty();
    }
    double usual = latency.p50Millis();
    boolean same =
        usual >= LEAST_MILLIS
            && latency.p99Millis() - usual <= Math.max(SPREAD_MILLIS, SPREAD * usual);
    return same ? OptionalDouble.of(usual) : OptionalDouble.empty();
  }
}
