package dev.onset.sandbox;

import io.github.bucket4j.Bandwidth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Locale;

/**
 * A token bucket: every request takes one token, and one that finds none is rejected.
 *
 * <p>The bucket is full at first and refills continuously.
 *
 * @param perSecond requests per second that can be sustained; from 0.000001 to 1,000,000, with at
 *     most 6 decimals
 * @param burst requests that a full bucket admits at once, from 1 to 1,000,000,000
 */
public record RateLimit(double perSecond, long burst) {
  private static final double MAX_PER_SECOND = 1e6;

  /** Rates are whole multiples of 1 / SCALE. */
  private static final long SCALE = 1_000_000;

  private static final long MAX_BURST = 1_000_000_000;

  /** Refuses a rate or a burst out of range with an {@link IllegalArgumentException}. */
  public RateLimit {
    new Rules()
        .require(
            perSecond > 0 && perSecond <= MAX_PER_SECOND && written(perSecond).scale() <= 6,
            "rate.perSecond",
            perSecond,
            "from 0.000001 to 1000000 requests/s, with at most 6 decimals")
        .require(
            burst >= 1 && burst <= MAX_BURST,
            "rate.burst",
            burst,
            "from 1 to 1000000000 requests that a full bucket admits at once")
        .check();
  }

  /** The requests that are admitted per window at the sustained rate, as few as are exact. */
  long quota() {
    return Math.round(perSecond * SCALE) / divisor();
  }

  /** The window of {@link #quota()}, in whole seconds. */
  long windowSeconds() {
    return SCALE / divisor();
  }

  /** This limit as Bucket4j's bandwidth, with the rate kept exact by a period of whole seconds. */
  Bandwidth bandwidth() {
    return Bandwidth.builder()
        .capacity(burst)
        .refillGreedy(quota(), Duration.ofSeconds(windowSeconds()))
        .build();
  }

  /** The value of {@code RateLimit-Policy}: the sustained rate in whole requests and seconds. */
  String policy() {
    return "\"default\";q=" + quota() + ";w=" + windowSeconds();
  }

  /** The limit in words, as {@code 200 requests/s, burst 20}. */
  String describe() {
    return String.format(
        Locale.ROOT, "%s requests/s, burst %d", written(perSecond).toPlainString(), burst);
  }

  private long divisor() {
    return BigInteger.valueOf(Math.round(perSecond * SCALE))
        .gcd(BigInteger.valueOf(SCALE))
        .longValueExact();
  }

  /** The decimal number that the rate is written as. */
  private static BigDecimal written(double perSecond) {
    return new BigDecimal(Double.toString(perSecond)).stripTrailingZeros();
  }
}
