package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A search for the load that a target can no longer serve: slow failures, server errors, timeouts,
 * resets, whatever is not a limiter's rejection.
 *
 * <p>It comes from below and never leaps: up the ladder to the first level that fails, which is
 * measured again before it is believed, then bisection in log space with targets of growing
 * strictness ({@link CapacityTarget}), each load being classified by MLRsearch's rule ({@link
 * LoadClassification}), and a longer trial on either side of the bracket at the end. A trial that
 * contradicts a bound re-opens the search. Every outcome is a goal of the same search: each trial
 * informs all of them, and the next one is made at the lowest load that any of them wants, which
 * spares the target and keeps what is known of the lower loads valid.
 *
 * <p>The bracket is as narrow as the target lets it be: where trials at one load contradict each
 * other, it encloses that load instead of asking for more of them.
 */
public final class CapacitySearch implements Search {

  private static final Set<Outcome> NOT_CAPACITY =
      EnumSet.of(
          Outcome.OK, Outcome.RATE_LIMITED, Outcome.QUOTA_EXCEEDED, Outcome.INJECTOR_EXHAUSTED);

  private static final Set<Outcome> NOT_TARGET = EnumSet.of(Outcome.OK, Outcome.INJECTOR_EXHAUSTED);

  private static final int MOST_TRIALS = 150;
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final double LARGEST_STEP = 2;

  private final RatePlan plan;
  private final boolean memorylessToo;
  private final CapacityOnsets onsets;

  /** A search that leaves rejections by a limiter alone. */
  public CapacitySearch(RatePlan plan) {
    this(plan, false, Set.of());
  }

  private CapacitySearch(RatePlan plan, boolean memorylessToo, Set<Outcome> dependent) {
    this.plan = plan;
    this.memorylessToo = memorylessToo;
    this.onsets = new CapacityOnsets(plan, memorylessToo, dependent);
  }

  /** A search where it is known from elsewhere that these outcomes depend on the load. */
  static CapacitySearch of(RatePlan plan, Set<Outcome> dependent) {
    return new CapacitySearch(plan, false, dependent);
  }

  /**
   * A search for rejections too. A limiter that remembers nothing, such as a cap on requests in
   * progress, can be bracketed like a capacity.
   */
  static CapacitySearch ofMemoryless(RatePlan plan) {
    return new CapacitySearch(plan, true, Set.of());
  }

  @Override
  public Step next(List<Trial> trials) {
    if (trials.isEmpty()) {
      return new Step.Measure(Purpose.LADDER, plan.start(), plan.level(), Duration.ZERO);
    }
    var goals = goals(plan, trials, memorylessToo);
    var last = trials.get(trials.size() - 1);
    var recovery = CoolDown.step(trials, served(goals, trials), planned(last));
    if (recovery != null) {
      return recovery;
    }
    if (trials.size() >= MOST_TRIALS || elapsed(trials).compareTo(LONGEST) >= 0) {
      return new Step.Done(
          Step.End.UNDECIDED,
          "no bracket held after %d trials: the target's answers change from trial to trial"
              .formatted(trials.size()));
    }
    var rest = CoolDown.restAfter(last);
    // Once something fails for sure, nothing else is sought at higher loads.
    boolean failing =
        goals.stream().anyMatch(goal -> goal.bracket(CapacityTarget.FINE).upper() != null);
    double most = failing ? highest(trials) : plan.max();
    var want =
        goals.stream()
            .map(CapacityGoal::next)
            .filter(Objects::nonNull)
            .filter(wanted -> wanted.load() <= most)
            .min(Comparator.comparingDouble(CapacityGoal.Want::load))
            .orElse(null);
    if (want != null) {
      return measure(want.purpose(), want.load(), rest);
    }
    return goals.stream().anyMatch(CapacitySearch::bounded) ? done(goals) : climb(trials, rest);
  }

  @Override
  public List<Onset> onsets(List<Trial> trials) {
    return onsets.of(trials);
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    return onsets.notes(trials);
  }

