package dev.onset.search;

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
 * <p>Rejections by a limiter are watched, explained and verified ({@link LimiterSearch}); anything
 * else is a capacity limit and bracketed ({@link CapacitySearch}). Every trial informs every
 * outcome's onset. A trial spoilt by the load generator is repeated after a growing rest, up to
 * five times in a row.
 */
public final class RateSearch implements Search {

  private static final int MOST_INVALID_IN_A_ROW = 5;
  private static final Set<Purpose> HOLDS_ONE_LOAD =
      EnumSet.of(Purpose.LADDER, Purpose.BRACKET, Purpose.CONFIRM, Purpose.CANARY);

  private final RatePlan plan;
  private final LimiterReading reading;
  private final long mostRejected;
  private final Search capacity;

  /**
   * A search.
   *
   * @param reading what the trials say of a limiter
   * @param mostRejected rejections that the whole experiment may bring about
   */
  public RateSearch(RatePlan plan, LimiterReading reading, long mostRejected) {
    this.plan = plan;
    this.reading = reading;
    this.mostRejected = mostRejected;
    this.capacity = new LadderSearch(plan);
  }

  @Override
  public Step next(List<Trial> trials) {
    var limiter = limiterSearch(trials);
    if (limiter == null) {
      return capacity.next(holding(trials));
    }
    int invalid = 0;
    while (invalid < trials.size() && !trials.get(trials.size() - 1 - invalid).valid()) {
      invalid++;
    }
    if (invalid >= MOST_INVALID_IN_A_ROW) {
      return new Step.Done(Step.End.LIMITED, trials.get(trials.size() - 1).reason());
    }
    var step = limiter.next(trials.subList(0, trials.size() - invalid));
    return invalid > 0 && step instanceof Step.Measure measure
        ? later(measure, Duration.ofSeconds(1L << (invalid - 1)))
        : step;
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
    var onsets = new ArrayList<>(capacity.onsets(holding(trials)));
    var limiter = limiterSearch(trials);
    if (limiter != null) {
      var limited = limiter.onset(trials);
      onsets.removeIf(onset -> onset.outcome() == limited.outcome());
      onsets.add(0, limited);
    }
    return onsets;
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    var limiter = limiterSearch(trials);
    return limiter == null ? capacity.notes(holding(trials)) : limiter.notes(trials);
  }

  @Override
  public @Nullable Limiter limiter(List<Trial> trials) {
    return reading.of(trials);
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

  private static List<Trial> holding(List<Trial> trials) {
    return trials.stream().filter(trial -> HOLDS_ONE_LOAD.contains(trial.purpose())).toList();
  }
}
