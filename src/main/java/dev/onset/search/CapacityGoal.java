package dev.onset.search;

import dev.onset.outcome.Outcome;
import dev.onset.search.LoadClassification.Bound;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * The bracket of one outcome: what each load is to it, and the trial it would gain most from.
 *
 * <p>The relevant bounds are the smallest load that is UPPER and the largest below it that is
 * LOWER, so that a smaller load that fails outweighs a larger one that passes. Loads that are not
 * decided at a {@link CapacityTarget} yet are taken for what the majority of their trials says, to
 * be settled once the bracket is narrow enough for that target. At the last one, loads at which the
 * trials contradict each other are neither bound: the bracket then encloses them.
 */
final class CapacityGoal {

  /** A trial that would help. */
  record Want(Purpose purpose, double load) {}

  /**
   * The relevant bounds.
   *
   * @param lower largest load below {@code upper} that seems clean, or null
   * @param firstSplit smallest load between them at which trials contradict each other, or null
   * @param lastSplit largest such load, or null
   * @param upper smallest load that seems to fail, or null
   */
  record Bracket(
      @Nullable Double lower,
      @Nullable Double firstSplit,
      @Nullable Double lastSplit,
      @Nullable Double upper) {}

  /** Trials after which a bound that keeps its classification needs no more verifying. */
  private static final int MOST_VERIFYING = 5;

  /** Trials after which contradictions at a load are believed, however far it is from a bound. */
  private static final int MOST_TRIALS = 12;

  private final Outcome outcome;
  private final RatePlan plan;
  private final NavigableMap<Double, List<Trial>> trials = new TreeMap<>();
  private final NavigableMap<Double, LoadClassification> loads = new TreeMap<>();
  private final Set<Double> masked = new HashSet<>();

  CapacityGoal(Outcome outcome, RatePlan plan, List<Trial> all) {
    this.outcome = outcome;
    this.plan = plan;
    for (var trial : all) {
      if (!trial.valid() || trial.purpose() == Purpose.CANARY) {
        continue;
      }
      if (Tolerance.exceeded(outcome, trial.summary()) || served(trial)) {
        trials.computeIfAbsent(trial.load(), load -> new ArrayList<>()).add(trial);
      } else {
        masked.add(trial.load());
      }
    }
    trials.forEach(
        (load, at) ->
            loads.put(
                load,
                LoadClassification.of(
                    outcome, at, CapacityTarget.full(plan, load).toNanos() / 1e9)));
  }

  /** A target that fails most requests for another reason does not show what it would do. */
  private static boolean served(Trial trial) {
    var summary = trial.summary();
    return summary.share(Outcome.OK) + summary.share(Outcome.RATE_LIMITED) >= 0.5;
  }

  Outcome outcome() {
    return outcome;
  }

  /** The trial to make next, or null when the goal is finished or cannot be. */
  @Nullable Want next() {
    var want = wanted();
    return want == null || hidden(want.load()) ? null : want;
  }

  private boolean hidden(double load) {
    return masked.contains(load) && !loads.containsKey(load);
  }

  private @Nullable Want wanted() {
    var top = bracket(CapacityTarget.COARSE).upper();
    var suspect = first(load -> at(load).suspect() && (top == null || load < top));
    if (suspect != null) {
      return bracketing(suspect);
    }
    if (top == null) {
      return first(load -> at(load).split()) == null ? null : extended();
    }
    for (var target : CapacityTarget.values()) {
      var bracket = bracket(target);
      var want = bracket.upper() == null ? extended() : narrowed(target, bracket);
      if (want != null) {
        return want;
      }
    }
    return verified();
  }

  private @Nullable Want narrowed(CapacityTarget target, Bracket bracket) {
    var lower = bracket.lower();
    double upper = present(bracket.upper());
    if (lower == null) {
      return below(target, bracket, upper);
    }
    var first = bracket.firstSplit();
    if (first != null && far(first, upper) && at(first).trials() < MOST_TRIALS) {
      return bracketing(first);
    }
    var allowed = first == null ? target : CapacityTarget.MEDIUM;
    double width = allowed.width(plan, upper);
    double below = first == null ? upper : first;
    if (!narrow(lower, below, width)) {
      return bracketing(Math.sqrt(lower * below));
    }
    if (first != null) {
      double edge =
          present(last(load -> load < upper && (at(load).split() || !fails(load, target))));
      if (!narrow(edge, upper, width)) {
        return bracketing(Math.sqrt(edge * upper));
      }
    }
    if (!decided(lower, target)) {
      return bracketing(lower);
    }
    return decided(upper, target) ? null : bracketing(upper);
  }

  /** Whether trials contradict each other too far below the upper bound for it to be the reason. */
  private boolean far(double split, double upper) {
    return !narrow(split, upper, 2 * CapacityTarget.COARSE.width(plan, upper));
  }

