package dev.onset.limiter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A limiter as its decisions describe it.
 *
 * @param algorithm its name; {@link Algorithm#UNKNOWN} rather than a forced one
 * @param variant what sets it apart within its algorithm, or null when nothing does
 * @param ratePerSecond requests per second that it sustains; for {@code CONCURRENCY_CAP}, {@code
 *     SHEDDING} and {@code UNKNOWN}, what was admitted per second between the first rejection and
 *     the last
 * @param burst most requests that it admits at once when idle (bucket size, requests per window,
 *     requests in flight); 0 when unknown
 * @param windowSeconds length of its window, of its block, or between two lumps, in seconds; null
 *     where there is none
 * @param countsRejected whether rejected requests count against the caller; null where the
 *     algorithm does not distinguish
 * @param confidence 0 to 1, see {@link Identification}
 * @param explained share of the requests whose decision the model predicts, 0 to 1
 * @param alsoFits other models that predict the same, in words
 * @param reason why it is {@code UNKNOWN}; null when it is not
 * @param shares how many limiters alike it stands for, between which the requests take turns; rate
 *     and burst are those of all of them
 * @param tokens what is known of it in tokens; null when it is not known what requests cost
 */
public record Limiter(
    Algorithm algorithm,
    @Nullable Variant variant,
    double ratePerSecond,
    double burst,
    @Nullable Double windowSeconds,
    @Nullable Boolean countsRejected,
    double confidence,
    double explained,
    List<String> alsoFits,
    @Nullable String reason,
    int shares,
    @Nullable TokenLimit tokens) {

  private static final double MARGIN_SECONDS = 1;
  private static final double MOST_UNEVENNESS = 0.33;

  /** A single limiter. */
  public Limiter(
      Algorithm algorithm,
      @Nullable Variant variant,
      double ratePerSecond,
      double burst,
      @Nullable Double windowSeconds,
      @Nullable Boolean countsRejected,
      double confidence,
      double explained,
      List<String> alsoFits,
      @Nullable String reason) {
    this(
        algorithm,
        variant,
        ratePerSecond,
        burst,
        windowSeconds,
        countsRejected,
        confidence,
        explained,
        alsoFits,
        reason,
        1);
  }

  /** A limiter of which nothing is known in tokens. */
  public Limiter(
      Algorithm algorithm,
      @Nullable Variant variant,
      double ratePerSecond,
      double burst,
      @Nullable Double windowSeconds,
      @Nullable Boolean countsRejected,
      double confidence,
      double explained,
      List<String> alsoFits,
      @Nullable String reason,
      int shares) {
    this(
        algorithm,
        variant,
        ratePerSecond,
        burst,
        windowSeconds,
        countsRejected,
        confidence,
        explained,
        alsoFits,
        reason,
        shares,
        null);
  }

  /** Copies the list. */
  public Limiter {
    alsoFits = List.copyOf(alsoFits);
  }

  /** So many limiters like this one, of which each gets an equal part of the requests. */
  public Limiter times(int count) {
    return with(count, shares * count, tokens == null ? null : tokens.times(count));
  }

  /** One of the limiters that this stands for. */
  public Limiter each() {
    return with(1.0 / shares, 1, tokens == null ? null : tokens.times(1.0 / shares));
  }

  /** The same limiter counted in a unit that stands for several requests. */
  public Limiter dividedBy(double requests) {
    return requests == 1 ? this : with(1 / requests, shares, tokens);
  }

  /** The same limiter counted in units of which one is so many. */
  Limiter scaled(double factor) {
    return factor == 1 ? this : with(factor, shares, tokens);
  }

  Limiter withConfidence(double other) {
    return new Limiter(
        algorithm,
        variant,
        ratePerSecond,
        burst,
        windowSeconds,
        countsRejected,
        other,
        explained,
        alsoFits,
        reason,
        shares,
        tokens);
  }

  Limiter with(@Nullable TokenLimit known) {
    return with(1, shares, known);
  }

  private Limiter with(double factor, int count, @Nullable TokenLimit known) {
    return new Limiter(
        algorithm,
        variant,
        ratePerSecond * factor,
        burst * factor,
        windowSeconds,
        countsRejected,
        confidence,
        explained,
        alsoFits,
        reason,
        count,
        known);
  }

  /**
   * Share of its rate by which what it admits in a window, or on a full bucket, varies because
   * requests differ in what they cost; 0 where it cannot count tokens.
   *
   * <p>Of n requests whose costs spread by the share c, {@code 2.5 c / sqrt(n)} in a window, which
   * a refill in lumps is too; a bucket of n is emptied by chance up to {@code 4 c^2 / n} below its
   * rate. At most a third.
   */
  public double unevenness() {
    if (tokens == null || tokens.counts() == TokenLimit.Counts.REQUESTS || !(burst > 0)) {
      return 0;
    }
    double c = tokens.spread();
    boolean bucket =
        algorithm == Algorithm.LEAKY_BUCKET
            || (algorithm == Algorithm.TOKEN_BUCKET && variant != Variant.LUMPED_REFILL);
    return Math.min(MOST_UNEVENNESS, bucket ? 4 * c * c / burst : 2.5 * c / Math.sqrt(burst));
  }

  /** What it is in a few words, for example: a token bucket of 100/s with a burst of 20. */
  public String inWords() {
    var one = each();
    var words =
        one.tokens != null && one.tokens.counts() == TokenLimit.Counts.TOKENS
            ? Wording.of(one.scaled(one.tokens.perRequest())) + ", counted in tokens"
            : Wording.of(one);
    return shares == 1 ? words : words + ", for each of " + shares + " rows";
  }

  /**
   * Rest after which it has forgotten what was before, in seconds: the bucket is full ({@code
   * burst/rate}, and one lump), the window over, the last window of a sliding counter out of the
   * count (two windows), the block over. 0 where nothing is remembered.
   */
  public double recoverySeconds() {
    double window = windowSeconds == null ? 0 : windowSeconds;
    return switch (algorithm) {
      case TOKEN_BUCKET, LEAKY_BUCKET -> ratePerSecond > 0 ? burst / ratePerSecond + window : 0;
      case FIXED_WINDOW, SLIDING_LOG -> window;
      case SLIDING_COUNTER -> 2 * window;
      case CONCURRENCY_CAP, SHEDDING, UNKNOWN -> 0;
    };
  }

  /**
   * Longest time for which a constant load above the rate can still be admitted, in seconds:
   * infinity when {@code load <= rate} or nothing can be said.
   *
   * <p>A bucket of size B lasts {@code B/(load-rate)}. A window shows the excess within two of its
   * lengths, if that amounts to a request: {@code 2W + 1/(load-rate)}. A second is added to either.
   *
   * @param load requests per second
   */
  public double secondsToReject(double load) {
    double excess = load - ratePerSecond;
    if (!(excess > 0)) {
      return Double.POSITIVE_INFINITY;
    }
    double window = windowSeconds == null ? 0 : windowSeconds;
    return switch (algorithm) {
      case TOKEN_BUCKET, LEAKY_BUCKET -> burst / excess + window + MARGIN_SECONDS;
      case FIXED_WINDOW, SLIDING_LOG, SLIDING_COUNTER -> 2 * window + 1 / excess + MARGIN_SECONDS;
      case CONCURRENCY_CAP, SHEDDING, UNKNOWN -> Double.POSITIVE_INFINITY;
    };
  }
}
