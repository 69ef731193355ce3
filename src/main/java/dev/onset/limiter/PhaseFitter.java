package dev.onset.limiter;

import dev.onset.limiter.Periods.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Fits length and phase of a model with periods: the guesses, then smaller and smaller moves of the
 * first and of the last boundary, then the roundest length that predicts as well, aligned to the
 * clock if that does.
 */
final class PhaseFitter {

  private static final int FINALISTS = 3;
  private static final double FIRST_STEP = 0.04;
  private static final double EXACT_STEP = 0.005;
  private static final double LAST_STEP = 0.0003;

  private final Scorer scorer;
  private final Hints hints;

  PhaseFitter(Scorer scorer, Hints hints) {
    this.scorer = scorer;
    this.hints = hints;
  }

  /** The best model of a family for some guesses. */
  Fit fit(List<Period> guesses, Function<Period, ? extends Phased> family) {
    record Scan(Phased model, double cost) {}
    var scans = new ArrayList<Scan>();
    for (var guess : guesses) {
      var model = family.apply(guess);
      scans.add(new Scan(model, scorer.rough(model).cost()));
    }
    scans.sort(Comparator.comparingDouble(Scan::cost));
    var tried = new ArrayList<Phased>();
    Fit best = null;
    for (var scan : scans) {
      if (tried.size() < FINALISTS && tried.stream().allMatch(t -> differ(t, scan.model()))) {
        tried.add(scan.model());
        var refined = refine(scan.model());
        best = best == null ? refined : Fit.better(best, refined);
      }
    }
    return best == null ? scorer.tolerant(family.apply(new Period(1, 0))) : best;
  }

  private static boolean differ(Phased one, Phased other) {
    double apart = Math.abs(Math.IEEEremainder(one.phase() - other.phase(), one.window()));
    return Math.abs(Math.log(one.window() / other.window())) > 0.01
        || apart > FIRST_STEP * one.window();
  }

  Fit refine(Phased start) {
    double periods = Math.max(1, Math.floor(scorer.seen.span() / start.window()));
    double first = start.phase();
    double last = first + periods * start.window();
    double cost = scorer.rough(start).cost();
    boolean rough = true;
    for (double step = FIRST_STEP; step >= LAST_STEP; step /= 2) {
      if (rough && step < EXACT_STEP) {
        if (scorer.isHopeless(cost)) {
          break;
        }
        rough = false;
        cost = scorer.exact(start.at((last - first) / periods, first)).cost();
      }
      double by = step * start.window();
      double[][] moves = {{by, by}, {-by, -by}, {by, 0}, {-by, 0}, {0, by}, {0, -by}};
      double fromFirst = first;
      double fromLast = last;
      for (var move : moves) {
        double newFirst = fromFirst + move[0];
        double newLast = fromLast + move[1];
        var moved = start.at((newLast - newFirst) / periods, newFirst);
        double other = (rough ? scorer.rough(moved) : scorer.exact(moved)).cost();
        if (other < cost) {
          cost = other;
          first = newFirst;
          last = newLast;
        }
      }
    }
    return rounded(start.at((last - first) / periods, first));
  }

  private Fit rounded(Phased refined) {
    var best = scorer.tolerant(refined);
    double half = Math.rint(scorer.seen.span() / 2 / refined.window());
    for (double window : Windows.round(refined.window(), 0.01, hints)) {
      double phase = refined.phase() + half * (refined.window() - window);
      var kept = scorer.tolerant(refined.at(window, phase));
      var aligned = refined.at(window, Phased.alignedPhase(scorer.seen, window));
      boolean near = refined.at(window, phase).isAligned(scorer.seen);
      var candidate = near ? Fit.better(scorer.tolerant(aligned), kept) : kept;
      double most = (candidate.equals(kept) ? 1.15 : 1.5) * best.cost() + 8;
      if (candidate.cost() <= most) {
        return candidate;
      }
    }
    return best;
  }
}
