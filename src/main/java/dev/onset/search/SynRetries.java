package dev.onset.search;

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

  /** As the connections of these trials show it. */
  static SynRetries of(List<Trial> trials) {
    return WholeSeconds.of(
        trials.stream()
            .filter(Trial::valid)
            .flatMap(trial -> trial.summary().log().entries().stream())
            .mapToDouble(entry -> entry.connectNanos() / 1e6)
            .filter(Double::isFinite)
            .toArray());
  }
}
