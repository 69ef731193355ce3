package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.outcome.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plain readings of what the trials saw. */
final class Observed {

  private Observed() {}

  /**
   * The load in force when the first attempt with a limiter's outcome was due, or null. Rejections
   * are facts, in trials that were spoilt too.
   */
  static @Nullable Double firstRejection(Outcome outcome, List<Trial> trials) {
    return first(
        outcome, trials.stream().flatMap(trial -> Stream.of(trial.prelude(), trial.summary())));
  }

  /** The load in force when the first attempt with an outcome was due, or null. */
  static @Nullable Double first(Outcome outcome, List<Trial> trials) {
    return first(outcome, trials.stream().filter(Trial::valid).map(Trial::summary));
  }

  private static @Nullable Double first(Outcome outcome, Stream<Summary> summaries) {
    return summaries
        .map(summary -> summary.firstSeen().get(outcome))
        .filter(Objects::nonNull)
        .min(Comparator.comparingLong(Summary.FirstSeen::dueNanos))
        .map(Summary.FirstSeen::load)
        .orElse(null);
  }

  /**
   * The chance that one more measurement would agree after {@code times} that did: Laplace's rule
   * of succession, {@code (times + 1) / (times + 2)}.
   */
  static double agreement(int times) {
    return (times + 1.0) / (times + 2.0);
  }

  /** Whether the last trial found nobody at all: no load brings that about for good. */
  static boolean nobodyThere(List<Trial> trials) {
    var last = trials.get(trials.size() - 1).summary();
    return last.share(Outcome.CONNECTION_REFUSED) + last.share(Outcome.UNREACHABLE) == 1;
  }
}
