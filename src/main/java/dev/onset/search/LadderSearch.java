package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A search along the rate axis: up a ladder to the first failure, then a bracket, then a confirming
 * trial on both of its sides.
 *
 * <p>When the failure is a limiter's, the load is held above it for a while first: what the limiter
 * admits then ({@link Plateau}) names the two loads worth confirming, one just below and one just
 * above. Any other failure is bracketed by bisection in log space. A confirming trial above a
 * limiter's rate is long enough to drain its burst: {@code T > burst / (load - rate)}.
 *
 * <p>After a trial that was mostly refused the target is left alone until a canary at half the
 * lower bound is served. A trial spoilt by the load generator is repeated after a growing rest, up
 * to five times in a row.
 */
public final class LadderSearch implements Search {

  private static final int MOST_INVALID_IN_A_ROW = 5;
  private static final int MOST_CANARIES = 6;
  private static final int MOST_WATCHES = 3;
  private static final int MOST_TRIALS = 80;
  private static final double CANARY_ABOVE_SHARE = 0.3;
  private static final double LONGEST_REST_SECONDS = 60;
  private static final double LONGEST_DRAIN_SECONDS = 60;

  private final RatePlan plan;
  private final RateOnsets onsets;

  public LadderSearch(RatePlan plan) {
    this.plan = plan;
    this.onsets = new RateOnsets(plan);
  }

  @Override
  public Step next(List<Trial> trials) {
    if (trials.isEmpty()) {
      return measure(Purpose.LADDER, plan.start(), plan.level(), Duration.ZERO);
    }
    var last = trials.get(trials.size() - 1);
    if (!last.valid()) {
      return afterInvalid(trials, last);
    }
    if (trials.size() > MOST_TRIALS) {
      return new Step.Done(
          Step.End.UNDECIDED,
          "no bracket held after %d trials: the target's answers change from trial to trial"
              .formatted(trials.size()));
    }
    var votes = Votes.onAnything(trials);
    var upper = votes.upper();
    double lower = upper == null ? plan.start() : orStart(votes.hintedBelow(upper));
    boolean knowsBetter = upper == null || votes.hintedBelow(upper) != null;
    var recovery = knowsBetter ? recover(trials, last, lower) : null;
    if (recovery != null) {
      return recovery;
    }
    var rest = last.verdict() == Verdict.BAD ? restAfter(last) : Duration.ZERO;
    return upper == null ? climb(votes, rest) : narrow(trials, votes, upper, rest);
  }

  private Step afterInvalid(List<Trial> trials, Trial last) {
    int inARow = 0;
    for (int i = trials.size() - 1; i >= 0 && !trials.get(i).valid(); i--) {
      inARow++;
    }
    if (inARow >= MOST_INVALID_IN_A_ROW) {
      return new Step.Done(Step.End.LIMITED, last.reason());
    }
    return measure(
        last.purpose(), last.load(), planned(last), Duration.ofSeconds(1L << (inARow - 1)));
  }

  /** A cut trial is shorter than it was meant to be. */
  private Duration planned(Trial trial) {
    var meant =
        switch (trial.purpose()) {
          case LADDER, RAMP -> plan.level();
          case CANARY -> canaryLength(trial.load());
          case BRACKET -> bracketLength(trial.load());
          case CONFIRM, SCOPE, RECOVERY -> plan.confirm();
          case WATCH -> plan.confirm().plusSeconds(2);
        };
    return trial.length().compareTo(meant) > 0 ? trial.length() : meant;
  }

  private @Nullable Step recover(List<Trial> trials, Trial last, double lower) {
    if (last.verdict() != Verdict.BAD) {
      return null;
    }
    double load = lower / 2;
    if (last.purpose() != Purpose.CANARY) {
      boolean heavy = badShare(last) > CANARY_ABOVE_SHARE || last.purpose() == Purpose.WATCH;
      return heavy ? measure(Purpose.CANARY, load, canaryLength(load), restAfter(last)) : null;
    }
    int failed = 0;
    for (int i = trials.size() - 1; i >= 0 && isFailedCanary(trials.get(i)); i--) {
      failed++;
    }
    if (failed >= MOST_CANARIES) {
      return new Step.Done(
          Step.End.UNDECIDED,
          String.format(
              Locale.ROOT, "the target did not recover: it still fails at %.1f requests/s", load));
    }
    var rest = Duration.ofSeconds(1L << failed);
    var declared = restAfter(last);
    return measure(
        Purpose.CANARY, load, canaryLength(load), rest.compareTo(declared) > 0 ? rest : declared);
  }

  private static boolean isFailedCanary(Trial trial) {
    return trial.purpose() == Purpose.CANARY && trial.verdict() == Verdict.BAD;
  }

