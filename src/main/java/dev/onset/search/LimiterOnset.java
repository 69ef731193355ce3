package dev.onset.search;

import dev.onset.evidence.Summary;
import dev.onset.limiter.Limiter;
import dev.onset.outcome.Outcome;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a limiter's rejections begin, as far as confirming trials prove it.
 *
 * <p>The lower bound is what is proven by the highest load that was held without a rejection more
 * often than with one, the upper bound the lowest load above it and above the limiter's rate that
 * {@link Verification#fails}: below its rate a limiter rejects what arrives unevenly, which is the
 * load generator's doing or the path's. FOUND needs both, no more than 15 % apart, no load below
 * them that failed, and a limiter that explains what was watched: bounds alone could be those of a
 * moment.
 */
final class LimiterOnset {

  /** Widest bounds that are an answer still. */
  private static final double WIDEST = 0.15;

  /** By so much the rate that a limiter admits under overload may lie outside of the bounds. */
  private static final double MOST_DISAGREEMENT = 0.1;

  private static final double HOPELESS_SHARE = 0.5;
  private static final double MOST_LOST = 0.001;
  private static final double LEAST_SERVED = 0.99;
  private static final Set<Outcome> UNANSWERED =
      EnumSet.of(
          Outcome.CONNECT_TIMEOUT,
          Outcome.CONNECTION_REFUSED,
          Outcome.UNREACHABLE,
          Outcome.CONNECTION_RESET,
          Outcome.CLOSED_EARLY,
          Outcome.DNS_FAILURE,
          Outcome.TLS_FAILURE,
          Outcome.REQUEST_TIMEOUT);

  private final RatePlan plan;

  LimiterOnset(RatePlan plan) {
    this.plan = plan;
  }

  /** How many attempts were turned away by a limiter. */
  static long rejections(Summary summary) {
    return summary.count(Outcome.RATE_LIMITED) + summary.count(Outcome.QUOTA_EXCEEDED);
  }

  /** How many attempts of a trial and of its prelude were turned away by a limiter. */
  static long rejections(Trial trial) {
    return rejections(trial.prelude()) + rejections(trial.summary());
  }

  /**
   * Whether a trial shows that its load is not rejected. Attempts that may never have reached the
   * limiter left it with less than that load, so that more than a stray one proves nothing.
   */
  static boolean isClean(Trial trial) {
    long lost = UNANSWERED.stream().mapToLong(trial.summary()::count).sum();
    long attempts = trial.summary().attempts();
    return rejections(trial.summary()) == 0
        && lost <= Math.max(1, MOST_LOST * attempts)
        && trial.summary().share(Outcome.OK) >= LEAST_SERVED
        && !isVoid(trial);
  }

  /** Whether the attempts that were to empty a bucket did not: nothing of them was rejected. */
  static boolean isVoid(Trial trial) {
    return trial.prelude().attempts() > 0
        && rejections(trial.prelude()) == 0
        && rejections(trial.summary()) == 0;
  }

  /** Whether most of a trial was rejected: no unevenness does that below a limiter's rate. */
  static boolean isHopeless(Trial trial) {
    return rejections(trial.summary()) > HOPELESS_SHARE * trial.summary().attempts();
  }

  /**
   * Whether the last of several trials at one load is hopeless. An earlier one may have met what
   * the trial before it left behind; the last one came after all the patience there is, and what it
   * met outweighs the clean ones: a second, slower limit, or one that changed.
   */
  static boolean lastIsHopeless(List<Trial> atOneLoad) {
    return !atOneLoad.isEmpty() && isHopeless(atOneLoad.get(atOneLoad.size() - 1));
  }

  /** What is known of the onset of an outcome. */
  Onset of(Outcome outcome, List<Trial> trials, @Nullable Limiter limiter) {
    var observed = Observed.firstRejection(outcome, trials);
    var votes = votes(trials);
    var held =
        votes.descendingMap().entrySet().stream()
            .filter(LimiterOnset::mostlyClean)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    var upper =
        votes.tailMap(failsFrom(held, limiter), false).entrySet().stream()
            .filter(LimiterOnset::mostlyFailing)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
    boolean contradicted =
        held != null
            && (votes.headMap(held, false).entrySet().stream().anyMatch(LimiterOnset::mostlyFailing)
                || lastIsHopeless(heldAt(held, trials)));
    if (held == null && failsAtStart(trials)) {
      int times = (int) trials.stream().filter(this::failedAtStart).count();
      return new Onset(
          outcome,
          times > 1 ? OnsetStatus.BELOW_START : OnsetStatus.UNDECIDED,
          null,
          plan.start(),
          null,
          observed,
          times > 1 ? Observed.agreement(times) : 0);
    }
    var lower = held == null ? null : proven(held, trials, limiter);
    boolean settled = Watching.isSettled(limiter, trials);
    boolean found =
        settled
            && !contradicted
            && lower != null
            && upper != null
            && upper - lower <= widest(limiter) * upper
            && limiter != null
            && limiter.ratePerSecond() >= (1 - MOST_DISAGREEMENT) * lower
            && limiter.ratePerSecond() <= (1 + MOST_DISAGREEMENT) * upper;
    Double estimate = null;
    if (limiter != null && lower != null && upper != null) {
      double rate = limiter.ratePerSecond();
      estimate = rate >= lower && rate <= upper ? rate : Math.sqrt(lower * upper);
    }
    return new Onset(
        outcome,
        found ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        lower,
        upper,
        estimate,
        observed,
        found && limiter != null && held != null
            ? confidence(held, trials) * limiter.confidence()
            : 0);
  }

  /** Where requests differ in what they cost, no load is the one at which they are rejected. */
  private double widest(@Nullable Limiter limiter) {
    double asked = Math.max(WIDEST, plan.precision());
    return limiter == null ? asked : Math.max(asked, 2.5 * limiter.unevenness());
  }

  /** Whether the lowest load there is was rejected and nothing was ever clean. */
  boolean failsAtStart(List<Trial> trials) {
    return trials.stream().anyMatch(this::failedAtStart)
        && trials.stream()
            .noneMatch(trial -> trial.valid() && climbs(trial) && rejections(trial.summary()) == 0);
  }

  private boolean failedAtStart(Trial trial) {
    return trial.valid()
        && climbs(trial)
        && trial.load() == plan.start()
        && rejections(trial.summary()) > 0;
  }

  private static boolean climbs(Trial trial) {
    return trial.purpose() == Purpose.LADDER || trial.purpose() == Purpose.CONFIRM;
  }

  private static boolean mostlyClean(Map.Entry<Double, Integer> votes) {
    return votes.getValue() < 0;
  }

  private static boolean mostlyFailing(Map.Entry<Double, Integer> votes) {
    return votes.getValue() > 0;
  }

  /** For each load that was confirmed: trials that fail less trials that are clean. */
  private static NavigableMap<Double, Integer> votes(List<Trial> trials) {
    var votes = new TreeMap<Double, Integer>();
    for (var trial : trials) {
      if (trial.valid() && trial.purpose() == Purpose.CONFIRM) {
        int vote = isClean(trial) ? -1 : Verification.fails(trial) ? 1 : 0;
        votes.merge(trial.load(), vote, Integer::sum);
      }
    }
    return votes;
  }

  private static double failsFrom(@Nullable Double held, @Nullable Limiter limiter) {
    double clean = held == null ? 0 : held;
    return limiter == null ? clean : Math.max(clean, limiter.ratePerSecond());
  }

  private double proven(double held, List<Trial> trials, @Nullable Limiter limiter) {
    if (limiter == null) {
      return held;
    }
    var verification = new Verification(plan, limiter);
    return cleanAt(held, trials).mapToDouble(verification::proven).max().orElse(held);
  }

  private static List<Trial> heldAt(double load, List<Trial> trials) {
    return trials.stream()
        .filter(
            trial -> trial.valid() && trial.purpose() == Purpose.CONFIRM && trial.load() == load)
        .toList();
  }

  private static Stream<Trial> cleanAt(double load, List<Trial> trials) {
    return heldAt(load, trials).stream().filter(LimiterOnset::isClean);
  }

  private static double confidence(double held, List<Trial> trials) {
    long clean = cleanAt(held, trials).mapToLong(trial -> trial.summary().attempts()).sum();
    return 1 - Math.pow(1 - Tolerance.OCCASIONAL, (double) clean);
  }
}
