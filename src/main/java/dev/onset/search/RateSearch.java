package dev.onset.search;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search along the rate axis: up a ladder until something goes wrong, then on by what it was.
 *
 * <p>Rejections by a limiter are watched, explained and verified ({@link LimiterSearch}); a limiter
 * that turns out to remember nothing, and anything else, is a capacity limit and bracketed ({@link
 * CapacitySearch}). Every trial informs every outcome's onset. A trial spoilt by the load generator
 * is repeated after a growing rest, up to five times in a row.
 */
public final class RateSearch implements Search {

  private static final Set<Purpose> HOLDS_ONE_LOAD =
      EnumSet.of(Purpose.LADDER, Purpose.BRACKET, Purpose.CONFIRM, Purpose.CANARY);

  private static final int MOST_SPOILT_EXTRAS = 2;
  private static final double MOST_CAP_PRECISION = 0.05;

  private final RatePlan plan;
  private final LimiterReading reading;
  private final long mostRejected;
  private final int callers;
  private final Search capacity;
  private final RecoverySearch recovery;

  /**
   * A search.
   *
   * @param reading what the trials say of a limiter
   * @param mostRejected rejections that the whole experiment may bring about
   * @param callers credentials to spend, at least 1
   */
  public RateSearch(RatePlan plan, LimiterReading reading, long mostRejected, int callers) {
    this.plan = plan;
    this.reading = reading;
    this.mostRejected = mostRejected;
    this.callers = callers;
    this.capacity = new CapacitySearch(plan);
    this.recovery = new RecoverySearch(plan);
  }

  @Override
  public Step next(List<Trial> trials) {
    var step = threshold(trials);
    if (!(step instanceof Step.Done done) || done.end() != Step.End.ANSWERED) {
      return step;
    }
    var begins = begins(trials);
    if (begins == null) {
      return step;
    }
    var limiter = limiterOf(begins, trials);
    var again = RecoverySearch.doubtedLower(begins, trials);
    if (again != null) {
      return holdAgain(again, limiter);
    }
    var extra = scopeTrial(trials);
    if (extra == null) {
      extra = recovery.next(begins, limiter, trials);
    }
    return extra == null ? step : extra;
  }

  /** A bound that did not hold after overload is held once more, from rest and for longer. */
  private Step.Measure holdAgain(double load, @Nullable Limiter limiter) {
    var rest =
        Duration.ofMillis(
            Math.round(1000 * (limiter == null ? 5 : Math.min(90, limiter.recoverySeconds() + 1))));
    return limiter == null || isMemoryless(limiter)
        ? new Step.Measure(Purpose.CONFIRM, load, plan.confirm().multipliedBy(3), rest)
        : new Verification(plan, limiter, reading).hold(load, rest);
  }

  /** What to do until the thresholds are known. */
  private Step threshold(List<Trial> trials) {
    var searched = searched(trials);
    var limiter = limiterSearch(searched);
    if (limiter == null) {
      return capacity.next(holding(searched));
    }
    var memoryless = memoryless(searched);
    if (memoryless != null) {
      return memoryless.next(holding(searched));
    }
    var limited = CoolDown.limited(searched);
    if (limited != null) {
      return limited;
    }
    int invalid = CoolDown.invalidInARow(searched);
    var step = limiter.next(searched.subList(0, searched.size() - invalid));
    if (step instanceof Step.Done && Watching.foundQuiet(searched)) {
      return capacity.next(holding(searched));
    }
    return invalid > 0 && step instanceof Step.Measure measure
        ? later(measure, CoolDown.restAfterInvalid(invalid))
        : step;
  }

  private Step.@Nullable Measure scopeTrial(List<Trial> trials) {
    var limiter = reading.of(trials);
    var made = trials.stream().filter(trial -> trial.purpose() == Purpose.SCOPE).toList();
    boolean wanted =
        callers > 1 && made.stream().noneMatch(Trial::valid) && made.size() <= MOST_SPOILT_EXTRAS;
    return wanted && limiter != null && begins(trials) != null ? Scope.trial(plan, limiter) : null;
  }

  /** The first thing that begins, or null when nothing does. */
  private @Nullable Onset begins(List<Trial> trials) {
    return onsets(trials).stream()
        .filter(onset -> onset.status() == OnsetStatus.FOUND)
        .findFirst()
        .orElse(null);
  }