  private Step climb(Votes votes, Duration rest) {
    var tied = votes.tiedUpTo(plan.max());
    if (tied != null) {
      return measure(Purpose.CONFIRM, tied, plan.confirm(), rest);
    }
    double highest = orStart(votes.highest());
    if (highest < plan.max()) {
      return measure(
          Purpose.LADDER, Math.min(plan.max(), highest * plan.step()), plan.level(), rest);
    }
    if (!votes.confirmedClean(plan.max())) {
      return measure(Purpose.CONFIRM, plan.max(), plan.confirm(), rest);
    }
    return new Step.Done(Step.End.ANSWERED, null);
  }

  private Step narrow(List<Trial> trials, Votes votes, double upper, Duration rest) {
    var tied = votes.tiedUpTo(upper);
    if (tied != null) {
      return measure(Purpose.CONFIRM, tied, plan.confirm(), rest);
    }
    var hinted = votes.hintedBelow(upper);
    if (hinted == null) {
      if (!votes.of(upper).failsForSure()) {
        return measure(Purpose.CONFIRM, upper, plan.confirm(), rest);
      }
      return Observed.nobodyThere(trials)
          ? new Step.Done(
              Step.End.UNDECIDED, "the target refuses every connection now: it has gone away")
          : new Step.Done(Step.End.ANSWERED, null);
    }
    var plateau = Plateau.of(trials);
    long watched = trials.stream().filter(LadderSearch::isWatch).count();
    if (plateau == null && isLimited(trials, upper) && watched < MOST_WATCHES) {
      double load = Math.min(plan.max(), upper * 1.2);
      var length = plan.confirm().plusSeconds(2).multipliedBy(1L << watched);
      return measure(Purpose.WATCH, load, length, rest);
    }
    if (plateau != null && plateau.ratePerSecond() > plan.start()) {
      double below = plateau.ratePerSecond() * (1 - 0.45 * plan.precision());
      double above = plateau.ratePerSecond() * (1 + 0.45 * plan.precision());
      if (below < upper && !votes.measured(below)) {
        return measure(Purpose.CONFIRM, below, plan.confirm(), rest);
      }
      if (above < upper && !votes.measured(above)) {
        return measure(Purpose.CONFIRM, above, toFail(above, plateau), rest);
      }
    }
    var clean = votes.cleanBelow(upper);
    double lower = clean != null && plan.isNarrow(clean, upper) ? clean : hinted;
    if (!plan.isNarrow(lower, upper)) {
      double middle = Math.sqrt(lower * upper);
      return measure(Purpose.BRACKET, middle, bracketLength(middle), rest);
    }
    if (!votes.confirmedClean(lower)) {
      return measure(Purpose.CONFIRM, lower, plan.confirm(), rest);
    }
    if (!votes.of(upper).failsForSure()) {
      return measure(Purpose.CONFIRM, upper, toFail(upper, plateau), rest);
    }
    return new Step.Done(Step.End.ANSWERED, null);
  }

  @Override
  public List<Onset> onsets(List<Trial> trials) {
    return onsets.of(trials);
  }

  @Override
  public List<String> notes(List<Trial> trials) {
    return onsets.notes(trials);
  }

  private static boolean isWatch(Trial trial) {
    return trial.valid() && trial.purpose() == Purpose.WATCH;
  }

  private static boolean isLimited(List<Trial> trials, double upper) {
    return trials.stream()
        .filter(trial -> trial.valid() && trial.load() == upper)
        .anyMatch(trial -> Tolerance.exceeded(trial.summary()).indexOf(Outcome.RATE_LIMITED) == 0);
  }

  private Duration toFail(double load, @Nullable Plateau plateau) {
    if (plateau == null || load <= plateau.ratePerSecond()) {
      return plan.confirm();
    }
    double seconds = Math.min(LONGEST_DRAIN_SECONDS, plateau.drainSeconds(load));
    long millis = (long) Math.ceil(1000 * seconds);
    return Duration.ofMillis(Math.max(plan.confirm().toMillis(), millis));
  }

  /** Long enough for 459 attempts, which show fewer than 1 % bad with 99 % confidence. */
  private Duration bracketLength(double load) {
    long millis = (long) Math.ceil(1000 * 459 / load);
    long most = 4 * plan.trial().toMillis();
    return Duration.ofMillis(Math.max(plan.trial().toMillis(), Math.min(most, millis)));
  }

  private static Duration canaryLength(double load) {
    return Duration.ofMillis((long) Math.max(1000, Math.min(5000, 10_000 / load)));
  }

  private static Duration restAfter(Trial trial) {
    var wait = trial.summary().longestWaitSeconds();
    double seconds = Math.max(2, wait == null ? 0 : Math.min(LONGEST_REST_SECONDS, wait + 0.5));
    return Duration.ofMillis((long) (1000 * seconds));
  }

  private static double badShare(Trial trial) {
    return Tolerance.exceeded(trial.summary()).stream()
        .mapToDouble(outcome -> trial.summary().share(outcome))
        .sum();
  }

  private double orStart(@Nullable Double load) {
    return load == null ? plan.start() : load;
  }

  private static Step measure(Purpose purpose, double load, Duration length, Duration rest) {
    return new Step.Measure(purpose, load, length, rest);
  }
}
