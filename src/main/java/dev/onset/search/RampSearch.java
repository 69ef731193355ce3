package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.load.Ramp;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A search along the concurrency axis: connections are opened one by one and held, so that the
 * first one to fail is the onset, exactly, without bisection.
 *
 * <p>A second ramp opens at half the rate, rests one connection below the highest onset for as long
 * as a connection may take, and then opens the last one: just below must be clean, just above must
 * fail. An onset that moves with the opening rate is a limit on new connections per second, not on
 * their number, and is not stated; neither is one that not every ramp met. If the ramps differ by
 * more than one connection, a third decides how far apart the bounds are.
 *
 * <p>The lower bound is one connection below the earliest onset of all ramps, the upper bound the
 * latest onset. Confidence is Laplace's rule of succession over the ramps: {@code (n + 1) / (n +
 * 2)}.
 */
public final class RampSearch implements Search {

  private static final int MOST_INVALID = CoolDown.MOST_INVALID_IN_A_ROW;
  private static final int MOST_VALID = 3;

  /** Ramps that a search may ask for. */
  public static final int MOST_RAMPS = MOST_VALID + MOST_INVALID - 1;

  private static final Duration SETTLE = Duration.ofSeconds(2);

  /** Answers that depend on how often requests are sent, not on how many connections are open. */
  private static final Set<Outcome> NOT_OF_THIS_AXIS =
      EnumSet.of(Outcome.RATE_LIMITED, Outcome.QUOTA_EXCEEDED);

  private static final Set<Outcome> REFUSALS =
      EnumSet.of(Outcome.CONNECT_TIMEOUT, Outcome.CONNECTION_REFUSED, Outcome.UNREACHABLE);

  private final ConcurrencyPlan plan;

  public RampSearch(ConcurrencyPlan plan) {
    this.plan = plan;
  }

  @Override
  public Step next(List<Trial> trials) {
    var valid = valid(trials);
    if (trials.size() - valid.size() >= MOST_INVALID) {
      return new Step.Done(Step.End.LIMITED, trials.get(trials.size() - 1).reason());
    }
    var rest = rest(trials);
    if (valid.isEmpty()) {
      return new Step.Open(Ramp.steady(plan.max(), plan.openRatePerSecond()), rest);
    }
    var began = began(valid);
    if (began.isEmpty()) {
      return new Step.Done(Step.End.ANSWERED, null);
    }
    if (valid.size() == 1) {
      return new Step.Open(confirming(began, valid, plan.openRatePerSecond() / 2), rest);
    }
    boolean agreed = began.stream().allMatch(outcome -> spread(outcome, valid) <= 1);
    if (!agreed && valid.size() == 2) {
      return new Step.Open(confirming(began, valid, plan.openRatePerSecond()), rest);
    }
    return new Step.Done(Step.End.ANSWERED, null);
  }

  private static Duration rest(List<Trial> trials) {
    if (trials.isEmpty()) {
      return Duration.ZERO;
    }
    int spoilt = CoolDown.invalidInARow(trials);
    return spoilt == 0 ? SETTLE : CoolDown.restAfterInvalid(spoilt);
  }

  private Ramp confirming(Set<Outcome> began, List<Trial> valid, double openRatePerSecond) {
    int top =
        began.stream()
            .flatMap(outcome -> loads(outcome, valid).stream())
            .mapToInt(load -> (int) Math.round(load))
            .max()
            .orElse(plan.max());
    return new Ramp(
        Math.min(top, plan.max()),
        openRatePerSecond,
        Math.max(0, Math.min(top, plan.max()) - 1),
        plan.connecting().plusSeconds(1));
  }

  @Override
  public List<Onset> onsets(List<Trial> trials) {
    var valid = valid(trials);
    var outcomes = EnumSet.of(Outcome.CONNECT_TIMEOUT, Outcome.REQUEST_TIMEOUT);
    outcomes.addAll(began(valid));
    return outcomes.stream().map(outcome -> onset(outcome, valid)).toList();
  }

