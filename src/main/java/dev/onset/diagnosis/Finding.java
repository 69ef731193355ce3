package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.Set;

/**
 * A mechanism that explains what was seen.
 *
 * @param explains the outcomes that it accounts for
 * @param evidence what was seen, a sentence each, the most telling first
 * @param advice what to do or to look at next, a sentence each, the most useful first
 */
public record Finding(
    Mechanism mechanism,
    Confidence confidence,
    Set<Outcome> explains,
    List<String> evidence,
    List<String> advice) {

  /** Copies the collections. */
  public Finding {
    explains = Set.copyOf(explains);
    evidence = List.copyOf(evidence);
    advice = List.copyOf(advice);
  }
}
