package dev.onset.gate;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.Locale;

/**
 * Where an outcome begins on an axis: what a rule speaks of.
 *
 * @param droppedSyn whether the first dropped SYN is meant, and not the connect timeout that
 *     dropped SYNs end in
 */
public record Threshold(Axis axis, Outcome outcome, boolean droppedSyn) {

  /** The outcome's name as in the configuration: {@code rate-limited}. */
  public String name() {
    return droppedSyn ? "dropped-syn" : outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The configuration key of a bound on it. */
  String key(String bound) {
    return "onset.expect.%s.%s.%s".formatted(axis.slug(), name(), bound);
  }
}