  private static Onset onset(Outcome outcome, List<Trial> valid) {
    var observed = Observed.first(outcome, valid);
    var loads = loads(outcome, valid);
    if (loads.isEmpty()) {
      double highest = valid.stream().mapToDouble(RampSearch::established).max().orElse(0);
      return highest == 0
          ? new Onset(outcome, OnsetStatus.UNDECIDED, null, null, null, null, 0)
          : new Onset(
              outcome,
              OnsetStatus.NOT_REACHED,
              highest,
              null,
              null,
              observed,
              Observed.agreement(valid.size()));
    }
    double earliest = loads.stream().mapToDouble(load -> load).min().orElseThrow();
    double latest = loads.stream().mapToDouble(load -> load).max().orElseThrow();
    boolean always = loads.size() == valid.size();
    if (latest <= 1 && always) {
      return new Onset(
          outcome,
          OnsetStatus.BELOW_START,
          null,
          latest,
          null,
          observed,
          Observed.agreement(loads.size()));
    }
    boolean found =
        always
            && earliest > 1
            && loads.size() > 1
            && latest - earliest <= Math.max(1, 0.05 * latest);
    return new Onset(
        outcome,
        found ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        earliest - 1 < 1 ? null : Double.valueOf(earliest - 1),
        latest,
        found ? Double.valueOf(median(loads)) : null,
        observed,
        found ? Observed.agreement(loads.size()) : 0);
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    var valid = valid(trials);
    var notes = new ArrayList<String>();
    for (var outcome : began(valid)) {
      var onset = onset(outcome, valid);
      if (onset.status() == OnsetStatus.UNDECIDED && valid.size() > 1) {
        notes.add(
            String.format(
                Locale.ROOT,
                "%s began at %s connections in %d of %d ramps, which opened %s new connections/s:"
                    + " the limit is on new connections per second, or something else uses the"
                    + " target, so that no threshold is stated.",
                outcome,
                join(loads(outcome, valid)),
                loads(outcome, valid).size(),
                valid.size(),
                join(List.of(plan.openRatePerSecond(), plan.openRatePerSecond() / 2))));
      }
    }
    if (valid.stream().anyMatch(trial -> trial.summary().count(Outcome.RATE_LIMITED) > 0)) {
      notes.add(
          "Some answers on this axis were rate-limit rejections. They prove a connection served and"
              + " count as such.");
    }
    return notes;
  }

  /**
   * The loads at which an outcome began, one per ramp in which it did. Once one ramp had more of it
   * than is tolerated, a single one counts in the others: a confirming ramp opens but one
   * connection that can fail.
   */
  private static List<Double> loads(Outcome outcome, List<Trial> valid) {
    var loads = new ArrayList<Double>();
    if (valid.stream().noneMatch(trial -> began(outcome, trial.summary()))) {
      return loads;
    }
    for (var trial : valid) {
      var first = trial.summary().firstSeen().get(outcome);
      if (first != null) {
        loads.add(first.load());
      }
    }
    return loads;
  }

  /** Connections that a ramp had open at most: from the first refused one on, there are no more. */
  private static double established(Trial trial) {
    double least = trial.load();
    for (var outcome : REFUSALS) {
      var first = trial.summary().firstSeen().get(outcome);
      if (first != null) {
        least = Math.min(least, first.load() - 1);
      }
    }
    return least;
  }

  private static double spread(Outcome outcome, List<Trial> valid) {
    var loads = loads(outcome, valid);
    if (loads.size() < valid.size()) {
      return Double.POSITIVE_INFINITY;
    }
    var range = loads.stream().mapToDouble(load -> load).summaryStatistics();
    return range.getMax() - range.getMin();
  }

  private static Set<Outcome> began(List<Trial> valid) {
    var began = EnumSet.noneOf(Outcome.class);
    for (var outcome : Outcome.values()) {
      if (!NOT_OF_THIS_AXIS.contains(outcome)
          && valid.stream().anyMatch(trial -> began(outcome, trial.summary()))) {
        began.add(outcome);
      }
    }
    return began;
  }

  /** A short accept queue leaves only a few connections unanswered: each of them counts. */
  private static boolean began(Outcome outcome, Summary summary) {
    return outcome == Outcome.REQUEST_TIMEOUT
        ? summary.count(outcome) > 0
        : Tolerance.exceeded(outcome, summary);
  }

  private static List<Trial> valid(List<Trial> trials) {
    return trials.stream().filter(Trial::valid).toList();
  }

  private static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }

  private static String join(List<Double> values) {
    return String.join(
        " and ", values.stream().map(value -> String.format(Locale.ROOT, "%.0f", value)).toList());
  }
}
