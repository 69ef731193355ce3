package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Regular instants at which admissions resume: where windows of a fixed phase begin.
 *
 * <p>A resumption is an admission after two rejections. A period is a line through the resumptions,
 * {@code time = phase + k length} with whole k, by least squares; its first guesses are the usual
 * windows and the gaps between resumptions.
 */
final class Periods {

  /** One guess: periods begin at {@code phase + k length}. */
  record Period(double length, double phase) {}

  private record Line(Period period, double spread) {}

  private static final int MOST_KEPT = 12;
  private static final int PHASES = 12;
  private static final int MOST_RESUMPTIONS = 2000;
  private static final double SHORTEST = 0.1;
  private static final double MOST_SPREAD = 0.2;

  private Periods() {}

  /** The periods to try: each usual window aligned to the clock, and those seen in the data. */
  static List<Period> of(Evidence seen, Hints hints) {
    var usual = Windows.usual(seen, hints);
    var periods = new ArrayList<Period>();
    for (double window : Windows.roundest(seen, hints)) {
      periods.add(new Period(window, Phased.alignedPhase(seen, window)));
    }
    var resumptions = resumptions(seen);
    if (resumptions.length < 3) {
      return periods;
    }
    var guesses = new ArrayList<>(usual);
    guesses.addAll(gaps(resumptions, seen.span() / 1.5));
    guesses.stream()
        .map(guess -> line(resumptions, guess))
        .filter(line -> line.spread() < MOST_SPREAD)
        .sorted(Comparator.comparingDouble(Line::spread))
        .limit(MOST_KEPT)
        .forEach(line -> periods.add(line.period()));
    return periods;
  }

  /**
   * The usual windows in every phase, for models whose boundaries no single decision gives away.
   */
  static List<Period> inEveryPhase(Evidence seen, Hints hints) {
    var periods = new ArrayList<Period>();
    for (double window : Windows.usual(seen, hints)) {
      for (int i = 0; i < PHASES; i++) {
        periods.add(new Period(window, i * window / PHASES));
      }
    }
    return periods;
  }

  private static double[] resumptions(Evidence seen) {
    var found = new double[seen.size];
    int count = 0;
    int last = -1;
    for (int i = 0; i < seen.size && count < MOST_RESUMPTIONS; i++) {
      if (seen.admitted[i]) {
        if (i - last > 2 && seen.time[i] - seen.time[last + 1] > 3 * seen.tolerance) {
          found[count++] = seen.time[i];
        }
        last = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Distinct gaps to the next resumptions, the commonest first. */
  private static List<Double> gaps(double[] resumptions, double longest) {
    var all = new ArrayList<Double>();
    for (int ahead = 1; ahead <= 3; ahead++) {
      for (int i = 0; i + ahead < resumptions.length; i++) {
        double gap = resumptions[i + ahead] - resumptions[i];
        if (gap >= SHORTEST && gap <= longest) {
          all.add(gap);
          if (gap >= 2 * SHORTEST) {
            all.add(gap / 2);
          }
        }
      }
    }
    all.sort(Comparator.naturalOrder());
    record Cluster(double gap, int count) {}
    var clusters = new ArrayList<Cluster>();
    for (int from = 0; from < all.size(); ) {
      int to = from;
      while (to < all.size() && all.get(to) <= all.get(from) * 1.01) {
        to++;
      }
      clusters.add(new Cluster(all.get((from + to - 1) / 2), to - from));
      from = to;
    }
    clusters.sort(Comparator.comparingInt(Cluster::count).reversed());
    return clusters.stream().limit(80).map(Cluster::gap).toList();
  }

  private static Line line(double[] times, double guess) {
    double length = guess;
    double phase = times[0];
    for (int round = 0; round < 3; round++) {
      double sumK = 0;
      double sumT = 0;
      double sumKk = 0;
      double sumKt = 0;
      int n = 0;
      long k = 0;
      for (int i = 0; i < times.length; i++) {
        if (i > 0) {
          double gap = times[i] - times[i - 1];
          k += Math.round(gap / length);
        }
        double off = Math.abs(times[i] - phase - k * length) / length;
        if (round > 0 && off > 0.3) {
          k = Math.round((times[i] - phase) / length);
          continue;
        }
        double t = times[i] - times[0];
        sumK += k;
        sumT += t;
        sumKk += (double) k * k;
        sumKt += k * t;
        n++;
      }
      double determinant = n * sumKk - sumK * sumK;
      if (n < 3 || determinant <= 0) {
        return new Line(new Period(guess, times[0]), 1);
      }
      length = (n * sumKt - sumK * sumT) / determinant;
      if (!(length > SHORTEST / 2) || Math.abs(length / guess - 1) > 0.05) {
        return new Line(new Period(guess, times[0]), 1);
      }
      phase = times[0] + (sumT - length * sumK) / n;
    }
    var residuals = new double[times.length];
    for (int i = 0; i < times.length; i++) {
      residuals[i] = Math.IEEEremainder(times[i] - phase, length);
    }
    double spread = Arrays.stream(residuals).map(Math::abs).average().orElse(1) / length;
    Arrays.sort(residuals);
    // Admissions resume a little after a period begins, never before.
    return new Line(new Period(length, phase + residuals[residuals.length / 10]), spread);
  }
}
