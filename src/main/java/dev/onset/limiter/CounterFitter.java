package dev.onset.limiter;

import dev.onset.limiter.Periods.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a sliding counter, whose boundaries no single decision gives away: usual windows aligned to
 * the clock first, then, unless one of them predicts well, every length in every phase.
 */
final class CounterFitter {

  private static final int PHASES = 10;
  private static final double GRID = 1.02;
  private static final double SHORTEST = 0.3;
  private static final double LONGEST = 90;

  private final Scorer scorer;
  private final Hints hints;

  CounterFitter(Scorer scorer, Hints hints) {
    this.scorer = scorer;
    this.hints = hints;
  }

  Fit fit(boolean countsRejected) {
    var seen = scorer.seen;
    var usual = new ArrayList<Period>();
    for (double window : Windows.usual(seen, hints)) {
      usual.add(new Period(window, Phased.alignedPhase(seen, window)));
    }
    var fitter = new PhaseFitter(scorer, hints);
    var best = fit(fitter, usual, countsRejected);
    if (best.wrong() < 0.05 * Math.min(seen.rejections, seen.admissions())) {
      return best;
    }
    var free = new ArrayList<Period>();
    for (double w = SHORTEST; w <= Math.min(LONGEST, seen.span() / 2); w *= GRID) {
      for (int i = 0; i < PHASES; i++) {
        free.add(new Period(w, i * w / PHASES));
      }
    }
    return Fit.better(best, fit(fitter, free, countsRejected));
  }

  private static Fit fit(PhaseFitter fitter, List<Period> guesses, boolean countsRejected) {
    return fitter.fit(guesses, p -> new SlidingCounter(p.length(), p.phase(), countsRejected));
  }
}
