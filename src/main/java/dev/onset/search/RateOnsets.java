package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What trials along the rate axis say of each outcome: bounds, and how far they are proven.
 *
 * <p>An onset is FOUND when both bounds are confirmed and close enough, the outcome depends on the
 * load ({@link LoadDependence}), and, for a limiter, the threshold agrees with what it lets through
 * under overload ({@link Plateau}). It is NOT_REACHED up to the highest load that was held for long
 * enough without it.
 *
 * <p>Confidence of a found or not reached onset is {@code 1 - (1 - 0.01)^n} for the n clean
 * attempts at its lower bound: the trust that fewer than 1 % fail there.
 */
final class RateOnsets {

  /** A limiter's plateau and the threshold met may differ by this much before one is doubted. */
  private static final double MOST_DISAGREEMENT = 0.1;

  private final RatePlan plan;

  RateOnsets(RatePlan plan) {
    this.plan = plan;
  }

  /** What is known of each outcome after these trials. */
  List<Onset> of(List<Trial> trials) {
    var outcomes = EnumSet.of(Outcome.RATE_LIMITED, Outcome.CONNECT_TIMEOUT);
    trials.stream()
        .filter(Trial::valid)
        .forEach(trial -> outcomes.addAll(Tolerance.exceeded(trial.summary())));
    return outcomes.stream().map(outcome -> onset(outcome, trials)).toList();
  }

  private Onset onset(Outcome outcome, List<Trial> trials) {
    var votes = Votes.on(outcome, trials);
    var observed = Observed.first(outcome, trials);
    var upper = votes.upper();
    if (upper == null) {
      var highest = votes.highestHeld();
      boolean settled = votes.tiedUpTo(Double.MAX_VALUE) == null && highest != null;
      return new Onset(
          outcome,
          settled ? OnsetStatus.NOT_REACHED : OnsetStatus.UNDECIDED,
          highest,
          null,
          null,
          observed,
          settled && highest != null ? shown(attemptsAt(highest, trials)) : 0);
    }
    var lower = votes.cleanBelow(upper);
    if (lower == null) {
      boolean belowStart =
          votes.hintedBelow(upper) == null
              && upper == plan.start()
              && votes.of(upper).failsForSure()
              && !Observed.nobodyThere(trials);
      return new Onset(
          outcome,
          belowStart ? OnsetStatus.BELOW_START : OnsetStatus.UNDECIDED,
          null,
          upper,
          null,
          observed,
          belowStart ? Observed.agreement(votes.of(upper).against()) : 0);
    }
    var plateau = outcome == Outcome.RATE_LIMITED ? Plateau.of(trials) : null;
    double estimate =
        plateau != null && plateau.ratePerSecond() > lower && plateau.ratePerSecond() < upper
            ? plateau.ratePerSecond()
            : Math.sqrt(lower * upper);
    boolean found =
        votes.confirmedClean(lower)
            && votes.of(upper).failsForSure()
            && plan.isNarrow(lower, upper)
            && LoadDependence.holds(outcome, lower, upper, trials)
            && (outcome != Outcome.RATE_LIMITED || agrees(plateau, estimate));
    return new Onset(
        outcome,
        found ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        lower,
        upper,
        estimate,
        observed,
        found ? shown(votes.of(lower).attemptsFor()) : 0);
  }

  /** Remarks on that for its reader. */
  List<String> notes(List<Trial> trials) {
    var notes = new ArrayList<String>();
    for (var onset : of(trials)) {
      var lower = onset.lower();
      var upper = onset.upper();
      if (onset.status() == OnsetStatus.UNDECIDED
          && lower != null
          && upper != null
          && !LoadDependence.holds(onset.outcome(), lower, upper, trials)) {
        notes.add(
            onset.outcome()
                + " came and went without regard to the load, so that no threshold is stated: look"
                + " for what else happened on the target at those times.");
      }
    }
    var limited = onset(Outcome.RATE_LIMITED, trials);
    var estimate = limited.estimate();
    var plateau = Plateau.of(trials);
    if (plateau == null) {
      if (limited.status() == OnsetStatus.UNDECIDED && estimate != null) {
        notes.add(
            "Under overload the limiter never settled on a rate that it lets through, so that no"
                + " threshold is stated: its burst or its window is longer than the trials.");
      }
      return notes;
    }
    notes.add(
        String.format(
            Locale.ROOT,
            "Under overload the limiter let %.1f requests/s through, after a first burst of about"
                + " %.0f.",
            plateau.ratePerSecond(),
            plateau.burst()));
    if (estimate != null && !agrees(plateau, estimate)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "That is far from the %.1f requests/s at which rejections were met: this limiter"
                  + " remembers more than one trial (a long window, or rejected requests count) or"
                  + " allows no burst at all, so that no threshold is stated.",
              estimate));
    }
    return notes;
  }

  /** Whether what a limiter lets through under overload is what it lets through below it. */
  private static boolean agrees(@Nullable Plateau plateau, double estimate) {
    return plateau != null
        && Math.abs(plateau.ratePerSecond() - estimate) <= MOST_DISAGREEMENT * estimate;
  }

  private static long attemptsAt(double load, List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.valid() && trial.load() == load)
        .mapToLong(trial -> trial.summary().attempts())
        .sum();
  }

  private static double shown(long cleanAttempts) {
    return 1 - Math.pow(1 - Tolerance.OCCASIONAL, (double) cleanAttempts);
  }
}
