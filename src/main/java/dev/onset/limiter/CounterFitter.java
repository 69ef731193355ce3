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
    return countsRejected || scorer.predictsWell()
        ? best
        : Fit.better(best, fit(fitter, Periods.inEveryPhase(seen, hints), countsRejected));
  }

  private static Fit fit(PhaseFitter fitter, List<Period> guesses, boolean countsRejected) {
    return fitter.fit(guesses, p -> new SlidingCounter(p.length(), p.phase(), countsRejected));
  }
}
