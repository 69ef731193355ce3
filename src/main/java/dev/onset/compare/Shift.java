package dev.onset.compare;

import dev.onset.outcome.Outcome;

/**
 * A change below the onsets, where neither run has reached a threshold yet, and how sure it is.
 *
 * <p>Shifts accompany a verdict and never make one: two runs an hour apart differ by more than
 * their release.
 */
public sealed interface Shift {

  /** The chance to see at least as much by accident, corrected for the number of tests. */
  double pValue();

  /**
   * A failure that became more or less frequent: Fisher's exact test on all attempts of the trials
   * that both runs held.
   */
  record Share(
      Outcome outcome,
      long baselineCount,
      long baselineAttempts,
      long candidateCount,
      long candidateAttempts,
      double pValue)
      implements Shift {

    /** Share of the baseline's attempts, from 0 to 1. */
    public double baselineShare() {
      return (double) baselineCount / baselineAttempts;
    }

    /** Share of the candidate's attempts, from 0 to 1. */
    public double candidateShare() {
      return (double) candidateCount / candidateAttempts;
    }
  }

  /**
   * Answers that became slower or faster: Wilcoxon's signed-rank test on the trials of the two
   * runs, paired by load, so that what all runs have in common at a load cancels out.
   *
   * @param percentile of the latency of admitted requests, such as 99
   * @param baselineMillis median over the loads
   * @param candidateMillis median over the loads
   * @param ratio median over the loads of candidate over baseline
   * @param loads how many loads both runs held
   */
  record Latency(
      int percentile,
      double baselineMillis,
      double candidateMillis,
      double ratio,
      int loads,
      double pValue)
      implements Shift {}
}
