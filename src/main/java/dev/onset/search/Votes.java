package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the valid trials say of each load, and the bounds that follow.
 *
 * <p>Every trial that failed is a vote against its load. Only trials long enough to stand by
 * (bracket, confirm) vote for it, and above a limiter's plateau only those that drained its burst;
 * a clean ladder level is a hint and no more, because a burst can hide an overload for its length.
 * Loads that keep their balance are measured again. The upper bound is the smallest load with more
 * votes against than for it, the lower bound the largest clean one below: a smaller load that fails
 * outweighs a larger one that passes.
 */
final class Votes {

  /** The votes on one load. */
  record Tally(int against, int firmAgainst, int firmFor, int hints, long attemptsFor) {
    private static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    private Tally plus(boolean bad, boolean firm, boolean confirming, long attempts) {
      return new Tally(
          against + (bad ? 1 : 0),
          firmAgainst + (bad && confirming ? 1 : 0),
          firmFor + (!bad && firm ? 1 : 0),
          hints + (!bad && !firm ? 1 : 0),
          attemptsFor + (!bad && firm ? attempts : 0));
    }

    boolean fails() {
      return against > firmFor;
    }

    boolean clean() {
      return firmFor > against;
    }

    boolean tied() {
      return against > 0 && against == firmFor;
    }

    boolean failsForSure() {
      return fails() && (firmAgainst > 0 || against > 1);
    }
  }

  private final NavigableMap<Double, Tally> tallies = new TreeMap<>();
  private final NavigableSet<Double> confirmed = new TreeSet<>();
  private final NavigableSet<Double> held = new TreeSet<>();

  private Votes(List<Trial> trials, Predicate<Trial> isBad) {
    var plateau = Plateau.of(trials);
    for (var trial : trials) {
      if (!trial.valid() || trial.purpose() == Purpose.CANARY) {
        continue;
      }
      boolean confirming = trial.purpose() == Purpose.CONFIRM;
      boolean firm =
          (confirming || trial.purpose() == Purpose.BRACKET)
              && (plateau == null || plateau.wouldShowIn(trial));
      boolean bad = isBad.test(trial);
      tallies.merge(
          trial.load(),
          Tally.NONE.plus(bad, firm, confirming, trial.summary().attempts()),
          (known, one) -> known.plus(bad, firm, confirming, trial.summary().attempts()));
      if (!bad && served(trial) && (firm || trial.purpose() == Purpose.WATCH)) {
        held.add(trial.load());
      }
      if (confirming && firm && !bad) {
        confirmed.add(trial.load());
      }
    }
  }

  /** A target that fails most requests for another reason does not show what it would do. */
  private static boolean served(Trial trial) {
    var summary = trial.summary();
    return summary.share(Outcome.OK) + summary.share(Outcome.RATE_LIMITED) >= 0.5;
  }

  /** Votes on whether anything at all goes wrong. */
  static Votes onAnything(List<Trial> trials) {
    return new Votes(trials, trial -> trial.verdict() == Verdict.BAD);
  }

  /** Votes on one outcome. */
  static Votes on(Outcome outcome, List<Trial> trials) {
    return new Votes(trials, trial -> Tolerance.exceeded(outcome, trial.summary()));
  }

  Tally of(double load) {
    return tallies.getOrDefault(load, Tally.NONE);
  }

  boolean measured(double load) {
    return tallies.containsKey(load);
  }

  /** The smallest load that fails, or null. */
  @Nullable Double upper() {
    return tallies.entrySet().stream()
        .filter(entry -> entry.getValue().fails())
        .map(entry -> entry.getKey())
        .findFirst()
        .orElse(null);
  }

  /** The largest load below {@code limit} that is clean by firm votes, or null. */
  @Nullable Double cleanBelow(double limit) {
    return lastBelow(limit, Tally::clean);
  }

  /** The largest load below {@code limit} that is clean or at least not known to fail, or null. */
  @Nullable Double hintedBelow(double limit) {
    return lastBelow(limit, tally -> !tally.fails() && !tally.tied());
  }

  /** The largest load at all that was offered in a valid trial, or null. */
  @Nullable Double highest() {
    return tallies.isEmpty() ? null : tallies.lastKey();
  }

  /**
   * The highest load that was held for at least the time of a confirming trial and did not fail, or
   * null: a short ladder level is no proof that something does not begin.
   */
  @Nullable Double highestHeld() {
    return held.descendingSet().stream()
        .filter(load -> !of(load).fails() && !of(load).tied())
        .findFirst()
        .orElse(null);
  }

  /** The smallest load up to {@code limit} on which the votes are even, or null. */
  @Nullable Double tiedUpTo(double limit) {
    return tallies.headMap(limit, true).entrySet().stream()
        .filter(entry -> entry.getValue().tied())
        .map(entry -> entry.getKey())
        .findFirst()
        .orElse(null);
  }

  /** Whether a load was held for the length of a confirming trial without failing. */
  boolean confirmedClean(double load) {
    return of(load).clean() && confirmed.contains(load);
  }

  private @Nullable Double lastBelow(double limit, Predicate<Tally> wanted) {
    return tallies.headMap(limit, false).descendingMap().entrySet().stream()
        .filter(entry -> wanted.test(entry.getValue()))
        .map(entry -> entry.getKey())
        .findFirst()
        .orElse(null);
  }
}
