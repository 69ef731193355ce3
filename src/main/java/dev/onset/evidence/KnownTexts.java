package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The texts that are kept word by word. Some targets put a request id into every rejection, and
 * each of those would be a text of its own. Not thread-safe.
 */
final class KnownTexts {

  /** Different texts kept per outcome. */
  static final int MOST_PER_OUTCOME = 50;

  /** The text under which the endings beyond {@link #MOST_PER_OUTCOME} are counted. */
  static final String OTHER = "(other texts)";

  private final Set<Summary.Text> known = new HashSet<>();
  private final Map<Outcome, Integer> perOutcome = new EnumMap<>(Outcome.class);

  /** What a text is counted under: itself, or {@link #OTHER}. */
  Summary.Text key(Outcome outcome, String text) {
    var key = new Summary.Text(outcome, text);
    if (known.contains(key)) {
      return key;
    }
    if (perOutcome.merge(outcome, 1, Integer::sum) > MOST_PER_OUTCOME) {
      return new Summary.Text(outcome, OTHER);
    }
    known.add(key);
    return key;
  }
}
