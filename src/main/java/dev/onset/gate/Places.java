package dev.onset.gate;

import dev.onset.compare.Place;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an experiment says of a threshold. */
final class Places {

  /** The place of something of which nothing is confirmed. */
  static final Place UNKNOWN = new Place(OnsetStatus.UNDECIDED, null, null, null);

  private Places() {}

  /** Why an experiment is no measurement, as the end of a sentence; empty when it is one. */
  static Optional<String> whyUnmeasured(ExperimentRecord experiment) {
    if (experiment.status() == Status.FAILED) {
      return Optional.of("the experiment could not measure" + reason(experiment.statusReason()));
    }
    if (experiment.injector().verdict() == Fitness.LIMITED) {
      var reasons = experiment.injector().reasons();
      return Optional.of(
          "the load generator was the bottleneck"
              + reason(reasons.isEmpty() ? null : reasons.get(0)));
    }
    if (experiment.trials().stream().allMatch(trial -> trial.verdict() == Verdict.INVALID)) {
      return Optional.of(
          (experiment.trials().isEmpty() ? "there was no trial" : "no trial counted")
              + reason(experiment.statusReason()));
    }
    return Optional.empty();
  }

  /** The same for one threshold of it. */
  static Optional<String> whyUnmeasured(Threshold threshold, ExperimentRecord experiment) {
    return whyUnmeasured(experiment)
        .or(
            () ->
                threshold.droppedSyn() && experiment.droppedSyn() == null
                    ? Optional.of("dropped SYNs were not looked for in this experiment")
                    : whyUnconfirmed(of(threshold, experiment), experiment));
  }

  /** Nothing was confirmed, and what the target does is not to blame for it. */
  private static Optional<String> whyUnconfirmed(Place place, ExperimentRecord experiment) {
    int all = experiment.trials().size();
    long spoilt =
        experiment.trials().stream().filter(trial -> trial.verdict() == Verdict.INVALID).count();
    boolean nothing =
        place.status() == OnsetStatus.UNDECIDED && place.lower() == null && place.upper() == null;
    if (nothing && experiment.status() == Status.STOPPED) {
      return Optional.of(
          "the experiment ended before anything was confirmed" + reason(experiment.statusReason()));
    }
    return nothing && spoilt * 2 > all
        ? Optional.of(
            "most trials did not count (%d of %d), as the load generator fell short, and nothing"
                    .formatted(spoilt, all)
                + " was confirmed")
        : Optional.empty();
  }

  /** Where it begins, as far as confirmed. */
  static Place of(Threshold threshold, ExperimentRecord experiment) {
    var dropped = experiment.droppedSyn();
    if (threshold.droppedSyn()) {
      return dropped == null
          ? UNKNOWN
          : new Place(dropped.status(), dropped.lower(), dropped.upper(), dropped.estimate());
    }
    for (var onset : experiment.onsets()) {
      if (onset.outcome() == threshold.outcome()) {
        return new Place(onset.status(), onset.lower(), onset.upper(), onset.estimate());
      }
    }
    return Place.unsearched(experiment, threshold.outcome());
  }

  private static String reason(@Nullable String text) {
    return text == null ? "" : ": " + OneLine.of(text);
  }
}
