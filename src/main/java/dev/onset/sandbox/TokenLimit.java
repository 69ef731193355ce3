package dev.onset.sandbox;

import java.time.Duration;
import java.util.Locale;

/**
 * What requests cost in tokens of a language model, and how many of them are admitted.
 *
 * @param perMinute tokens per minute, from 1 to 1,000,000,000; 0 for no limit
 * @param algorithm the way of limiting
 * @param window of a fixed window, from 100 ms to 1 hour; it admits {@code perMinute * window}
 * @param burst tokens in a full bucket
 * @param least tokens that the cheapest request costs, 1 or more
 * @param most tokens that the dearest request costs; costs are uniform between the two
 * @param charge when a request is charged
 * @param seed of the costs
 * @param wrap status under which a rejection is hidden, as by a gateway that does not pass on its
 *     provider's 429; 429 for none
 */
public record TokenLimit(
    long perMinute,
    Way algorithm,
    Duration window,
    long burst,
    int least,
    int most,
    Charge charge,
    long seed,
    int wrap) {

  /** The ways of limiting tokens. */
  public enum Way {
    /** So many in each full window of the wall clock. */
    FIXED_WINDOW,
    /** A bucket that refills continuously. */
    TOKEN_BUCKET;

    /** The name in a configuration. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** When a request is charged. */
  public enum Charge {
    /** When it comes; it is admitted if all it costs is left. */
    ASKED,
    /** When it is answered; it is admitted if anything is left. */
    ANSWERED;

    /** The name in a configuration. */
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public TokenLimit {
    new Rules()
        .require(least >= 1 && least <= most, "tokens.least", least, "from 1 to tokens.most")
        .require(
            perMinute >= 0 && perMinute <= 1_000_000_000,
            "tokens.perMinute",
            perMinute,
            "from 0 to 1000000000")
        .require(
            window.toMillis() >= 100 && window.compareTo(Duration.ofHours(1)) <= 0,
            "tokens.window",
            window,
            "from 100 ms to 1 hour")
        .require(
            perMinute == 0 || mostAtOnce(perMinute, algorithm, window, burst) >= most,
            "tokens.burst or tokens.window",
            mostAtOnce(perMinute, algorithm, window, burst),
            "room for the dearest request, " + most)
        .require(wrap >= 400 && wrap <= 599, "tokens.wrap", wrap, "from 400 to 599")
        .check();
  }

  boolean limits() {
    return perMinute > 0;
  }

  /** The most tokens that are admitted at once. */
  long mostAtOnce() {
    return mostAtOnce(perMinute, algorithm, window, burst);
  }

  private static long mostAtOnce(long perMinute, Way algorithm, Duration window, long burst) {
    return algorithm == Way.TOKEN_BUCKET
        ? burst
        : Math.round(perMinute * (window.toNanos() / 6e10));
  }

  /** The limit in words. */
  String describe() {
    String cost =
        least == most
            ? "each request costs " + least
            : "a request costs " + least + " to " + most + ", seed " + seed;
    if (!limits()) {
      return "unlimited, " + cost;
    }
    String kind =
        algorithm == Way.TOKEN_BUCKET
            ? "token bucket of " + burst
            : "fixed window of " + mostAtOnce() + " per " + Words.millis(window) + " ms";
    return "%d/min, %s, %s, charged when %s, rejects with %d"
        .formatted(perMinute, kind, cost, charge.slug(), wrap);
  }
}
