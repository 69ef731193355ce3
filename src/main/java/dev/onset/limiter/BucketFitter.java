package dev.onset.limiter;

import dev.onset.limiter.Periods.Period;
import java.util.Arrays;
import java.util.List;

/** Fits rate and size of a token bucket. */
final class BucketFitter {

  private static final int MOST_EMPTY = 400;
  private static final int SCANS = 40;
  private static final double LONG_ENOUGH_SECONDS = 4;
  private static final int FINE = 20;
  private static final int SMALL = 5;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private record Range(double low, double high) {}

  private final Scorer scorer;
  private double rateGuess = 1;

  BucketFitter(Scorer scorer) {
    this.scorer = scorer;
  }

  /**
   * The best smooth bucket. A rejection shows the bucket empty; between two of them no more was
   * admitted than flowed in, {@code A <= R T + 1}, and as much if it never was full. The largest
   * {@code (A - 2)/T} is therefore just below R. From there a scan and a golden-section search on
   * the drift.
   */
  Fit smooth() {
    var seen = scorer.seen;
    var range = range();
    double from = Math.log(range.low());
    int scans = seen.counting.isTokens() ? 2 * SCANS : SCANS;
    double step = (Math.log(range.high()) - from) / scans;
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= scans; i++) {
      double cost = drift(from + i * step);
      if (cost < least) {
        least = cost;
        best = i;
      }
    }
    double low = from + (best - 1) * step;
    double high = from + (best + 1) * step;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = drift(left);
    double atRight = drift(right);
    while (high - low > 2e-5) {
      if (atLeft <= atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = drift(left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = drift(right);
      }
    }
    double rate = Math.exp((low + high) / 2);
    rateGuess = rate;
    var whole = nearby(rate, 1);
    if (!seen.counting.isTokens()
        && whole.wrong() > 0.02 * seen.rejections
        && whole.threshold() < SMALL) {
      var other = nearby(guess(range), 1);
      whole = other.wrong() < whole.wrong() ? other : whole;
    }
    if (whole.cost() < 0.1 * seen.rejections || seen.counting.isTokens()) {
      return whole;
    }
    var fine = nearby(rate, FINE);
    return fine.cost() < 0.7 * whole.cost() ? fine : whole;
  }

  /** A small bucket overflows so often that its rate is well above what it admits. */
  private double guess(Range range) {
    double best = range.low();
    double least = Double.POSITIVE_INFINITY;
    for (double rate = range.low(); rate < 3 * range.high(); rate *= 1.015) {
      double cost = scorer.exact(new TokenBucket(rate, 1)).cost();
      if (cost < least) {
        least = cost;
        best = rate;
      }
    }
    return best;
  }

  private double drift(double logOfRate) {
    return scorer.drift(new TokenBucket(Math.exp(logOfRate), 1));
  }

  /** The rate within three percent that mispredicts least; the middle of those that tie. */
  private Fit nearby(double centre, int steps) {
    double rough = least(centre, 0.001, 30, steps);
    // A quarter of a token over the whole time, or what is precise enough.
    double fine = 0.25 / (1 + centre * scorer.seen.span());
    double rate = least(rough, Math.min(2e-4, Math.max(2e-5, fine)), 12, steps);
    var best = scorer.tolerant(new TokenBucket(rate, steps));
    double whole = Math.rint(rate);
    if (!scorer.seen.counting.isTokens() && Math.abs(whole - rate) < 0.002 * whole) {
      var rounded = scorer.tolerant(new TokenBucket(whole, steps));
      if (rounded.cost() <= 1.02 * best.cost() + 1) {
        return rounded;
      }
    }
    return best;
  }

  private double least(double centre, double step, int reach, int steps) {
    double from = centre;
    double to = centre;
    double least = Double.POSITIVE_INFINITY;
    boolean ties = false;
    for (int i = -reach; i <= reach; i++) {
      double rate = centre * (1 + i * step);
      double cost = scorer.exact(new TokenBucket(rate, steps)).cost();
      if (cost < least) {
        least = cost;
        from = rate;
        to = rate;
        ties = true;
      } else if (cost > least) {
        ties = false;
      } else if (ties) {
        to = rate;
      }
    }
    return (from + to) / 2;
  }

  private Range range() {
    var seen = scorer.seen;
    var empty = new int[seen.size];
    int count = 0;
    for (int i = 1; i < seen.size; i++) {
      if (!seen.admitted[i]) {
        empty[count++] = i;
      }
    }
    int step = Math.max(1, count / MOST_EMPTY);
    double least = Math.max(1e-3, 0.5 * seen.admittedRate());
    boolean tokens = seen.counting.isTokens();
    // Requests that are charged late, or that cost much, take more than is there.
    double slack = tokens ? 1 + 3 * seen.mostCharged : 2;
    double shortest = tokens ? Math.min(LONG_ENOUGH_SECONDS, seen.span() / 4) : 0;
    double atLeast = 2 * slack / Math.max(1e-3, seen.span());
    for (int a = 0; a < count; a += step) {
      for (int b = a + step; b < count; b += step) {
        double admitted = seen.used[empty[b]] - seen.used[empty[a]];
        double seconds = seen.time[empty[b]] - seen.time[empty[a]] + 2 * seen.tolerance;
        double rate = (admitted - slack) / seconds;
        if (rate > least && seconds >= shortest) {
          least = rate;
          atLeast = 2 * slack / seconds;
        }
      }
    }
    return new Range(0.98 * least, 1.04 * least + atLeast);
  }

  /** The best bucket that is refilled in lumps, for some guesses of the period; after smooth(). */
  Fit lumped(List<Period> guesses, Hints hints) {
    var fitter = new PhaseFitter(scorer, hints);
    var best = fitter.fit(guesses, this::lumped);
    if (best.model() instanceof LumpedBucket found && !scorer.isHopeless(best.cost())) {
      int lump = found.lump();
      for (int step = Math.max(1, lump / 4); step > 0; step /= 2) {
        for (int other : new int[] {lump - step, lump + step}) {
          if (other > 0) {
            var model = new LumpedBucket(found.window(), found.phase(), other);
            best = Fit.better(best, scorer.tolerant(model));
          }
        }
        lump = best.model() instanceof LumpedBucket better ? better.lump() : lump;
      }
    }
    return best;
  }

  /** The lump is what is admitted in a period, where it and the one before both reject. */
  private LumpedBucket lumped(Period period) {
    var seen = scorer.seen;
    var counts = new int[seen.size + 1];
    int found = 0;
    long current = Long.MIN_VALUE;
    int admitted = 0;
    boolean rejects = false;
    boolean rejectedBefore = false;
    for (int i = 0; i < seen.size; i++) {
      long k = (long) Math.floor((seen.time[i] - period.phase()) / period.length());
      if (k != current) {
        if (rejects && rejectedBefore) {
          counts[found++] = admitted;
        }
        rejectedBefore = rejects && k == current + 1;
        rejects = false;
        admitted = 0;
        current = k;
      }
      rejects |= !seen.admitted[i];
      admitted += seen.admitted[i] ? 1 : 0;
    }
    Arrays.sort(counts, 0, found);
    int lump = found == 0 ? (int) (rateGuess * period.length()) : counts[found / 2];
    return new LumpedBucket(period.length(), period.phase(), Math.max(1, lump));
  }
}