  /**
   * One goal for each outcome that is looked for and of which a trial showed more than is
   * tolerated.
   */
  static List<CapacityGoal> goals(RatePlan plan, List<Trial> trials, boolean memorylessToo) {
    var outcomes = EnumSet.noneOf(Outcome.class);
    trials.stream()
        .filter(trial -> trial.valid() && trial.purpose() != Purpose.CANARY)
        .forEach(trial -> outcomes.addAll(Tolerance.exceeded(trial.summary())));
    outcomes.removeAll(memorylessToo ? NOT_TARGET : NOT_CAPACITY);
    return outcomes.stream().map(outcome -> new CapacityGoal(outcome, plan, trials)).toList();
  }

  /** Whether a load is known at which the outcome occurs. */
  private static boolean bounded(CapacityGoal goal) {
    return goal.bracket(CapacityTarget.COARSE).upper() != null
        || goal.bracket(CapacityTarget.FINE).firstSplit() != null;
  }

  private Step climb(List<Trial> trials, Duration rest) {
    double highest = highest(trials);
    var there = at(highest, trials);
    if (!memorylessToo && there.stream().anyMatch(CapacitySearch::limited)) {
      return new Step.Done(Step.End.ANSWERED, null);
    }
    if (highest < plan.max()) {
      double step = Math.min(LARGEST_STEP, plan.step());
      return measure(Purpose.LADDER, Math.min(plan.max(), highest * step), rest);
    }
    var longest = CapacityTarget.verifying(plan, highest);
    boolean held =
        there.stream()
            .anyMatch(
                trial ->
                    trial.verdict() == Verdict.GOOD
                        && trial.length().toMillis() >= 0.99 * longest.toMillis());
    return held ? new Step.Done(Step.End.ANSWERED, null) : measure(Purpose.CONFIRM, highest, rest);
  }

  private static Step done(List<CapacityGoal> goals) {
    boolean answered = goals.stream().anyMatch(goal -> goal.settled() || goal.belowStart());
    return answered
        ? new Step.Done(Step.End.ANSWERED, null)
        : new Step.Done(
            Step.End.UNDECIDED,
            "the same load fails in one trial and not in the next, down to the lowest load");
  }

  /** A load that the target served before it failed, or null. */
  private @Nullable Double served(List<CapacityGoal> goals, List<Trial> trials) {
    double failing =
        goals.stream()
            .map(goal -> goal.bracket(CapacityTarget.COARSE).upper())
            .filter(Objects::nonNull)
            .mapToDouble(load -> load)
            .min()
            .orElse(Double.MAX_VALUE);
    return trials.stream()
        .filter(trial -> trial.verdict() == Verdict.GOOD && trial.purpose() != Purpose.CANARY)
        .map(Trial::load)
        .filter(load -> load < failing)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private Step measure(Purpose purpose, double load, Duration rest) {
    return new Step.Measure(purpose, load, meant(purpose, load), rest);
  }

  private Duration planned(Trial trial) {
    return meant(trial.purpose(), trial.load());
  }

  private Duration meant(Purpose purpose, double load) {
    return switch (purpose) {
      case LADDER -> plan.level();
      case CANARY -> CoolDown.canaryLength(load);
      case CONFIRM -> CapacityTarget.verifying(plan, load);
      default -> CapacityTarget.full(plan, load);
    };
  }

  private static double highest(List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.valid() && trial.purpose() != Purpose.CANARY)
        .mapToDouble(Trial::load)
        .max()
        .orElseThrow();
  }

  private static List<Trial> at(double load, List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.valid() && trial.load() == load && trial.purpose() != Purpose.CANARY)
        .toList();
  }

  private static boolean limited(Trial trial) {
    return Tolerance.exceeded(Outcome.RATE_LIMITED, trial.summary())
        || Tolerance.exceeded(Outcome.QUOTA_EXCEEDED, trial.summary());
  }

  private static Duration elapsed(List<Trial> trials) {
    var last = trials.get(trials.size() - 1);
    return last.startedAt().plus(last.length()).minus(trials.get(0).startedAt());
  }
}
