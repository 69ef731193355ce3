package dev.onset.limiter;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a response asks its caller to stay away.
 *
 * <p>{@code Retry-After} (RFC 9110, 10.2.3) comes first, in seconds or as a date, then its
 * relatives {@code X-Rate-Limit-Retry-After-Seconds} and {@code X-Retry-In}. Without them it is the
 * time to the reset of an exhausted limit ({@code t} in draft-ietf-httpapi-ratelimit-headers-10,
 * {@code X-RateLimit-Reset} and the like), see {@link DeclaredLimits#waitSeconds}. Anything
 * malformed is ignored, and so is a wait of more than {@value #LONGEST_SECONDS} s, which no client
 * can keep.
 *
 * <p>The reset of a quota may be hours or weeks away: whoever waits sets the longest wait.
 */
public final class DeclaredWait {

  /** The longest wait that is believed, in seconds: 115 days. */
  static final double LONGEST_SECONDS = 9_999_999;

  private static final Pattern SECONDS = Pattern.compile("\\d{1,7}");

  private DeclaredWait() {}

  /**
   * The wait in seconds, or null when the response declares none. Dates count if the response has a
   * {@code Date} to compare them with.
   *
   * @param headers response headers, names in lower case
   */
  public static @Nullable Double seconds(Map<String, String> headers) {
    return DeclaredLimits.of(headers, null).waitSeconds();
  }

  /**
   * As {@link #seconds(Map)}; dates in a response without {@code Date} are compared with the moment
   * at which it was received.
   */
  public static @Nullable Double seconds(Map<String, String> headers, Instant receivedAt) {
    return DeclaredLimits.of(headers, receivedAt).waitSeconds();
  }

  /** The wait that is asked for outright, whatever is left of the limits. */
  static @Nullable Double asked(Map<String, String> headers, @Nullable Instant now) {
    var retryAfter = headers.getOrDefault("retry-after", "").strip();
    if (SECONDS.matcher(retryAfter).matches()) {
      return Double.valueOf(retryAfter);
    }
    var date = now == null ? null : ResetInstant.of(retryAfter, now);
    var seconds = date == null || now == null ? null : ResetValue.until(date, now);
    if (seconds == null) {
      seconds = DeclaredGroup.number(headers.getOrDefault("x-rate-limit-retry-after-seconds", ""));
    }
    if (seconds == null) {
      var retryIn = headers.getOrDefault("x-retry-in", "").strip();
      seconds = DeclaredGroup.number(retryIn);
      seconds = seconds == null ? ResetValue.duration(retryIn) : seconds;
    }
    return seconds == null || seconds > LONGEST_SECONDS ? null : seconds;
  }
}
