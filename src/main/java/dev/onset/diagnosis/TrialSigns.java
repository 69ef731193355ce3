package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Map;

/**
 * One trial that counts.
 *
 * @param load the load that it held; on the concurrency axis the most connections it had open
 * @param outcomes how many attempts ended as each outcome
 * @param began the load in force when the first attempt with an outcome was due
 */
public record TrialSigns(double load, Map<Outcome, Long> outcomes, Map<Outcome, Double> began) {

  /** Copies the maps. */
  public TrialSigns {
    outcomes = Map.copyOf(outcomes);
    began = Map.copyOf(began);
  }

  long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  long attempts() {
    return outcomes.values().stream().mapToLong(n -> n).sum();
  }
}
