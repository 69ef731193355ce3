package dev.onset.limiter;

import java.util.Arrays;

/**
 * Chooses the threshold with which a model mispredicts least, and counts what it mispredicts.
 *
 * <p>One pass over a histogram of the pressures gives the mispredictions for every threshold: the
 * admitted requests at or above it and the rejected ones below. Not thread-safe: it keeps its
 * arrays.
 */
final class Scorer {

  /** What a misprediction costs that another order of arrivals would explain. */
  static final double DOUBTFUL = 0.05;

  /** Mispredictions of a good model, as a share of those by chance. */
  private static final double GOOD = 0.05;

  private static final int MOST_BINS = 1 << 18;

  /** Steps of pressure for what a request costs on average. */
  private static final int STEPS_OF_TOKENS = 50;

  private static final double ROUNDING = 1e-6;

  /** Over this time random decisions are given the chance to leave the doubt. */
  private static final double STRAYING_SECONDS = 0.5;

  /** Share of their standard deviation over that time that the doubt may have. */
  private static final double NARROW = 0.5;

  /** A threshold nearer than so many doubts is never out of doubt, whatever is decided. */
  private static final double ROOMY = 5;

  /** Requests further apart are not of one stretch. */
  private static final double STRETCH_SECONDS = 0.1;

  final Evidence seen;
  private double leastCost = Double.POSITIVE_INFINITY;
  private final double[] pressure;
  private final double[] doubt;
  private final int[] admittedIn = new int[MOST_BINS + 4];
  private final int[] rejectedIn = new int[MOST_BINS + 4];

  Scorer(Evidence seen) {
    this.seen = seen;
    pressure = new double[seen.size];
    doubt = new double[seen.size];
  }

  /** Whether a model that mispredicts so many is far behind the best one so far. */
  boolean isHopeless(double cost) {
    return cost > 5 * leastCost + 0.05 * seen.rejections + 10 * seen.stride;
  }

  /** Whether some model so far mispredicts next to nothing. */
  boolean predictsWell() {
    return leastCost < GOOD * Math.min(seen.rejections, seen.admissions());
  }

  /** A quick look at every few requests; costs are scaled to all of them. */
  Fit rough(Model model) {
    return plain(model, seen.stride);
  }

  /** All requests, arrival times taken as certain. */
  Fit exact(Model model) {
    return plain(model, 1);
  }

  /**
   * All requests, with doubtful mispredictions discounted. The next thresholds up and down are
   * tried too: what is least when all mispredictions count need not be least now.
   */
  Fit tolerant(Model model) {
    model.pressures(seen, 1, pressure, doubt);
    double threshold = threshold(model.resolution(), 1);
    var best = discounted(model, threshold);
    for (double other : new double[] {threshold - 1, threshold + 1}) {
      if (other > 0) {
        var fit = discounted(model, other);
        best = fit.cost() + 1 < best.cost() ? fit : best;
      }
    }
    leastCost = Math.min(leastCost, best.cost());
    return best;
  }

