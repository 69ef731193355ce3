package dev.onset.diagnosis;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Set;

/** Failures for which the evidence names no mechanism: what was seen and what would tell more. */
final class Unexplained {

  private Unexplained() {}

  static Finding of(Reading reading, Set<Outcome> outcomes) {
    var notes = Notes.on(Mechanism.UNKNOWN).explains(outcomes.toArray(Outcome[]::new));
    if (outcomes.isEmpty()) {
      notes.seen(reading.failedCheckWords());
    }
    for (var outcome : outcomes) {
      notes
          .seen(
              "%s%s, for a reason that this evidence does not tell."
                  .formatted(outcome, reading.since(outcome)))
          .seen(reading.quote(outcome));
    }
    if (outcomes.contains(Outcome.CONNECT_TIMEOUT)) {
      notes
          .seenIf(
              reading.isOn(Axis.RATE) && reading.signs().peakOpen() > 0,
              "At most %s were in use at once."
                  .formatted(Words.plural(reading.signs().peakOpen(), "connection")))
          .adviseIf(
              !reading.isOn(Axis.CONCURRENCY),
              "Measure the concurrency axis: whether connections below the first timeout are all"
                  + " served tells a full accept queue from a limit on connections.")
          .adviseIf(
              !reading.isOn(Axis.CONNECTION_RATE),
              "Measure the connection-rate axis: a limit on new connections per second shows there.")
          .advise(
              "Watch ListenOverflows on the target's host meanwhile: nstat -az TcpExtListenOverflows.");
    } else {
      notes.advise(
          "Look at the log of the target and of each gateway on the way at the time of the first such"
              + " attempt.");
    }
    return notes.with(Confidence.NONE).orElseThrow();
  }
}
