package dev.onset.search;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.Variant;
import dev.onset.load.Stairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trials that prove a limiter's rate {@code R}: just below it nothing is rejected, just above
 * it something is, for as long as the load lasts.
 *
 * <p>The first two loads are {@code R (1 ± 0.4 precision)}; each further pair is twice as far away;
 * what is proven by the lower one allows for the tokens that were spare ({@link #proven}). A bucket
 * is emptied first, by twice its rate, and then given a few tokens to even out the spacing of
 * attempts: a full one would hide an overload of {@code h R} for {@code burst / (h R)} seconds, an
 * emptied one shows it after some {@code 7.5 / (h R)}. Without a burst, attempts that arrive
 * unevenly are rejected well below the rate, and the loads are further apart. Loads too close to
 * the rate to show within {@value #LONGEST_SECONDS} s are left out.
 */
final class Verification {

  private static final double LONGEST_SECONDS = 60;
  private static final double FIRST_SHARE = 0.4;
  private static final double MOST_HALF_WIDTH = 0.05;
  private static final double SPARE_TOKENS = 3;

  /** By so many requests beyond the spare ones a load must differ from the rate over the trial. */
  private static final double REQUESTS_APART = 4.5;

  /** By so much attempts arrive earlier or later than they should, two of them in a row. */
  static final double UNEVEN_SECONDS = 0.002;

  private static final double MOST_FIRST_HALF_WIDTH = 0.5;
  private static final double MOST_HALF_WIDTH_WITHOUT_BURST = 0.1;
  private static final double DRAINING = 2;
  private static final double MOST_DRAIN_SECONDS = 30;

  private final RatePlan plan;
  private final Limiter limiter;
  private final double rate;
  private final @Nullable LimiterReading declared;

  Verification(RatePlan plan, Limiter limiter) {
    this(plan, limiter, null);
  }

  /** As above; loads below the rate are held until the declared limits would show. */
  Verification(RatePlan plan, Limiter limiter, @Nullable LimiterReading declared) {
    this.plan = plan;
    this.declared = declared;
    this.limiter = limiter;
    this.rate = limiter.ratePerSecond();
  }

  /**
   * The share of the rate by which the n-th pair of loads is away from it, or null after the last.
   */
  @Nullable Double halfWidth(int n) {
    boolean burst = !isBucket(limiter) || limiter.burst() > 1;
    double costs = limiter.unevenness();
    double most = Math.max(2 * costs, burst ? MOST_HALF_WIDTH : MOST_HALF_WIDTH_WITHOUT_BURST);
    double uneven = burst ? 0 : Math.min(most, UNEVEN_SECONDS * rate);
    double tellable = requestsApart() / (rate * LONGEST_SECONDS);
    double first =
        Math.max(Math.max(FIRST_SHARE * plan.precision(), costs), Math.max(uneven, tellable));
    double width = first * (1 << n);
    return width <= (n == 0 ? MOST_FIRST_HALF_WIDTH : most) ? width : null;
  }

  private double requestsApart() {
    return REQUESTS_APART + spareTokens();
  }

  private double spareTokens() {
    boolean spares = isBucket(limiter) && limiter.burst() > 1 && lumpsSeconds() == 0;
    return spares ? Math.min(SPARE_TOKENS, limiter.burst() / 2) : 0;
  }

  /** The time from one lump of tokens to the next, or 0 for a bucket that fills steadily. */
  private double lumpsSeconds() {
    var window = limiter.windowSeconds();
    return limiter.variant() == Variant.LUMPED_REFILL && window != null ? window : 0;
  }

  double below(double halfWidth) {
    return Math.min(plan.max(), rate * (1 - halfWidth));
  }

  double above(double halfWidth) {
    return Math.min(plan.max(), rate * (1 + halfWidth));
  }

  /** The trial that holds a load close to the rate. */
  Step.Measure hold(double load, Duration rest) {
    return hold(load, rest, Math.min(limiter.burst(), rate * (rest.toNanos() / 1e9 + 1)));
  }

  /** The same for a bucket that turned out to be fuller than it should have been. */
  Step.Measure holdEmptied(double load) {
    return hold(load, Duration.ZERO, limiter.burst());
  }

  private Step.Measure hold(double load, Duration rest, double tokens) {
    double seconds = Math.max(plan.confirm().toNanos() / 1e9, windowed());
    if (declared != null && load < rate) {
      seconds = Math.max(seconds, declared.secondsToMeet(load, 2 * LONGEST_SECONDS + 1));
    }
    double distance = Math.abs(load - rate);
    if (distance > 0) {
      seconds = Math.max(seconds, Math.min(LONGEST_SECONDS, requestsApart() / distance));
    }
    var stairs = new ArrayList<Stairs.Stair>();
    var settle = settle(stairs, load, tokens);
    stairs.add(new Stairs.Stair(load, seconds(seconds)));
    return new Step.Measure(Purpose.CONFIRM, load, new Stairs(stairs), settle, 1, rest);
  }

  /**
   * The rate that a clean trial shows to be sustained: a bucket could have given away its spare
   * tokens on top of it, one load less {@code spare / T}. One that could not be emptied, for want
   * of room below the ceiling, could have given away all it holds.
   */
  double proven(Trial clean) {
    boolean full = isBucket(limiter) && limiter.burst() > 1 && clean.prelude().attempts() == 0;
    double spare = full ? limiter.burst() : spareTokens();
    return clean.load() - spare / (clean.length().toNanos() / 1e9);
  }

  /** Several windows, or one window's luck decides. */
  private double windowed() {
    var window = limiter.windowSeconds();
    return window == null ? 0 : Math.min(2 * LONGEST_SECONDS, 3 * window);
  }

  private Duration settle(List<Stairs.Stair> stairs, double load, double tokens) {
    double peak = Math.min(plan.max(), DRAINING * rate);
    if (!isBucket(limiter) || limiter.burst() <= 1 || peak < 1.1 * rate) {
      return Duration.ZERO;
    }
    double lumps = lumpsSeconds();
    double drain = Math.min(MOST_DRAIN_SECONDS, tokens / (peak - rate) + 0.3 + lumps);
    // Until its next lump an emptied bucket rejects everything, at whatever load.
    var after =
        lumps > 0
            ? new Stairs.Stair(load, seconds(lumps))
            : new Stairs.Stair(0, seconds(spareTokens() / rate));
    stairs.add(new Stairs.Stair(peak, seconds(drain)));
    stairs.add(after);
    return seconds(drain).plus(after.length());
  }

  /** Whether its memory is a number of tokens, that can be used up on purpose. */
  static boolean isBucket(Limiter limiter) {
    return limiter.algorithm() == Algorithm.TOKEN_BUCKET
        || limiter.algorithm() == Algorithm.LEAKY_BUCKET;
  }

  /**
   * Whether a trial above the rate shows it: several rejections, and some in its second half; those
   * at its start alone may be what the trial before it left behind.
   */
  static boolean fails(Trial trial) {
    long middle = trial.startedAt().plus(trial.length().dividedBy(2)).toNanos();
    long early = 0;
    long late = 0;
    for (var entry : trial.summary().log().entries()) {
      if (entry.outcome().isRejection()) {
        early += entry.startNanos() < middle ? 1 : 0;
        late += entry.startNanos() < middle ? 0 : 1;
      }
    }
    return late > 0 && early + late > 1;
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.max(1, Math.round(1000 * seconds)));
  }
}
