package dev.onset.sandbox;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;

/**
 * How many requests are admitted, and by which algorithm.
 *
 * @param algorithm the way of limiting
 * @param perSecond requests per second; from 0.000001 to 1,000,000, with at most 6 decimals
 * @param burst requests that a full bucket admits at once, that a queue holds, or that may be in
 *     progress; from 0, for a token bucket and requests in progress from 1, to 1,000,000,000
 * @param window of the algorithms that count by windows, from 10 ms to 1 hour; it admits {@code
 *     round(perSecond * window)} requests, from 1 to 1,000,000; other algorithms do without
 */
public record RateLimit(Algorithm algorithm, double perSecond, long burst, Duration window) {
  private static final double MAX_PER_SECOND = 1e6;

  /** Rates are whole multiples of 1 / SCALE. */
  private static final long SCALE = 1_000_000;

  private static final long MAX_BURST = 1_000_000_000;
  private static final long MAX_QUOTA = 1_000_000;
  private static final Duration MIN_WINDOW = Duration.ofMillis(10);
  private static final Duration MAX_WINDOW = Duration.ofHours(1);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public RateLimit {
    boolean known = perSecond > 0 && perSecond <= MAX_PER_SECOND && written(perSecond).scale() <= 6;
    boolean bounded = window.compareTo(MIN_WINDOW) >= 0 && window.compareTo(MAX_WINDOW) <= 0;
    Rules rules =
        new Rules()
            .require(
                known,
                "rate.perSecond",
                perSecond,
                "from 0.000001 to 1000000 requests/s, with at most 6 decimals")
            .require(
                burst >= algorithm.leastBurst() && burst <= MAX_BURST,
                "rate.burst",
                burst,
                "from "
                    + algorithm.leastBurst()
                    + " to 1000000000 requests that "
                    + algorithm.burstIs())
            .require(bounded, "rate.window", window, "from 10 ms to 1 hour");
    if (known && bounded && algorithm.usesWindow()) {
      long quota = quotaOf(perSecond, window);
      rules.require(
          quota >= 1 && quota <= MAX_QUOTA,
          "rate.perSecond x rate.window",
          quota,
          "from 1 to 1000000 requests per window");
    }
    rules.check();
  }

  /** A token bucket. */
  public RateLimit(double perSecond, long burst) {
    this(Algorithm.TOKEN_BUCKET, perSecond, burst, Duration.ofSeconds(1));
  }

  /** The requests that a window admits. */
  long windowQuota() {
    return quotaOf(perSecond, window);
  }

  long windowNanos() {
    return window.toNanos();
  }

  /** The rate that can be sustained in fact; a window admits whole requests only. */
  double sustainedPerSecond() {
    return (double) quota() / quotaSeconds();
  }

  /** The size of the bucket; one that refills in lumps has room for the lump. */
  long capacity() {
    return algorithm == Algorithm.REFILL_IN_LUMPS ? Math.max(burst, windowQuota()) : burst;
  }

  /** The requests that are admitted per {@link #quotaSeconds()} at the sustained rate. */
  long quota() {
    return wholeWindow() ? windowQuota() : rate()[0].longValueExact();
  }

  /** The time of {@link #quota()} in whole seconds, the window's where it is that long. */
  long quotaSeconds() {
    return wholeWindow() ? window.toSeconds() : rate()[1].longValueExact();
  }

  /** The most that a limiter at rest admits at once. */
  long mostAtOnce() {
    return switch (algorithm) {
      case TOKEN_BUCKET, REFILL_IN_LUMPS -> capacity();
      case LEAKY_BUCKET -> burst + 1;
      case CONCURRENCY_CAP -> burst;
      default -> quota();
    };
  }

  /** The limit in words, as {@code 200 requests/s, burst 20}. */
  String describe() {
    String kind = algorithm.words() + ", ";
    if (algorithm == Algorithm.CONCURRENCY_CAP) {
      return kind + burst + " requests in progress";
    }
    StringBuilder text = new StringBuilder(kind);
    if (algorithm.usesWindow()) {
      text.append(String.format(Locale.ROOT, "%d requests per %s", windowQuota(), seconds(window)));
    } else {
      text.append(written(perSecond).toPlainString()).append(" requests/s");
    }
    if (algorithm == Algorithm.REFILL_IN_LUMPS || algorithm == Algorithm.TOKEN_BUCKET) {
      text.append(", burst ").append(capacity());
    } else if (algorithm == Algorithm.LEAKY_BUCKET) {
      text.append(", up to ").append(burst).append(" wait");
    }
    return text.toString();
  }

  private boolean wholeWindow() {
    return algorithm.usesWindow() && windowNanos() % 1_000_000_000 == 0;
  }

  /** The sustained rate as whole requests in as few whole seconds as are exact. */
  private BigInteger[] rate() {
    BigInteger requests;
    BigInteger seconds;
    if (algorithm.usesWindow()) {
      requests = BigInteger.valueOf(windowQuota()).multiply(BigInteger.valueOf(1_000_000_000));
      seconds = BigInteger.valueOf(window.toNanos());
    } else {
      requests = BigInteger.valueOf(Math.round(perSecond * SCALE));
      seconds = BigInteger.valueOf(SCALE);
    }
    BigInteger divisor = requests.gcd(seconds);
    return new BigInteger[] {requests.divide(divisor), seconds.divide(divisor)};
  }

  private static long quotaOf(double perSecond, Duration window) {
    return Math.round(perSecond * window.toNanos() / 1e9);
  }

  private static String seconds(Duration window) {
    return BigDecimal.valueOf(window.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
  }

  /** The decimal number that the rate is written as. */
  private static BigDecimal written(double perSecond) {
    return new BigDecimal(Double.toString(perSecond)).stripTrailingZeros();
  }
}
