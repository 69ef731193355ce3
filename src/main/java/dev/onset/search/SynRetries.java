package dev.onset.search;

import dev.onset.evidence.AttemptLog;
import dev.onset.evidence.ConnectSteps;
import dev.onset.evidence.ConnectTime;
import dev.onset.outcome.Outcome;
import java.util.List;

/** Tells connections whose first SYN was dropped by how long they took. */
interface SynRetries {

  /** Sees no dropped SYN in anything. */
  SynRetries NONE = nanos -> 0;

  /**
   * After how many seconds a retry brought a connection about, or 0 when none was needed.
   *
   * @param connectNanos how long the connection took; NaN when it never came about
   */
  int secondsBefore(double connectNanos);

  /** Whether the first SYN of an attempt was dropped, retried in vain or not. */
  default boolean isDropped(AttemptLog.Entry entry) {
    return entry.outcome() == Outcome.CONNECT_TIMEOUT || secondsBefore(entry.connectNanos()) > 0;
  }

  /** As the connections of these trials show it. */
  static SynRetries of(List<Trial> trials) {
    var steps =
        ConnectSteps.of(
            trials.stream()
                .filter(Trial::valid)
                .flatMap(trial -> ConnectTime.in(trial.summary().log(), trial.load()).stream())
                .toList());
    return steps.counts().isEmpty() ? NONE : nanos -> steps.secondsBefore(nanos / 1e6);
  }
}
