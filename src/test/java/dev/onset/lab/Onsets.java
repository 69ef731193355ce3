package dev.onset.lab;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;

/** The onsets that an experiment states. */
final class Onsets {

  private Onsets() {}

  static Onset of(Outcome outcome, ExperimentRecord experiment) {
    return experiment.onsets().stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no onset of " + outcome + " in " + experiment));
  }
}
