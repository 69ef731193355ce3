package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What each request is charged by a limiter that counts requests or tokens.
 *
 * <p>Admitted requests of unknown cost are charged the average of the known ones, rejected ones
 * nothing.
 */
final class Charges {

  /** Costs above this share of all are rare. */
  private static final double RARE = 0.95;

  private final boolean[] admitted;
  private final Counting counting;
  private final double[] charged;
  private final double[] own;
  private final double[] ownDoubt;
  private final double unit;

  Charges(Arrivals arrivals, Counting counting, boolean[] admitted) {
    this.admitted = admitted;
    this.counting = counting;
    int size = admitted.length;
    charged = new double[size];
    own = new double[size];
    ownDoubt = new double[size];
    var known = known(arrivals, admitted);
    unit = counting.isTokens() ? Math.max(1e-9, Arrays.stream(known).average().orElse(1)) : 1;
    double rare = known.length == 0 ? 1 : known[(int) (RARE * (known.length - 1))] / unit;
    for (int i = 0; i < size; i++) {
      double tokens = arrivals.tokens(i);
      double cost = counting.isTokens() && !Double.isNaN(tokens) ? tokens / unit : 1;
      charged[i] = admitted[i] ? cost : 0;
      if (counting == Counting.TOKENS_ASKED) {
        own[i] = cost;
        ownDoubt[i] = Double.isNaN(tokens) ? Math.max(0, rare - 1) : 0;
      }
    }
  }

  /** What the admitted requests are known to cost, ascending. */
  static double[] known(Arrivals arrivals, boolean[] admitted) {
    return java.util.stream.IntStream.range(0, admitted.length)
        .filter(i -> admitted[i])
        .mapToDouble(arrivals::tokens)
        .filter(tokens -> !Double.isNaN(tokens))
        .sorted()
        .toArray();
  }

  double unit() {
    return unit;
  }

  double most() {
    return Arrays.stream(charged).max().orElse(1);
  }

  double of(int i) {
    return charged[i];
  }

  double[] own() {
    return own;
  }

  double[] ownDoubt() {
    return ownDoubt;
  }

  /**
   * What was charged before each request met the limiter, and in the end: on arrival, or once the
   * answer of a request had left.
   */
  double[] before(double[] time, double[] done) {
    int size = admitted.length;
    var before = new double[size + 1];
    if (counting != Counting.TOKENS_ANSWERED) {
      for (int i = 0; i < size; i++) {
        before[i + 1] = before[i] + charged[i];
      }
      return before;
    }
    List<Integer> byEnd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      if (admitted[i] && Double.isFinite(done[i])) {
        byEnd.add(i);
      }
    }
    byEnd.sort(Comparator.comparingDouble(i -> done[i]));
    int ended = 0;
    double sum = 0;
    for (int i = 0; i <= size; i++) {
      double now = i < size ? time[i] : Double.POSITIVE_INFINITY;
      while (ended < byEnd.size() && done[byEnd.get(ended)] <= now) {
        sum += charged[byEnd.get(ended++)];
      }
      before[i] = sum;
    }
    return before;
  }
}
