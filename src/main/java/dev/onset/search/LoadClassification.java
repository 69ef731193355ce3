package dev.onset.search;

import dev.onset.outcome.Outcome;
import java.util.List;

/**
 * What the trials at one load say of one outcome: MLRsearch's rule for classifying a load.
 *
 * <p>Seconds of trials are votes. With {@code e} = {@value #EXCEED_RATIO} and a duration sum {@code
 * S} that the votes have to reach together:
 *
 * <pre>
 * excess = badFull + max(0, badShort - goodShort · e / (1 - e))
 * whole  = max(goodFull + excess, S)
 * UPPER  if excess &gt; e · whole             even if all that is still missing turned out good
 * LOWER  if whole - goodFull &lt;= e · whole   even if all that is still missing turned out bad
 * </pre>
 *
 * <p>A short trial can speak against a load and never for it: a queue or a burst may have hidden
 * the overload for its length. Source: draft-ietf-bmwg-mlrsearch, "Load Classification Logic".
 *
 * @param goodFull seconds of trials of full length without the outcome
 * @param badFull seconds of trials of full length with more of it than is tolerated
 * @param goodShort seconds of shorter trials without it
 * @param badShort seconds of shorter trials with it
 * @param goodTrials number of trials in {@code goodFull}
 * @param badTrials number of trials in {@code badFull}
 */
record LoadClassification(
    double goodFull,
    double badFull,
    double goodShort,
    double badShort,
    int goodTrials,
    int badTrials) {

  /** What a load is to an onset. */
  enum Bound {
    LOWER,
    UPPER,
    UNDECIDED
  }

  /** Share of the seconds above which bad ones outvote good ones. */
  static final double EXCEED_RATIO = 0.5;

  /** Fewest trials that make a minority more than an accident. */
  private static final int LEAST_MINORITY = 2;

  private static final LoadClassification NOTHING = new LoadClassification(0, 0, 0, 0, 0, 0);

  /** The votes of the trials at a load; a trial is full from {@code fullSeconds} on. */
  static LoadClassification of(Outcome outcome, List<Trial> atOneLoad, double fullSeconds) {
    var sum = NOTHING;
    for (var trial : atOneLoad) {
      sum = sum.plus(Tolerance.exceeded(outcome, trial.summary()), trial, fullSeconds);
    }
    return sum;
  }

  private LoadClassification plus(boolean bad, Trial trial, double fullSeconds) {
    double seconds = trial.length().toNanos() / 1e9;
    // A trial that was cut for being bad would have been as bad to its end.
    boolean full = seconds >= 0.99 * fullSeconds || (bad && trial.cut());
    double counted = full ? Math.max(seconds, fullSeconds) : seconds;
    return new LoadClassification(
        goodFull + (full && !bad ? counted : 0),
        badFull + (full && bad ? counted : 0),
        goodShort + (full || bad ? 0 : counted),
        badShort + (full || !bad ? 0 : counted),
        goodTrials + (full && !bad ? 1 : 0),
        badTrials + (full && bad ? 1 : 0));
  }

  /** The verdict on the load once the votes are to last {@code durationSum} seconds. */
  Bound bound(double durationSum) {
    double excess = badFull + Math.max(0, badShort - goodShort * EXCEED_RATIO / (1 - EXCEED_RATIO));
    double whole = Math.max(goodFull + excess, durationSum);
    if (excess > EXCEED_RATIO * whole) {
      return Bound.UPPER;
    }
    return whole - goodFull <= EXCEED_RATIO * whole ? Bound.LOWER : Bound.UNDECIDED;
  }

  /** Number of trials of full length. */
  int trials() {
    return goodTrials + badTrials;
  }

  /** Whether a trial of full length was made. */
  boolean measured() {
    return trials() > 0;
  }

  /** Whether nothing but short trials were made, and one of them went wrong. */
  boolean suspect() {
    return !measured() && badShort > 0;
  }

  /**
   * Whether the trials contradict each other: at least two on either side, and more than one in
   * four in the minority. The load lies within the target's own noise.
   */
  boolean split() {
    int minority = Math.min(goodTrials, badTrials);
    return minority >= LEAST_MINORITY && 4 * minority > trials();
  }
}
