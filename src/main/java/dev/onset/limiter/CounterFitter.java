package dev.onset.limiter;

import dev.onset.limiter.Periods.Period;
import java.util.ArrayList;
import java.util.List;

/**
 * Fits a sliding counter, whose boundaries no single decision gives away: round windows aligned to
 * the clock first (usual ones where rejected requests count), then, unless some model predicts well
 * already, usual windows in every phase.
 */
final class CounterFitter {

  private static final int PHASES = 12;

  private final Scorer scorer;
  private final Hints hints;

  CounterFitter(Scorer scorer, Hints hints) {
    this.scorer = scorer;
    this.hints = hints;
  }

  Fit fit(boolean countsRejected) {
    var seen = scorer.seen;
    var aligned = new ArrayList<Period>();
    var windows = countsRejected ? Windows.usual(seen, hints) : Windows.roundest(seen, hints);
    for (double window : windows) {
      aligned.add(new Period(window, Phased.alignedPhase(seen, window)));
    }
    var fitter = new PhaseFitter(scorer, hints);
    var best = fit(fitter, aligned, countsRejected);
    if (countsRejected
        || scorer.leastCost() < 0.05 * Math.min(seen.rejections, seen.admissions())) {
      return best;
    }
    var free = new ArrayList<Period>();
    for (double window : Windows.usual(seen, hints)) {
      for (int i = 0; i < PHASES; i++) {
        free.add(new Period(window, i * window / PHASES));
      }
    }
    return Fit.better(best, fit(fitter, free, countsRejected));
  }

  private static Fit fit(PhaseFitter fitter, List<Period> guesses, boolean countsRejected) {
    return fitter.fit(guesses, p -> new SlidingCounter(p.length(), p.phase(), countsRejected));
  }
}
