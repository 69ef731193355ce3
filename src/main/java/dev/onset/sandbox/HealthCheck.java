package dev.onset.sandbox;

import java.time.Duration;

/**
 * A path that says how the gateway fares, and which no limit on requests holds up.
 *
 * <p>It is down while the gateway is in an {@linkplain Outage outage}, and for one second after
 * each error (status 400 or more) on another path, from when that was decided.
 *
 * @param path what requests for it name, without a query; starts with {@code /}
 * @param lies whether it always says that all is well
 * @param delay time after which it says what was so; from 0 to 10 minutes
 */
public record HealthCheck(String path, boolean lies, Duration delay) {
  private static final Duration MAX_DELAY = Duration.ofMinutes(10);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public HealthCheck {
    new Rules()
        .require(
            path.startsWith("/") && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '?'),
            "health.path",
            '"' + path + '"',
            "a path without a query, as /health")
        .require(
            !delay.isNegative() && delay.compareTo(MAX_DELAY) <= 0,
            "health.delay",
            delay,
            "from 0 to 10 minutes")
        .check();
  }

  /** Whether a request target is for it. */
  boolean isAskedBy(String target) {
    int query = target.indexOf('?');
    return path.equals(query < 0 ? target : target.substring(0, query));
  }

  /** The check in words. */
  String describe() {
    if (lies) {
      return path + ", always 200, whatever happens";
    }
    return path
        + ", 503 for 1000 ms after each error"
        + (delay.isZero() ? "" : ", " + Words.millis(delay) + " ms late");
  }
}
