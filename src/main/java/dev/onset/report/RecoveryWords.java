package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Recovery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a target comes back from overload, in words. */
final class RecoveryWords {

  private RecoveryWords() {}

  static String of(ExperimentRecord experiment, Recovery recovery) {
    var unit = " " + experiment.unit();
    var after =
        Double.isFinite(recovery.overload())
            ? "After overload (" + Figures.quantity(recovery.overload()) + unit + ") "
            : "After overload ";
    var what =
        recovery.outcome() == Outcome.RATE_LIMITED
            ? "rejections"
            : OutcomeWords.of(recovery.outcome(), Axis.RATE).many();
    var load = recovery.load();
    if (load == null) {
      return after + what + " did not stop at any load tried.";
    }
    var clean = clean(experiment, recovery);
    var at = Figures.quantity(load) + unit;
    if (clean != null && load < clean) {
      return "%s%s stop only at %s%s; on the way up %s was clean."
          .formatted(after, what, at, delay(", ", recovery), Figures.quantity(clean));
    }
    if (clean != null && recovery.differs()) {
      return "%s%s stop at %s%s.".formatted(after, what, at, delay(", but only ", recovery));
    }
    return "%s%s stop at %s%s%s."
        .formatted(
            after, what, at, delay(", ", recovery), recovery.differs() ? "" : ", as on the way up");
  }

  private static String delay(String link, Recovery recovery) {
    var seconds = recovery.secondsToClean();
    return Double.isFinite(seconds) ? link + Figures.span(seconds) + " after falling back" : "";
  }

  /** The load that was confirmed clean of the outcome before. */
  private static @Nullable Double clean(ExperimentRecord experiment, Recovery recovery) {
    return experiment.onsets().stream()
        .filter(onset -> onset.outcome() == recovery.outcome())
        .map(onset -> onset.lower())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
