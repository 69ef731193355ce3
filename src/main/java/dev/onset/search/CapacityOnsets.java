package dev.onset.search;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the trials say of each outcome that is a matter of capacity: bounds, and how far they are
 * proven.
 *
 * <p>An onset is FOUND when both bounds are decided, verified and as close as the target lets them
 * be, no further apart than {@value #WIDEST} of the upper one, and when the outcome depends on the
 * load ({@link CapacityDependence}).
 *
 * <p>Confidence of a found or not reached onset is {@code 1 - (1 - 0.01)^n} for the n attempts of
 * clean trials at its lower bound: the trust that fewer than 1 % fail there.
 */
final class CapacityOnsets {

  /** Widest bracket that is an answer still. */
  private static final double WIDEST = 0.15;

  private final RatePlan plan;
  private final boolean memorylessToo;
  private final Set<Outcome> dependent;

  /**
   * Readings of trials.
   *
   * @param dependent outcomes of which it is known already that they depend on the load
   */
  CapacityOnsets(RatePlan plan, boolean memorylessToo, Set<Outcome> dependent) {
    this.plan = plan;
    this.memorylessToo = memorylessToo;
    this.dependent = Set.copyOf(dependent);
  }

  /** What is known of each outcome after these trials, and of the two that are always asked. */
  List<Onset> of(List<Trial> trials) {
    var goals = new ArrayList<>(CapacitySearch.goals(plan, trials, memorylessToo));
    for (var asked : List.of(Outcome.CONNECT_TIMEOUT, Outcome.RATE_LIMITED)) {
      if (goals.stream().noneMatch(goal -> goal.outcome() == asked)) {
        goals.add(0, new CapacityGoal(asked, plan, trials));
      }
    }
    return goals.stream().map(goal -> onset(goal, trials)).toList();
  }

  private Onset onset(CapacityGoal goal, List<Trial> trials) {
    var outcome = goal.outcome();
    var observed = Observed.first(outcome, trials);
    var bracket = goal.bracket(CapacityTarget.FINE);
    var lower = bracket.lower();
    var upper = bracket.upper();
    if (upper == null) {
      var held = goal.highestHeld();
      boolean reached = bracket.firstSplit() != null || held == null;
      return new Onset(
          outcome,
          reached ? OnsetStatus.UNDECIDED : OnsetStatus.NOT_REACHED,
          held,
          null,
          null,
          observed,
          reached || held == null ? 0 : shown(goal, held));
    }
    if (lower == null) {
      boolean below = goal.belowStart() && !Observed.nobodyThere(trials);
      return new Onset(
          outcome,
          below ? OnsetStatus.BELOW_START : OnsetStatus.UNDECIDED,
          null,
          upper,
          null,
          observed,
          below ? Observed.agreement(goal.trialsAt(upper).size()) : 0);
    }
    boolean found =
        goal.settled() && upper - lower <= WIDEST * upper && depends(outcome, lower, upper, trials);
    return new Onset(
        outcome,
        found ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        lower,
        upper,
        Math.sqrt(lower * upper),
        observed,
        found ? shown(goal, lower) : 0);
  }

  /** Remarks on that for its reader. */
  List<String> notes(List<Trial> trials) {
    var notes = new ArrayList<String>();
    for (var goal : CapacitySearch.goals(plan, trials, memorylessToo)) {
      var onset = onset(goal, trials);
      var bracket = goal.bracket(CapacityTarget.FINE);
      var lower = onset.lower();
      var upper = onset.upper();
      var first = bracket.firstSplit();
      var last = bracket.lastSplit();
      if (onset.status() == OnsetStatus.FOUND && lower != null && upper != null && first != null) {
        notes.add(
            String.format(
                Locale.ROOT,
                "Between %.1f and %.1f %s %s came in some trials and not in others, %s"
                    + " among them: the target varies from trial to trial, so that the bounds are"
                    + " %.1f %% apart and not %.1f %%.",
                lower,
                upper,
                plan.axis().unit(),
                onset.outcome(),
                first.equals(last)
                    ? String.format(Locale.ROOT, "%.1f", first)
                    : String.format(Locale.ROOT, "%.1f to %.1f", first, last),
                100 * (upper - lower) / upper,
                100 * plan.precision()));
      }
      if (onset.status() == OnsetStatus.FOUND
          && lower != null
          && upper != null
          && first == null
          && !plan.isNarrow(lower, upper)) {
        notes.add(
            String.format(
                Locale.ROOT,
                "The bounds of %s are %.1f %% apart and not %.1f %%: at so few %s a second,"
                    + " closer ones would differ by fewer than ten failures.",
                onset.outcome(),
                100 * (upper - lower) / upper,
                100 * plan.precision(),
                plan.axis() == Axis.RATE ? "requests" : "connections"));
      }
      if (onset.status() == OnsetStatus.UNDECIDED && unrelated(goal, onset, trials)) {
        notes.add(
            onset.outcome()
                + " came and went without regard to the load, so that no threshold is stated: look"
                + " for what else happened on the target at those times.");
      }
    }
    return notes;
  }

  private boolean unrelated(CapacityGoal goal, Onset onset, List<Trial> trials) {
    var lower = onset.lower();
    var upper = onset.upper();
    if (lower == null || upper == null) {
      return goal.bracket(CapacityTarget.FINE).firstSplit() != null;
    }
    return !depends(onset.outcome(), lower, upper, trials);
  }

  private boolean depends(Outcome outcome, double lower, double upper, List<Trial> trials) {
    return dependent.contains(outcome)
        || CapacityDependence.holds(outcome, lower, upper, plan, trials);
  }

  private static double shown(CapacityGoal goal, double load) {
    long clean =
        goal.trialsAt(load).stream()
            .filter(trial -> !Tolerance.exceeded(goal.outcome(), trial.summary()))
            .mapToLong(trial -> trial.summary().attempts())
            .sum();
    return 1 - Math.pow(1 - Tolerance.OCCASIONAL, (double) clean);
  }
}
