package dev.onset.gatling;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often a held connection is used, so that it is seen to be served without becoming a load of
 * its own. Immutable.
 *
 * @param interval shortest time between two requests on one connection
 * @param mostPerSecond most requests per second on all held connections together; with more
 *     connections each is used more rarely
 * @param longest longest time that the target keeps an unused connection, as far as it says
 */
record HoldPace(Duration interval, double mostPerSecond, Duration longest) {

  /** Requests per second when nothing is known of the target's rate limit. */
  private static final double CAUTIOUS_PER_SECOND = 100;

  /** The share of the target's keep-alive time after which a connection is used again. */
  private static final double BEFORE_CLOSING = 0.6;

  private static final Pattern TIMEOUT = Pattern.compile("timeout=(\\d{1,6})");
  private static final Duration UNKNOWN = Duration.ofDays(1);

  /**
   * The pace for a target.
   *
   * @param rateOnsetPerSecond the rate at which the target begins to turn requests away, or null;
   *     holding stays under half of it
   * @param ceilingPerSecond the most requests per second in any case
   */
  static HoldPace of(
      Duration interval, @Nullable Double rateOnsetPerSecond, double ceilingPerSecond) {
    double cautious = Math.min(CAUTIOUS_PER_SECOND, ceilingPerSecond);
    double most =
        rateOnsetPerSecond == null ? cautious : Math.min(cautious, rateOnsetPerSecond / 2);
    return new HoldPace(interval, most, UNKNOWN);
  }

  /** The pace that also keeps within a {@code Keep-Alive: timeout=5} header of the target. */
  HoldPace within(@Nullable String keepAlive) {
    if (keepAlive == null) {
      return this;
    }
    var matcher = TIMEOUT.matcher(keepAlive);
    if (!matcher.find()) {
      return this;
    }
    long millis = (long) (1000 * BEFORE_CLOSING * Long.parseLong(matcher.group(1)));
    return millis <= 0 || millis >= longest.toMillis()
        ? this
        : new HoldPace(interval, mostPerSecond, Duration.ofMillis(millis));
  }

  /** Time between two requests on one of so many connections. */
  long intervalNanos(int connections) {
    long fair = (long) (1e9 * connections / mostPerSecond);
    // Keeping connections from being closed is no reason to exceed the rate.
    return Math.max(fair, Math.min(longest.toNanos(), interval.toNanos()));
  }
}
