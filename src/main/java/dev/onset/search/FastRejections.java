package dev.onset.search;

import dev.onset.evidence.Timeline;
import dev.onset.outcome.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a limiter's rejections from a target's distress when both use the same status.
 *
 * <p>Many limiters answer 503 (NGINX's default) or 403. What gives them away: their rejections come
 * back about as fast as a healthy answer (median at most twice as long, or {@value #SLACK_MILLIS}
 * ms longer), and while more is offered than they allow, what they admit stays level from second to
 * second (within 10 % or 2 requests). Distress does neither.
 */
public final class FastRejections {

  private static final double SLACK_MILLIS = 2;
  private static final Set<Outcome> AMBIGUOUS = EnumSet.of(Outcome.OVERLOADED, Outcome.DENIED);

  private FastRejections() {}

  /** The ambiguous outcomes that, going by these trials, are a limiter's rejections. */
  public static Set<Outcome> in(List<Trial> trials) {
    var limiters = EnumSet.noneOf(Outcome.class);
    for (var outcome : AMBIGUOUS) {
      var concerned =
          trials.stream()
              .filter(trial -> trial.valid() && Tolerance.exceeded(outcome, trial.summary()))
              .toList();
      if (!concerned.isEmpty()
          && concerned.stream().allMatch(trial -> fast(outcome, trial))
          && concerned.stream()
              .filter(trial -> trial.purpose() == Purpose.WATCH)
              .allMatch(trial -> level(outcome, trial))) {
        limiters.add(outcome);
      }
    }
    return limiters;
  }

  /** The same trials with those outcomes counted as {@link Outcome#RATE_LIMITED}. */
  public static List<Trial> relabel(List<Trial> trials) {
    var relabelled = trials;
    for (var outcome : in(trials)) {
      relabelled =
          relabelled.stream()
              .map(trial -> trial.relabelled(outcome, Outcome.RATE_LIMITED))
              .toList();
    }
    return relabelled;
  }

  private static boolean fast(Outcome outcome, Trial trial) {
    double healthy = trial.summary().latencyMillis(Outcome.OK, 50);
    double rejection = trial.summary().latencyMillis(outcome, 50);
    return rejection <= Math.max(2 * healthy, healthy + SLACK_MILLIS);
  }

  private static boolean level(Outcome outcome, Trial trial) {
    Timeline timeline = trial.summary().timeline();
    int from = (int) Math.ceil(trial.startedAt().toNanos() / 1e9);
    int to = (int) Math.floor(trial.startedAt().plus(trial.length()).toNanos() / 1e9);
    while (from < to && timeline.count(from, outcome) == 0) {
      from++;
    }
    long least = Long.MAX_VALUE;
    long most = 0;
    for (int second = from + 1; second < to; second++) {
      long admitted = timeline.offered(second) - timeline.count(second, outcome);
      least = Math.min(least, admitted);
      most = Math.max(most, admitted);
    }
    return most - least <= Math.max(2, 0.1 * most);
  }
}
