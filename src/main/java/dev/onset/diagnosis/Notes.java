package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A finding as it is put together. Not thread-safe. */
final class Notes {

  private final Mechanism mechanism;
  private final Set<Outcome> explains = EnumSet.noneOf(Outcome.class);
  private final List<String> evidence = new ArrayList<>();
  private final List<String> advice = new ArrayList<>();

  private Notes(Mechanism mechanism) {
    this.mechanism = mechanism;
  }

  static Notes on(Mechanism mechanism) {
    return new Notes(mechanism);
  }

  Notes explains(Outcome... outcomes) {
    explains.addAll(List.of(outcomes));
    return this;
  }

  /** A sentence of evidence; an empty one is left out. */
  Notes seen(String sentence) {
    if (!sentence.isBlank()) {
      evidence.add(sentence);
    }
    return this;
  }

  Notes seenIf(boolean condition, String sentence) {
    return condition ? seen(sentence) : this;
  }

  Notes advise(String... sentences) {
    advice.addAll(List.of(sentences));
    return this;
  }

  Notes adviseIf(boolean condition, String sentence) {
    return condition ? advise(sentence) : this;
  }

  Optional<Finding> with(Confidence confidence) {
    return Optional.of(new Finding(mechanism, confidence, explains, evidence, advice));
  }
}
