package dev.onset.limiter;

import dev.onset.limiter.Identification.Reading;
import dev.onset.limiter.TokenLimit.Counts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whether a limiter counts requests or tokens.
 *
 * <p>The same decisions are read three times: with every request counting one; with each charged
 * what its answer said; with each asking for that in advance. Who mispredicts clearly less, {@value
 * #CLEARLY} times and {@value #CAUTION} requests more on the other side, has it. When requests cost
 * the same, the three are one, and it is either. That it is requests is said only where nearly all
 * costs are known, and where it holds without allowing for those that are not.
 */
final class TokenReading {

  private static final double CLEARLY = 1.5;
  private static final double CAUTION = 10;

  /** Share of the admitted requests of which the cost must be known. */
  private static final double LEAST_KNOWN = 0.8;

  /** The same, for saying that costs make no difference. */
  private static final double NEARLY_ALL = 0.98;

  /** Costs that spread by less are too much the same to be worth a try. */
  private static final double LEAST_SPREAD = 0.005;

  /** So many requests before the first rejection say what requests cost that nobody selected. */
  private static final int ENOUGH = 200;

  private final Arrivals arrivals;
  private final Reading byRequests;
  private final double[] costs;
  private final double average;
  private final double spread;

  private TokenReading(Arrivals arrivals, Reading byRequests) {
    this.arrivals = arrivals;
    this.byRequests = byRequests;
    costs = Charges.known(arrivals, byRequests.seen().admitted);
    average = Arrays.stream(unselected()).average().orElse(0);
    double squares = Arrays.stream(costs).map(cost -> cost * cost).average().orElse(0);
    double mean = Arrays.stream(costs).average().orElse(0);
    spread = mean > 0 ? Math.sqrt(Math.max(0, squares - mean * mean)) / mean : 0;
  }

  /** The limiter, with what is known of it in tokens. */
  static Limiter of(Arrivals arrivals, Hints hints, Reading byRequests) {
    var reading = new TokenReading(arrivals, byRequests);
    return reading.costs.length < LEAST_KNOWN * byRequests.seen().admissions()
            || !(reading.average > 0)
        ? byRequests.limiter()
        : reading.decided(hints);
  }

  private Limiter decided(Hints hints) {
    if (spread < LEAST_SPREAD) {
      return either(null);
    }
    var answered = Identification.read(arrivals, hints, Counting.TOKENS_ANSWERED);
    var asked = Identification.read(arrivals, hints, Counting.TOKENS_ASKED);
    var byTokens = isBetter(answered, asked) ? answered : asked;
    if (isClearly(byTokens, byRequests) || isPlainlyNoWorse(byTokens, byRequests)) {
      return tokens(byTokens);
    }
    if (isClearly(byRequests, byTokens) && isPlainly(byRequests, byTokens) && nearlyAllKnown()) {
      return byRequests
          .limiter()
          .with(known(Counts.REQUESTS, null, null, byTokens.limiter().explained()));
    }
    return either(byTokens);
  }

  private static boolean isBetter(Reading one, Reading other) {
    boolean named = isNamed(one);
    return named == isNamed(other) ? one.cost() <= other.cost() : named;
  }

  private static boolean isClearly(Reading better, Reading other) {
    return isNamed(better) && CLEARLY * better.cost() + CAUTION <= other.cost();
  }

  /** Doubt about the order of arrivals would excuse as many on either side. */
  private static boolean isPlainlyNoWorse(Reading better, Reading other) {
    return isNamed(better) && better.cost() <= other.cost() && isPlainly(better, other);
  }

  private static boolean isPlainly(Reading better, Reading other) {
    int size = better.seen().size;
    double wrong = size * (1 - better.limiter().explained());
    return CLEARLY * wrong + CAUTION <= size * (1 - other.limiter().explained());
  }

  private boolean nearlyAllKnown() {
    return costs.length >= NEARLY_ALL * byRequests.seen().admissions();
  }

  private static boolean isNamed(Reading reading) {
    return reading.limiter().algorithm() != Algorithm.UNKNOWN
        && reading.limiter().algorithm() != Algorithm.SHEDDING;
  }

  private Limiter tokens(Reading reading) {
    var named = reading.limiter();
    double unit = reading.seen().unit;
    return named
        .scaled(unit / average)
        .with(
            known(
                Counts.TOKENS,
                named.ratePerSecond() * unit,
                named.burst() * unit,
                named.explained()));
  }

  /** Both say the same, or nothing of which one could be sure. */
  private Limiter either(@Nullable Reading byTokens) {
    var limiter = byRequests.limiter();
    if (limiter.algorithm() == Algorithm.UNKNOWN
        || limiter.algorithm() == Algorithm.SHEDDING
        || limiter.algorithm() == Algorithm.CONCURRENCY_CAP) {
      return limiter;
    }
    return limiter.with(
        known(
            Counts.EITHER,
            limiter.ratePerSecond() * average,
            limiter.burst() * average,
            byTokens == null ? null : byTokens.limiter().explained()));
  }

  private TokenLimit known(
      Counts counts,
      @Nullable Double perSecond,
      @Nullable Double burst,
      @Nullable Double explained) {
    return new TokenLimit(
        counts,
        average,
        costs[0],
        costs[costs.length - 1],
        spread,
        perSecond,
        burst,
        explained,
        byRequests.limiter().explained());
  }

  /**
   * What the requests before the first rejection cost, or all when those are few: a limiter that
   * asks in advance lets cheap ones through sooner.
   */
  private double[] unselected() {
    var seen = byRequests.seen();
    int first = 0;
    while (first < seen.size && seen.admitted[first]) {
      first++;
    }
    var before = new double[first];
    int n = 0;
    for (int i = 0; i < first; i++) {
      if (!Double.isNaN(arrivals.tokens(i))) {
        before[n++] = arrivals.tokens(i);
      }
    }
    return n >= ENOUGH ? Arrays.copyOf(before, n) : costs;
  }
}
