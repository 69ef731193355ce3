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
  private static final double LAST_STEP = 0.00005;

  private static final double VAGUE = 0.03;
  private static final double RANGE = 0.02;
  private static final int MOST_STEPS = 150;

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
      var refined = refine(family, finalist.window(), FIRST_STEP);
      best = best == null ? refined : Fit.better(best, refined);
    }
    if (best == null) {
      return scorer.tolerant(family.apply(1));
    }
    boolean vague = best.cost() > VAGUE * scorer.seen.rejections;
    return vague && !scorer.isHopeless(best.cost()) ? Fit.better(best, dense(family, best)) : best;
  }

  /**
   * A scan in steps of a fraction of what one request more or less in the window takes: where
   * admissions follow each other evenly, a window that is off by one predicts no better than one
   * that is off by many.
   */
  private Fit dense(DoubleFunction<Model> family, Fit fit) {
    double centre = window(fit);
    double step = Math.max(0.25 / (fit.threshold() + 1), RANGE / MOST_STEPS);
    double best = centre;
    double least = Double.POSITIVE_INFINITY;
    for (double off = -RANGE; off <= RANGE; off += step) {
      double cost = scorer.exact(family.apply(centre * (1 + off))).cost();
      if (cost < least) {
        least = cost;
        best = centre * (1 + off);
      }
    }
    return refine(family, best, step);
  }

  private double window(Fit fit) {
    var window = fit.model().limiter(scorer.seen, fit.threshold()).windowSeconds();
    return window == null ? 1 : window;
  }

  private Fit refine(DoubleFunction<Model> family, double start, double firstStep) {
    double window = start;
    double cost = scorer.rough(family.apply(window)).cost();
    boolean rough = true;
    for (double step = firstStep; step >= LAST_STEP; step /= 2) {
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
      if (rounded.cost() <= 1.15 * best.cost() + 8) {
        return rounded;
      }
    }
    return best;
  }
}
