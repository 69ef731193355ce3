package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** A caller in virtual time: a ladder up to the first rejection, then loads in segments. */
final class Watched {

  /** The wall clock at second 0. */
  static final double EPOCH = 1_790_000_000.25;

  /** Loads relative to the suspected rate, mostly above it. */
  static final double[] DENSE = {2.6, 0.5, 1.6, 0, 2.2, 0.7, 3.0, 1.2};

  /** Bursts just beyond a window's worth, each followed by a trickle for a window and more. */
  static final double[] TRICKLE = {
    3.0, 0.4, 0.4, 0.4, 0.4, 2.4, 1.2, 0.3, 0.3, 0.3, 0.3, 0, 0, 2.0, 1.6, 0.2, 0.2, 0.2, 0.2, 0.2
  };

  private static final double LEAST_WAY = 0.0002;
  private static final double SPACING_JITTER = 0.15;

  private record Sent(double at, double arrives) {}

  private final RandomGenerator random;
  private final LimiterDouble limiter;
  private final double networkJitter;
  private final double serviceSeconds;
  private final double rate;
  private final double window;
  private final Arrivals.Builder seen = Arrivals.builder(EPOCH);
  private final List<Sent> sent = new ArrayList<>();
  private double at = 0.1;
  private DoubleSupplier costs = () -> Double.NaN;
  private DoublePredicate said = cost -> true;

  /**
   * @param networkJitter most that a way through the network takes longer than the least, seconds
   * @param serviceSeconds mean time to serve an admitted request; each takes 70 to 130 percent
   */
  Watched(
      RandomGenerator random,
      LimiterDouble limiter,
      double networkJitter,
      double serviceSeconds,
      double rate,
      double window) {
    this.random = random;
    this.limiter = limiter;
    this.networkJitter = networkJitter;
    this.serviceSeconds = serviceSeconds;
    this.rate = rate;
    this.window = window;
  }

  /** Requests cost tokens, and answers to admitted ones say how many. */
  Watched costing(DoubleSupplier tokens) {
    costs = tokens;
    return this;
  }

  /** Only such costs are said. */
  Watched saying(DoublePredicate some) {
    said = some;
    return this;
  }

  Arrivals arrivals() {
    return seen.build();
  }

  /** Loads of two seconds each, from a quarter of the rate up by a quarter, to a rejection. */
  void ladder(int most) {
    boolean rejected = false;
    int left = most;
    for (double load = rate / 4; !rejected && load < 50 * rate && left > 0; load *= 1.25) {
      rejected = call(2, load);
      left -= sent.size();
    }
  }

  /** A rest as often as not, then segments of 0.37 windows. */
  void watch(double[] segments, double seconds, int most) {
    if (random.nextBoolean()) {
      at += random.nextDouble() * 2 * window;
    }
    double end = at + seconds;
    int left = most;
    for (int i = 0; at < end && left > 0; i++) {
      call(0.37 * window, segments[i % segments.length] * rate);
      left -= sent.size();
    }
  }

  private boolean call(double seconds, double load) {
    sent.clear();
    send(at, at + seconds, load);
    at += seconds;
    return decide();
  }

  private void send(double from, double to, double load) {
    if (load > 0) {
      double spacing = 1 / load;
      // A segment may be shorter than the spacing: requests come with that chance.
      for (double t = from + random.nextDouble() * spacing; t < to; t += spacing) {
        double at = t + spacing * SPACING_JITTER * (2 * random.nextDouble() - 1);
        sent.add(new Sent(at, at + way()));
      }
    }
  }

  private boolean decide() {
    boolean rejected = false;
    sent.sort(Comparator.comparingDouble(Sent::arrives));
    for (var request : sent) {
      double cost = costs.getAsDouble();
      boolean admitted = limiter.admits(request.arrives(), cost);
      double end = request.arrives();
      if (admitted) {
        end +=
            limiter.delay(request.arrives()) + serviceSeconds * (0.7 + 0.6 * random.nextDouble());
        limiter.servedUntil(end);
      }
      seen.add(
          request.at(), end + way(), admitted, admitted && said.test(cost) ? cost : Double.NaN);
      rejected |= !admitted;
    }
    return rejected;
  }

  private double way() {
    return LEAST_WAY + networkJitter * random.nextDouble();
  }
}
