package dev.onset.limiter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A caller in virtual time: a ladder up to the first rejection, then a load in segments above and
 * below the suspected rate.
 *
 * @param networkJitter most that a way through the network takes longer than the least, seconds
 * @param serviceSeconds mean time to serve an admitted request; each takes 70 to 130 percent of it
 */
record Watched(RandomGenerator random, double networkJitter, double serviceSeconds) {

  static final double EPOCH = 1_790_000_000.25;
  private static final double[] SEGMENTS = {2.6, 0.5, 1.6, 0, 2.2, 0.7, 3.0, 1.2};
  private static final double LEAST_WAY = 0.0002;
  private static final double SPACING_JITTER = 0.15;

  private record Sent(double at, double arrives) {}

  /** Ladder and modulated load. */
  Arrivals modulated(LimiterDouble limiter, double rate, double window, double seconds, int most) {
    return call(limiter, rate, window, seconds, most, SEGMENTS);
  }

  /** Ladder and a constant load of twice the rate. */
  Arrivals constant(LimiterDouble limiter, double rate, double window, double seconds) {
    return call(limiter, rate, window, seconds, 30_000, new double[] {2});
  }

  private Arrivals call(
      LimiterDouble limiter,
      double rate,
      double window,
      double seconds,
      int most,
      double[] segments) {
    var seen = Arrivals.builder(EPOCH);
    var sent = new ArrayList<Sent>();
    double at = 0.1;
    boolean rejected = false;
    int count = 0;
    for (double load = rate / 4; !rejected && load < 50 * rate && count < most; load *= 1.25) {
      sent.clear();
      at = send(sent, at, at + 2, load);
      count += sent.size();
      rejected = decide(limiter, sent, seen);
    }
    if (random.nextBoolean()) {
      at += random.nextDouble() * 2 * window;
    }
    double end = at + seconds;
    for (int i = 0; at < end && count < most; i++) {
      sent.clear();
      at = send(sent, at, at + 0.37 * window, segments[i % segments.length] * rate);
      count += sent.size();
      decide(limiter, sent, seen);
    }
    return seen.build();
  }

  private double send(List<Sent> sent, double from, double to, double load) {
    if (load > 0) {
      double spacing = 1 / load;
      // A segment may be shorter than the spacing: requests come with that chance.
      for (double t = from + random.nextDouble() * spacing; t < to; t += spacing) {
        double at = t + spacing * SPACING_JITTER * (2 * random.nextDouble() - 1);
        sent.add(new Sent(at, at + way()));
      }
    }
    return to;
  }

  private boolean decide(LimiterDouble limiter, List<Sent> sent, Arrivals.Builder seen) {
    boolean rejected = false;
    sent.sort(Comparator.comparingDouble(Sent::arrives));
    for (var request : sent) {
      boolean admitted = limiter.admits(request.arrives());
      double end = request.arrives();
      if (admitted) {
        end += limiter.delay(request.arrives()) + serviceSeconds * (0.7 + 0.6 * random.nextDouble());
        limiter.servedUntil(end);
      }
      seen.add(request.at(), end + way(), admitted);
      rejected |= !admitted;
    }
    return rejected;
  }

  private double way() {
    return LEAST_WAY + networkJitter * random.nextDouble();
  }
}