  /** Nothing below the upper bound is clean. */
  private @Nullable Want below(CapacityTarget target, Bracket bracket, double upper) {
    if (bracket.firstSplit() != null) {
      return null;
    }
    if (upper > plan.start()) {
      return bracketing(Math.max(plan.start(), upper / 2));
    }
    return target == CapacityTarget.FINE || decided(upper, target) ? null : bracketing(upper);
  }

  /** Trials contradict each other and none above fails: go on up, in growing steps. */
  private @Nullable Want extended() {
    double highest = loads.lastKey();
    if (highest >= plan.max()) {
      return null;
    }
    double split = present(last(load -> at(load).split()));
    int steps = loads.tailMap(split, false).size();
    double factor = 1 + CapacityTarget.COARSE.width(plan, highest) * Math.pow(2, steps);
    return bracketing(Math.min(plan.max(), highest * Math.min(plan.step(), factor)));
  }

  private @Nullable Want verified() {
    var bracket = bracket(CapacityTarget.FINE);
    var lower = bracket.lower();
    var upper = bracket.upper();
    if (lower != null && !verified(lower, false)) {
      return new Want(Purpose.CONFIRM, lower);
    }
    boolean belowStart = lower == null && bracket.firstSplit() == null;
    return upper != null && (lower != null || belowStart) && !verified(upper, true)
        ? new Want(Purpose.CONFIRM, upper)
        : null;
  }

  /** The bounds by what is decided at a target, and by the majority where nothing is. */
  Bracket bracket(CapacityTarget target) {
    boolean fine = target == CapacityTarget.FINE;
    var upper = first(load -> !(fine && at(load).split()) && fails(load, target));
    double top = upper == null ? Double.MAX_VALUE : upper;
    var firstSplit = fine ? first(load -> load < top && at(load).split()) : null;
    var lastSplit = fine ? last(load -> load < top && at(load).split()) : null;
    double limit = firstSplit == null ? top : firstSplit;
    var lower = last(load -> load < limit && !fails(load, target) && !at(load).suspect());
    return new Bracket(lower, firstSplit, lastSplit, upper);
  }

  /** Whether both bounds are decided, narrow enough and verified. */
  boolean settled() {
    var bracket = bracket(CapacityTarget.FINE);
    return wanted() == null && bracket.lower() != null && bracket.upper() != null;
  }

  /** Whether the lowest load of all fails for sure. */
  boolean belowStart() {
    var bracket = bracket(CapacityTarget.FINE);
    return wanted() == null
        && bracket.lower() == null
        && bracket.firstSplit() == null
        && bracket.upper() != null;
  }

  /** The highest load that was held in a trial of full length and did not fail, or null. */
  @Nullable Double highestHeld() {
    return last(
        load -> at(load).measured() && !at(load).split() && at(load).bound(0) == Bound.LOWER);
  }

  /** The trials at a load that count. */
  List<Trial> trialsAt(double load) {
    return trials.getOrDefault(load, List.of());
  }

  private boolean fails(double load, CapacityTarget target) {
    var bound = bound(load, target);
    return (bound == Bound.UNDECIDED ? bound(load, CapacityTarget.COARSE) : bound) == Bound.UPPER
        && at(load).measured();
  }

  private boolean decided(double load, CapacityTarget target) {
    return at(load).measured() && bound(load, target) != Bound.UNDECIDED;
  }

  private Bound bound(double load, CapacityTarget target) {
    return at(load).bound(target.durationSum(plan, load));
  }

  private boolean verified(double load, boolean bad) {
    long least = CapacityTarget.verifying(plan, load).toMillis();
    int agreeing = 0;
    int differing = 0;
    for (var trial : trialsAt(load)) {
      if (trial.length().toMillis() >= 0.99 * least || trial.cut()) {
        boolean shows = Tolerance.exceeded(outcome, trial.summary());
        boolean agrees = bad ? shows && CapacityDependence.lasts(outcome, trial) : !shows;
        agreeing += agrees ? 1 : 0;
        differing += agrees ? 0 : 1;
      }
    }
    return (agreeing > 0 && agreeing >= differing) || agreeing + differing >= MOST_VERIFYING;
  }

  private static boolean narrow(double lower, double upper, double width) {
    return upper - lower <= width * upper * (1 + 1e-9);
  }

  private static Want bracketing(double load) {
    return new Want(Purpose.BRACKET, load);
  }

  private LoadClassification at(double load) {
    var at = loads.get(load);
    if (at == null) {
      throw new IllegalArgumentException("no trial at " + load);
    }
    return at;
  }

  private static double present(@Nullable Double load) {
    if (load == null) {
      throw new IllegalStateException("no such bound");
    }
    return load;
  }

  private @Nullable Double first(DoublePredicate wanted) {
    return loads.keySet().stream().filter(wanted::test).findFirst().orElse(null);
  }

  private @Nullable Double last(DoublePredicate wanted) {
    return loads.descendingKeySet().stream().filter(wanted::test).findFirst().orElse(null);
  }
}