  private @Nullable Limiter limiterOf(Onset onset, List<Trial> trials) {
    return onset.outcome().isRejection() ? reading.of(trials) : null;
  }

  private static Step later(Step.Measure step, Duration rest) {
    return new Step.Measure(
        step.purpose(),
        step.load(),
        step.schedule(),
        step.settle(),
        step.callers(),
        step.restBefore().compareTo(rest) > 0 ? step.restBefore() : rest);
  }

  @Override
  public List<Onset> onsets(List<Trial> trials) {
    var searched = searched(trials);
    var memoryless = memoryless(searched);
    var onsets =
        new ArrayList<>((memoryless == null ? capacity : memoryless).onsets(holding(searched)));
    var limiter = limiterSearch(searched);
    if (limiter != null && memoryless == null) {
      var limited = limiter.onset(searched);
      onsets.removeIf(onset -> onset.outcome() == limited.outcome());
      onsets.add(0, limited);
    }
    onsets.replaceAll(onset -> met(onset, trials));
    return onsets;
  }

  /** What a trial met after all, if only in overload, is not said not to occur. */
  private static Onset met(Onset onset, List<Trial> trials) {
    var observed = Observed.firstRejection(onset.outcome(), trials);
    boolean met =
        onset.status() == OnsetStatus.NOT_REACHED
            && onset.outcome().isRejection()
            && observed != null;
    return met
        ? new Onset(onset.outcome(), OnsetStatus.UNDECIDED, onset.lower(), null, null, observed, 0)
        : onset;
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    var searched = searched(trials);
    var limiter = limiterSearch(searched);
    var memoryless = memoryless(searched);
    if (memoryless != null) {
      return memoryless.notes(holding(searched));
    }
    return limiter == null ? capacity.notes(holding(searched)) : limiter.notes(searched);
  }

  @Override
  public @Nullable Limiter limiter(List<Trial> trials) {
    return limiterSearch(searched(trials)) == null ? null : reading.inRequests(trials);
  }

  @Override
  public @Nullable Recovery recovery(List<Trial> trials) {
    var begins = begins(trials);
    return begins == null ? null : RecoverySearch.of(begins, trials);
  }

  @Override
  public @Nullable Scope scope(List<Trial> trials) {
    var limiter = reading.of(trials);
    return limiter == null ? null : Scope.of(trials, limiter);
  }

  /** The search for the limiter that was met, or null when none was. */
  private @Nullable LimiterSearch limiterSearch(List<Trial> trials) {
    for (var outcome : List.of(Outcome.RATE_LIMITED, Outcome.QUOTA_EXCEEDED)) {
      if (trials.stream()
          .anyMatch(trial -> trial.summary().count(outcome) + trial.prelude().count(outcome) > 0)) {
        return new LimiterSearch(plan, outcome, reading, mostRejected);
      }
    }
    return null;
  }

  /** The search for a limiter that can be bracketed like a capacity, or null for any other. */
  private @Nullable Search memoryless(List<Trial> trials) {
    var limiter = reading.of(trials);
    return limiter != null && Watching.isSettled(limiter, trials) && isMemoryless(limiter)
        ? CapacitySearch.ofMemoryless(plan.atPrecision(finest(limiter)))
        : null;
  }

  /**
   * The share of a cap's rate within which unevenness decides what is rejected: a request that
   * comes early by {@code u} meets one that takes {@code cap / R} and is not done yet.
   */
  private static double finest(Limiter limiter) {
    return limiter.algorithm() == Algorithm.CONCURRENCY_CAP
        ? Math.min(
            MOST_CAP_PRECISION,
            Verification.UNEVEN_SECONDS * limiter.ratePerSecond() / limiter.burst())
        : 0;
  }

  private static boolean isMemoryless(Limiter limiter) {
    return limiter.algorithm() == Algorithm.CONCURRENCY_CAP
        || limiter.algorithm() == Algorithm.SHEDDING;
  }

  private static List<Trial> searched(List<Trial> trials) {
    return trials.stream().filter(trial -> !trial.purpose().isExtra()).toList();
  }

  private static List<Trial> holding(List<Trial> trials) {
    return trials.stream().filter(trial -> HOLDS_ONE_LOAD.contains(trial.purpose())).toList();
  }
}
