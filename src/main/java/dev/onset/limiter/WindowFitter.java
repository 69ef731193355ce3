package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * Fits the length of a window: a scan over all lengths, then smaller and smaller steps around the
 * best few, then the roundest length that predicts as well.
 */
final class WindowFitter {

  private static final int FINALISTS = 3;
  private static final double FIRST_STEP = 0.016;
  private static final double EXACT_STEP = 0.005;
  private static final double LAST_STEP = 0.0001;

  private final Scorer scorer;
  private final Hints hints;

  WindowFitter(Scorer scorer, Hints hints) {
    this.scorer = scorer;
    this.hints = hints;
  }

  /** The best model of a family with one window. */
  Fit fit(DoubleFunction<Model> family) {
    record Scan(double window, double cost) {}
    var scans = new ArrayList<Scan>();
    for (double window : Windows.all(scorer.seen, hints)) {
      scans.add(new Scan(window, scorer.rough(family.apply(window)).cost()));
    }
    scans.sort(Comparator.comparingDouble(Scan::cost));
    var finalists = new ArrayList<Scan>();
    for (var scan : scans) {
      if (finalists.size() < FINALISTS
          && finalists.stream()
              .allMatch(f -> Math.abs(Math.log(f.window() / scan.window())) > 0.05)) {
        finalists.add(scan);
      }
    }
    Fit best = null;
    for (var finalist : finalists) {
      var refined = refine(family, finalist.window());
      best = best == null ? refined : Fit.better(best, refined);
    }
    return best == null ? scorer.tolerant(family.apply(1)) : best;
  }

  private Fit refine(DoubleFunction<Model> family, double start) {
    double window = start;
    double cost = scorer.rough(family.apply(window)).cost();
    boolean rough = true;
    for (double step = FIRST_STEP; step >= LAST_STEP; step /= 2) {
      if (rough && step < EXACT_STEP) {
        if (scorer.isHopeless(cost)) {
          break;
        }
        rough = false;
        cost = scorer.exact(family.apply(window)).cost();
      }
      double centre = window;
      for (double candidate : List.of(centre * (1 - step), centre * (1 + step))) {
        var model = family.apply(candidate);
        double other = (rough ? scorer.rough(model) : scorer.exact(model)).cost();
        if (other < cost) {
          cost = other;
          window = candidate;
        }
      }
    }
    var best = scorer.tolerant(family.apply(window));
    for (double round : Windows.round(window, 0.006, hints)) {
      var rounded = scorer.tolerant(family.apply(round));
      if (rounded.cost() <= 1.5 * best.cost() + 8) {
        return rounded;
      }
    }
    return best;
  }
}
