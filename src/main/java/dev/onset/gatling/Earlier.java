package dev.onset.gatling;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What earlier experiments of the same run learned of the same target. Pure.
 *
 * @param experiments the run's records so far
 */
record Earlier(List<ExperimentRecord> experiments, ExperimentRecord.Target target) {

  /** Nothing was measured before. */
  static final Earlier NOTHING = new Earlier(List.of(), new ExperimentRecord.Target("", "", false));

  Earlier {
    experiments = List.copyOf(experiments);
  }

  /** The highest rate per second at which a limiter was found to admit all, or null. */
  @Nullable Double unlimitedPerSecond() {
    return onsets(Axis.RATE, Outcome.RATE_LIMITED)
        .filter(onset -> onset.status() == OnsetStatus.FOUND)
        .map(Onset::lower)
        .findFirst()
        .orElse(null);
  }

  /** The rate per second at which the first outcome was found to begin, or null. */
  @Nullable Double onsetPerSecond() {
    return experiments.stream()
        .filter(earlier -> earlier.axis() == Axis.RATE && earlier.target().equals(target))
        .flatMap(earlier -> earlier.onsets().stream())
        .filter(onset -> onset.status() == OnsetStatus.FOUND)
        .flatMap(onset -> Stream.ofNullable(onset.estimate()))
        .min(Double::compare)
        .orElse(null);
  }

  /** How many connections were open at once before one timed out, or null. */
  @Nullable Integer heldConnections() {
    return onsets(Axis.CONCURRENCY, Outcome.CONNECT_TIMEOUT)
        .filter(
            onset ->
                onset.status() == OnsetStatus.FOUND || onset.status() == OnsetStatus.NOT_REACHED)
        .flatMap(onset -> Stream.ofNullable(onset.lower()))
        .map(Double::intValue)
        .findFirst()
        .orElse(null);
  }

  private Stream<Onset> onsets(Axis axis, Outcome outcome) {
    return experiments.stream()
        .filter(earlier -> earlier.axis() == axis && earlier.target().equals(target))
        .flatMap(earlier -> earlier.onsets().stream())
        .filter(onset -> onset.outcome() == outcome);
  }
}
