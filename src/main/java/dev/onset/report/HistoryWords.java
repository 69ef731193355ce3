package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.search.Onset;
import dev.onset.store.RunSummary.Result;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a line of the history follows, in words.
 *
 * @param unit what its loads are counted in
 * @param outcome the outcome whose onset it is; null for the first dropped SYN
 */
record HistoryWords(Axis axis, String unit, @Nullable Outcome outcome) {

  /** The short name: "Rate limiting". */
  String name() {
    return outcome == null ? "First dropped SYN" : OutcomeWords.of(outcome, axis).name();
  }

  /** Its onset in a run's result; null when it is not among the answers. */
  @Nullable Onset onset(Result result) {
    var dropped = result.droppedSyn();
    if (outcome != null || dropped == null) {
      return result.onsets().stream()
          .filter(onset -> onset.outcome() == outcome)
          .findFirst()
          .orElse(null);
    }
    return new Onset(
        Outcome.OTHER,
        dropped.status(),
        dropped.lower(),
        dropped.upper(),
        dropped.estimate(),
        dropped.observed(),
        dropped.confidence());
  }

  /** A run's answer as a sentence. */
  String sentence(Result result, Onset onset) {
    var dropped = result.droppedSyn();
    return outcome == null && dropped != null
        ? ConnectWords.droppedSyn(axis, dropped)
        : OnsetWords.on(axis, unit).sentence(onset);
  }

  /** An onset in a few words. */
  String brief(Onset onset) {
    return OnsetWords.on(axis, unit).brief(onset);
  }

  /** A value with its unit. */
  String load(double load) {
    return Figures.quantity(load) + " " + unit;
  }

  /** What follows a change: "200 → 190 requests/s, −5%". */
  String step(double before, double after) {
    double share = after / before - 1;
    return "%s → %s, %s%s%%"
        .formatted(
            Figures.quantity(before),
            load(after),
            share < 0 ? "−" : "+",
            Figures.decimals(Math.abs(share) * 100, 1, RoundingMode.HALF_UP));
  }
}
