package dev.onset.injector;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How often a container's processor quota was used up before its accounting period was over.
 *
 * @param periods accounting periods, usually of 100 ms, in which anything ran
 * @param throttled those in which everything had to stop
 */
record Throttling(long periods, long throttled) {

  /** The numbers in a {@code cpu.stat}; empty when there is no quota. */
  static Optional<Throttling> parse(String text) {
    Map<String, Long> values =
        text.lines()
            .map(line -> line.strip().split("\\s+"))
            .filter(fields -> fields.length == 2 && fields[1].matches("\\d{1,18}"))
            .collect(Collectors.toMap(f -> f[0], f -> Long.parseLong(f[1]), (a, b) -> a));
    var periods = values.get("nr_periods");
    var throttled = values.get("nr_throttled");
    // Periods are counted only under a quota.
    return periods == null || throttled == null || periods == 0
        ? Optional.empty()
        : Optional.of(new Throttling(periods, throttled));
  }

  /** Share of the periods since an earlier reading that were cut short, from 0 to 1. */
  double shareSince(Throttling earlier) {
    long passed = periods - earlier.periods;
    return passed <= 0 ? 0 : (double) (throttled - earlier.throttled) / passed;
  }
}