  private Fit discounted(Model model, double threshold) {
    int wrong = 0;
    int clearly = 0;
    int inDoubt = 0;
    int admittedInDoubt = 0;
    double doubts = 0;
    double secondsInDoubt = 0;
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < seen.size; i++) {
      boolean predicted = pressure[i] < threshold;
      if (Math.abs(pressure[i] - threshold) <= doubt[i]) {
        inDoubt++;
        doubts += doubt[i];
        secondsInDoubt += Math.min(STRETCH_SECONDS, seen.time[i] - last);
        last = seen.time[i];
        admittedInDoubt += seen.admitted[i] ? 1 : 0;
      }
      if (predicted != seen.admitted[i]) {
        wrong++;
        boolean clear =
            predicted ? pressure[i] + doubt[i] < threshold : pressure[i] - doubt[i] >= threshold;
        clearly += clear ? 1 : 0;
      }
    }
    int doubtful = wrong - clearly;
    double weight = DOUBTFUL;
    // So many decisions at random would have a variance of n p (1 - p).
    double variance =
        inDoubt == 0
            ? 0
            : STRAYING_SECONDS
                / secondsInDoubt
                * admittedInDoubt
                * (inDoubt - admittedInDoubt)
                / inDoubt;
    double meanDoubt = inDoubt == 0 ? 0 : doubts / inDoubt;
    boolean tracks =
        inDoubt > 0 && meanDoubt <= NARROW * Math.sqrt(variance) && threshold >= ROOMY * meanDoubt;
    if (2 * inDoubt > seen.size && !tracks) {
      // Doubt everywhere excuses nothing where the model does no better than chance.
      double chance = Math.max(1, Math.min(admittedInDoubt, inDoubt - admittedInDoubt));
      weight = Math.min(1, Math.max(DOUBTFUL, (doubtful / chance - 0.6) / 0.4));
    }
    return new Fit(model, threshold, clearly + weight * doubtful, wrong, tracks);
  }

  /**
   * Like {@link #exact}, but a misprediction costs by how far the pressure is off, and half a
   * request, for the threshold that makes the sum of the former least: smooth in a rate that makes
   * the pressure drift.
   */
  double drift(Model model) {
    model.pressures(seen, 1, pressure, null);
    double threshold = threshold(model.resolution(), 1, true);
    double cost = 0;
    for (int i = 0; i < seen.size; i++) {
      if (pressure[i] < threshold != seen.admitted[i]) {
        cost += 0.5 + Math.abs(pressure[i] - threshold);
      }
    }
    return cost;
  }

  /** The pressures that the model computed last, overwritten by the next call of any method. */
  double[] pressures(Model model) {
    model.pressures(seen, 1, pressure, null);
    return pressure;
  }

  private Fit plain(Model model, int stride) {
    model.pressures(seen, stride, pressure, null);
    double threshold = threshold(model.resolution(), stride);
    int wrong = 0;
    for (int i = 0; i < seen.size; i += stride) {
      wrong += pressure[i] < threshold != seen.admitted[i] ? 1 : 0;
    }
    return new Fit(model, threshold, (double) wrong * stride, wrong * stride);
  }

  private double threshold(int resolution, int stride) {
    return threshold(resolution, stride, false);
  }

  private double threshold(int least, int stride, boolean byDistance) {
    boolean tokens = seen.counting.isTokens();
    int resolution = tokens ? Math.max(STEPS_OF_TOKENS, least) : least;
    double most = 0;
    for (int i = 0; i < seen.size; i += stride) {
      if (pressure[i] < Model.MOST) {
        most = Math.max(most, pressure[i]);
      }
    }
    double steps = most * resolution < MOST_BINS ? resolution : MOST_BINS / most;
    int bins = (int) (most * steps) + 3;
    Arrays.fill(admittedIn, 0, bins, 0);
    Arrays.fill(rejectedIn, 0, bins, 0);
    int admittedInAll = 0;
    for (int i = 0; i < seen.size; i += stride) {
      int bin = (int) Math.min(Math.ceil(pressure[i] * steps - ROUNDING), bins - 1);
      if (seen.admitted[i]) {
        admittedIn[bin]++;
        admittedInAll++;
      } else {
        rejectedIn[bin]++;
      }
    }
    int best = 0;
    int admittedAbove = admittedInAll;
    int rejectedBelow = 0;
    int last = 0;
    int fewest = Integer.MAX_VALUE;
    for (int bin = 0; bin < bins; bin++) {
      admittedAbove -= admittedIn[bin];
      rejectedBelow += rejectedIn[bin];
      // The sum of distances is least where as many are off on either side.
      int off =
          byDistance ? Math.abs(admittedAbove - rejectedBelow) : admittedAbove + rejectedBelow;
      if (off < fewest) {
        fewest = off;
        best = bin;
        last = bin;
      } else if (off == fewest && last == bin - 1) {
        last = bin;
      }
    }
    // Counts jump by one, so that all thresholds between two are the same; tokens do not.
    double chosen = tokens && !byDistance && last < bins - 1 ? (best + last) / 2.0 : best;
    return (chosen + 2 * ROUNDING) / steps;
  }
}
