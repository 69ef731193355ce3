package dev.onset.sandbox;

import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The ways to limit a rate. Which of them count rejected requests is part of what they are.
 *
 * <p>The <em>quota</em> is {@code round(perSecond * window)} requests.
 */
public enum Algorithm {
  /** A bucket of {@code burst} tokens that refills continuously. */
  TOKEN_BUCKET(false),
  /** A bucket that gets the whole quota back at every full window of the wall clock. */
  REFILL_IN_LUMPS(true),
  /** A queue that lets requests out evenly and holds up to {@code burst} waiting ones. */
  LEAKY_BUCKET(false),
  /** The quota anew at every full window of the wall clock. */
  FIXED_WINDOW(true),
  /** The quota anew with the first request after the last window, which starts the next one. */
  ANCHORED_WINDOW(true),
  /** The quota in any window; rejected requests do not count. */
  SLIDING_LOG(true),
  /** The quota in any window; rejected requests count too. */
  SLIDING_LOG_COUNTING(true),
  /** Two full windows of the wall clock, the earlier one weighted by what still overlaps. */
  SLIDING_COUNTER(true),
  /** As {@link #SLIDING_LOG_COUNTING}, and whoever exceeds it is shut out for a whole window. */
  BLOCKING_LOG(true),
  /** At most {@code burst} requests in progress. */
  CONCURRENCY_CAP(false),
  /** Rejects at random, as often as brings the offered rate down to the limit. */
  SHEDDING(false);

  private final boolean usesWindow;

  Algorithm(boolean usesWindow) {
    this.usesWindow = usesWindow;
  }

  /** The name in a configuration, as {@code token-bucket}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name in a sentence, as {@code token bucket}. */
  String words() {
    return slug().replace('-', ' ');
  }

  long leastBurst() {
    return this == TOKEN_BUCKET || this == CONCURRENCY_CAP ? 1 : 0;
  }

  /** What a number of requests does that is the burst. */
  String burstIs() {
    return switch (this) {
      case LEAKY_BUCKET -> "wait";
      case CONCURRENCY_CAP -> "are in progress";
      default -> "a full bucket admits at once";
    };
  }

  boolean usesWindow() {
    return usesWindow;
  }

  /** A fresh limiter of this kind. */
  Limiter start(RateLimit limit, long nowNanos, RandomGenerator random) {
    return switch (this) {
      case TOKEN_BUCKET, REFILL_IN_LUMPS -> new Bucket4jLimiter(limit, nowNanos);
      case LEAKY_BUCKET -> new LeakyBucket(limit.sustainedPerSecond(), limit.burst());
      case FIXED_WINDOW -> new FixedWindow(limit.windowQuota(), limit.windowNanos());
      case ANCHORED_WINDOW -> new AnchoredWindow(limit.windowQuota(), limit.windowNanos());
      case SLIDING_LOG -> new SlidingLog(limit.windowQuota(), limit.windowNanos());
      case SLIDING_LOG_COUNTING -> new CountingLog(limit.windowQuota(), limit.windowNanos());
      case SLIDING_COUNTER -> new SlidingCounter(limit.windowQuota(), limit.windowNanos());
      case BLOCKING_LOG -> new BlockingLog(limit.windowQuota(), limit.windowNanos());
      case CONCURRENCY_CAP -> new ConcurrencyCap(limit.burst());
      case SHEDDING -> new Shedding(limit.perSecond(), random);
    };
  }
}
