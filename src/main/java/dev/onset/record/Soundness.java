package dev.onset.record;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Tokens;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the numbers of a record can be true. A comparison or a gate that trusted impossible ones
 * would claim anything.
 */
final class Soundness {

  private Soundness() {}

  /** What cannot be true about the counts, as a clause; null when nothing is wrong. */
  static @Nullable String contradiction(ExperimentRecord experiment) {
    for (var entry : experiment.outcomes().entrySet()) {
      if (entry.getValue() < 0) {
        return "it counts %d attempts that ended as %s".formatted(entry.getValue(), entry.getKey());
      }
    }
    var feeder = experiment.feeder();
    if (feeder != null && (feeder.used() > feeder.rows() || feeder.least() > feeder.most())) {
      return "it used %d of %d rows, each %d to %d times"
          .formatted(feeder.used(), feeder.rows(), feeder.least(), feeder.most());
    }
    var limiter = experiment.limiter();
    var tokens = limiter == null ? null : contradiction(limiter.tokens());
    if (tokens != null) {
      return tokens;
    }
    for (int i = 0; i < experiment.trials().size(); i++) {
      var trial = experiment.trials().get(i);
      long least = trial.outcomes().values().stream().mapToLong(n -> n).min().orElse(0);
      if (Math.min(least, Math.min(trial.sent(), trial.intended())) < 0) {
        return "its trial %d counts fewer than no attempts".formatted(i + 1);
      }
    }
    return contradiction(experiment.configured());
  }

  private static @Nullable String contradiction(@Nullable Configured configured) {
    if (configured != null) {
      for (var limit : configured.limits()) {
        for (var number :
            Stream.of(limit.amount(), limit.windowSeconds(), limit.burst())
                .filter(Objects::nonNull)
                .toList()) {
          if (!(number >= 0) || number.isInfinite()) {
            return "a configured limit is of " + number;
          }
        }
        var window = limit.windowSeconds();
        if (window != null && window == 0) {
          return "a configured limit is for no time";
        }
      }
    }
    return null;
  }

  private static @Nullable String contradiction(@Nullable Tokens tokens) {
    if (tokens == null) {
      return null;
    }
    var perMinute = tokens.perMinute();
    if (tokens.least() < 0 || (perMinute != null && perMinute < 0)) {
      return "its limiter counts fewer than no tokens";
    }
    // Requests that cost the same may differ from their average by a rounding.
    double slack = 1e-6 * Math.abs(tokens.most());
    return tokens.perRequest() < tokens.least() - slack
            || tokens.perRequest() > tokens.most() + slack
        ? "its requests cost %s tokens on average, and from %s to %s each"
            .formatted(tokens.perRequest(), tokens.least(), tokens.most())
        : null;
  }

  /** What cannot be true about the onsets, as a clause; null when nothing is wrong. */
  static @Nullable String contradiction(List<Onset> onsets) {
    var outcomes = EnumSet.noneOf(Outcome.class);
    for (var onset : onsets) {
      if (!outcomes.add(onset.outcome())) {
        return "it has two onsets of " + onset.outcome();
      }
      var wrong =
          contradiction(onset.outcome().toString(), onset.status(), onset.lower(), onset.upper());
      if (wrong != null) {
        return wrong;
      }
    }
    return null;
  }

  /** What cannot be true about the first dropped SYN, as a clause; null when nothing is wrong. */
  static @Nullable String contradiction(@Nullable DroppedSyn dropped) {
    return dropped == null
        ? null
        : contradiction("a dropped SYN", dropped.status(), dropped.lower(), dropped.upper());
  }

  /** Bounds that are not both confirmed may contradict each other: that is why they are not. */
  private static @Nullable String contradiction(
      String what, OnsetStatus status, @Nullable Double lower, @Nullable Double upper) {
    if (status == OnsetStatus.FOUND && lower != null && upper != null && lower > upper) {
      return "its onset of %s has a lower bound, %s, above the upper one, %s"
          .formatted(what, lower, upper);
    }
    return (lower != null && lower < 0) || (upper != null && upper < 0)
        ? "its onset of %s is at a load below zero".formatted(what)
        : null;
  }
}
