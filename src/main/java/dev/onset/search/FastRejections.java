package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.limiter.Algorithm;
import dev.onset.outcome.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Tells a limiter's rejections from a target's distress when both use the same status.
 *
 * <p>Many limiters answer 503 (NGINX's default) or 403. What gives them away: their rejections come
 * back about as fast as a healthy answer (median at most twice as long, or {@value #SLACK_MILLIS}
 * ms longer), and a limiter's rules predict which requests are rejected. Distress does neither, and
 * neither does a target that sheds load at random.
 */
public final class FastRejections {

  private static final double SLACK_MILLIS = 2;
  private static final Set<Outcome> AMBIGUOUS = EnumSet.of(Outcome.OVERLOADED, Outcome.DENIED);

  private final LimiterReading reading;

  /** Reads trials with the help of what they say of a limiter. */
  public FastRejections(LimiterReading reading) {
    this.reading = reading;
  }

  /**
   * The ambiguous outcomes that, going by these trials, are a limiter's rejections. Before anything
   * was watched the latency alone decides.
   */
  public Set<Outcome> in(List<Trial> trials) {
    var limiters = EnumSet.noneOf(Outcome.class);
    var searched = trials.stream().filter(trial -> !trial.purpose().isExtra()).toList();
    var watches = Watching.watches(searched);
    for (var outcome : AMBIGUOUS) {
      var concerned =
          searched.stream()
              .filter(trial -> trial.valid() && Tolerance.exceeded(outcome, trial.summary()))
              .toList();
      if (!concerned.isEmpty()
          && concerned.stream().allMatch(trial -> fast(outcome, trial.summary()))
          && (watches.isEmpty() || watches.stream().anyMatch(w -> w.summary().count(outcome) > 0))
          && isRuled(relabelled(searched, outcome))) {
        limiters.add(outcome);
      }
    }
    return limiters;
  }

  /** The same trials with those outcomes counted as {@link Outcome#RATE_LIMITED}. */
  public List<Trial> relabel(List<Trial> trials) {
    var relabelled = trials;
    for (var outcome : in(trials)) {
      relabelled = relabelled(relabelled, outcome);
    }
    return relabelled;
  }

  private boolean isRuled(List<Trial> trials) {
    var limiter = reading.of(trials);
    return limiter == null
        || (limiter.algorithm() != Algorithm.UNKNOWN && limiter.algorithm() != Algorithm.SHEDDING);
  }

  private static List<Trial> relabelled(List<Trial> trials, Outcome outcome) {
    return trials.stream().map(trial -> trial.relabelled(outcome, Outcome.RATE_LIMITED)).toList();
  }

  private static boolean fast(Outcome outcome, Summary summary) {
    double healthy = summary.latencyMillis(Outcome.OK, 50);
    double rejection = summary.latencyMillis(outcome, 50);
    return rejection <= Math.max(2 * healthy, healthy + SLACK_MILLIS);
  }
}
