package dev.onset.limiter;

import static dev.onset.limiter.Algorithm.*;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A limiter with known parameters, and how it is watched. */
record Truth(
    Kind kind,
    double rate,
    double burst,
    @Nullable Double window,
    double serviceSeconds,
    LimiterDouble limiter,
    boolean usualWindow) {

  /** The limiters, each with the name that it must be given. */
  enum Kind {
    TOKEN_BUCKET_SMOOTH(TOKEN_BUCKET, Variant.SMOOTH, "token bucket, smooth"),
    TOKEN_BUCKET_LUMPED(TOKEN_BUCKET, Variant.LUMPED_REFILL, "token bucket, lumps"),
    LEAKY_BUCKET_QUEUEING(LEAKY_BUCKET, null, "leaky bucket with queue"),
    FIXED_WINDOW_ALIGNED(FIXED_WINDOW, Variant.CLOCK_ALIGNED, "fixed window, on the clock"),
    FIXED_WINDOW_ANCHORED(FIXED_WINDOW, Variant.ANCHORED, "fixed window, from first request"),
    SLIDING_LOG_PLAIN(SLIDING_LOG, null, "sliding log"),
    SLIDING_LOG_ALL(SLIDING_LOG, null, "sliding log, rejects count"),
    SLIDING_LOG_BLOCKING(SLIDING_LOG, Variant.BLOCKING, "sliding log that blocks"),
    SLIDING_COUNTER_ALIGNED(SLIDING_COUNTER, Variant.CLOCK_ALIGNED, "sliding counter"),
    CONCURRENCY(CONCURRENCY_CAP, null, "concurrency cap"),
    RANDOM(SHEDDING, null, "random shedding");

    final Algorithm algorithm;
    final @Nullable Variant variant;
    final String words;

    Kind(Algorithm algorithm, @Nullable Variant variant, String words) {
      this.algorithm = algorithm;
      this.variant = variant;
      this.words = words;
    }
  }

  private static final double[] USUAL = {1, 1, 1, 2, 5, 10, 10, 30, 60, 60};
  private static final double MOST_PER_CASE = 9_000;
  private static final double SHORT_SERVICE = 0.002;

  /** Draws one of a kind. */
  static Truth random(Kind kind, RandomGenerator random) {
    boolean usual = random.nextInt(10) < 6;
    double window = usual ? USUAL[random.nextInt(USUAL.length)] : unusualWindow(kind, random);
    double most = Math.min(1000, MOST_PER_CASE / 1.5 / (3 * window));
    double wanted = 5 * Math.pow(most / 5, random.nextDouble());
    int perWindow = (int) Math.max(3, Math.rint(wanted * window));
    double perSecond = perWindow / window;
    double epoch = Watched.EPOCH;
    return switch (kind) {
      case TOKEN_BUCKET_SMOOTH -> {
        double burst = burst(wanted, random);
        yield new Truth(
            kind,
            wanted,
            burst,
            null,
            SHORT_SERVICE,
            LimiterDouble.tokenBucket(wanted, burst),
            usual);
      }
      case TOKEN_BUCKET_LUMPED -> {
        int burst = perWindow * (1 + random.nextInt(4)) + random.nextInt(perWindow);
        yield new Truth(
            kind,
            perSecond,
            burst,
            window,
            SHORT_SERVICE,
            LimiterDouble.lumpedBucket(perWindow, window, burst, epoch),
            usual);
      }
      case LEAKY_BUCKET_QUEUEING -> {
        double queue = Math.max(2, Math.rint(wanted * (0.02 + 2 * random.nextDouble())));
        yield new Truth(
            kind,
            wanted,
            queue + 1,
            null,
            SHORT_SERVICE,
            LimiterDouble.leakyBucket(wanted, queue),
            usual);
      }
      case FIXED_WINDOW_ALIGNED ->
          windowed(
              kind,
              perWindow,
              window,
              usual,
              LimiterDouble.alignedWindow(perWindow, window, epoch));
      case FIXED_WINDOW_ANCHORED ->
          windowed(kind, perWindow, window, usual, LimiterDouble.anchoredWindow(perWindow, window));
      case SLIDING_LOG_PLAIN ->
          windowed(
              kind, perWindow, window, usual, LimiterDouble.slidingLog(perWindow, window, false));
      case SLIDING_LOG_ALL ->
          windowed(
              kind, perWindow, window, usual, LimiterDouble.slidingLog(perWindow, window, true));
      case SLIDING_LOG_BLOCKING ->
          windowed(kind, perWindow, window, usual, LimiterDouble.blockingLog(perWindow, window));
      case SLIDING_COUNTER_ALIGNED ->
          windowed(
              kind,
              perWindow,
              window,
              usual,
              LimiterDouble.slidingCounter(perWindow, window, random.nextBoolean() ? 1 : 0, epoch));
      case CONCURRENCY -> {
        int cap = 2 + random.nextInt(50);
        double service = cap / wanted;
        yield new Truth(kind, wanted, cap, null, service, LimiterDouble.concurrencyCap(cap), usual);
      }
      case RANDOM -> {
        double share = 0.05 + 0.7 * random.nextDouble();
        yield new Truth(
            kind, wanted, 0, null, SHORT_SERVICE, LimiterDouble.shedding(share, random), usual);
      }
    };
  }

  private static Truth windowed(
      Kind kind, int most, double window, boolean usual, LimiterDouble limiter) {
    return new Truth(kind, most / window, most, window, SHORT_SERVICE, limiter, usual);
  }

  /** Bursts from one request to ten seconds' worth, small ones as frequent as large ones. */
  private static double burst(double rate, RandomGenerator random) {
    return Math.max(1, Math.rint(Math.pow(10 * rate, random.nextDouble())));
  }

  /** Tenths of seconds where they must be aligned to a clock, anything elsewhere. */
  private static double unusualWindow(Kind kind, RandomGenerator random) {
    double window = 0.5 * Math.pow(120, random.nextDouble());
    boolean clock =
        kind == Kind.FIXED_WINDOW_ALIGNED
            || kind == Kind.SLIDING_COUNTER_ALIGNED
            || kind == Kind.TOKEN_BUCKET_LUMPED;
    double steps = window < 10 ? 10 : 1;
    return clock ? Math.rint(window * steps) / steps : window;
  }

  /**
   * Watches in segments of about the window until the answer is settled, three times more at most.
   */
  Limiter identified(RandomGenerator random, double networkJitter) {
    double suspectedWindow =
        window == null
            ? Math.min(5, Math.max(1, burst / rate))
            : window * (0.75 + 0.6 * random.nextDouble());
    double suspectedRate = rate * (0.85 + 0.4 * random.nextDouble());
    double seconds =
        Math.max(Math.max(3 * suspectedWindow, 20), Math.min(60, 1000 / suspectedRate));
    var watched =
        new Watched(random, limiter, networkJitter, serviceSeconds, suspectedRate, suspectedWindow);
    watched.ladder(15_000);
    watched.watch(Watched.DENSE, seconds, 15_000);
    var named = Identification.of(watched.arrivals(), Hints.NONE);
    for (int again = 0; again < 3 && !Identification.isSettled(named); again++) {
      if (again == 1) {
        watched.watch(Watched.DENSE, seconds, 15_000);
      } else {
        watched.watch(Watched.TRICKLE, Math.max(7.4 * suspectedWindow, seconds), 15_000);
      }
      named = Identification.of(watched.arrivals(), Hints.NONE);
    }
    return named;
  }

  /** Whether this is the name, or another for the very same limiter. */
  boolean isNamedBy(Limiter named) {
    boolean counts = kind == Kind.SLIDING_LOG_ALL || kind == Kind.SLIDING_LOG_BLOCKING;
    return named.algorithm() == kind.algorithm
        && named.variant() == kind.variant
        && (kind.algorithm != SLIDING_LOG || named.countsRejected() == counts);
  }

  /**
   * Whether this is another name for the very same limiter: one request at a time, the next after
   * 1/R, is a bucket of one, a log of one, and an anchored window of one.
   */
  boolean isTheSameAs(Limiter named) {
    return burst == 1
        && named.burst() == 1
        && kind == Kind.TOKEN_BUCKET_SMOOTH
        && (named.algorithm() == SLIDING_LOG || named.variant() == Variant.ANCHORED);
  }

  /**
   * Whether a sliding counter is given one request less: "below N" and "at most N - 1 before this
   * one" decide the same unless the weighted count is whole, as in a burst after two idle windows.
   */
  boolean isOneLess(Limiter named) {
    return kind == Kind.SLIDING_COUNTER_ALIGNED
        && named.burst() == burst - 1
        && window != null
        && Math.abs(named.ratePerSecond() * window / (burst - 1) - 1) < 0.001;
  }

  /** Rate and burst mean something else for caps and shedding. */
  boolean hasRate() {
    return kind != Kind.CONCURRENCY && kind != Kind.RANDOM;
  }

  boolean hasBurst() {
    return kind != Kind.RANDOM;
  }

  double rateError(Limiter named) {
    return Math.abs(named.ratePerSecond() / rate - 1);
  }

  boolean burstIsRight(Limiter named) {
    return Math.abs(named.burst() - burst) <= Math.max(1.001, 0.05 * burst);
  }
}
