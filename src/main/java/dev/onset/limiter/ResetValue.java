package dev.onset.limiter;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a header that names a moment or a delay, in any of the ways in use.
 *
 * <ul>
 *   <li>a number: seconds from now; above 10<sup>9</sup> seconds since 1970, above 10<sup>12</sup>
 *       milliseconds since 1970;
 *   <li>a duration as Go prints it: {@code 6m0s}, {@code 12ms}, {@code 1h2m3.5s};
 *   <li>a date of HTTP or RFC 3339.
 * </ul>
 *
 * <p>Moments in the past are 0 seconds away; negative numbers and durations are malformed. Without
 * a clock to compare with, moments mean nothing and delays are still read.
 */
final class ResetValue {

  private static final double EPOCH_SECONDS = 1e9;
  private static final double EPOCH_MILLIS = 1e12;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,9})?");
  private static final Pattern DURATION =
      Pattern.compile("(?:\\d{1,9}(?:\\.\\d{1,9})?(?:ns|us|µs|μs|ms|s|m|h)){1,6}");
  private static final Pattern PART = Pattern.compile("([\\d.]+)(\\D+)");
  private static final int LONGEST = 120;

  private ResetValue() {}

  /** Seconds from {@code now}, 0 or more; null when malformed. */
  static @Nullable Double seconds(String value, @Nullable Instant now) {
    var text = value.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      return null;
    }
    if (NUMBER.matcher(text).matches()) {
      return ofNumber(Double.parseDouble(text), now);
    }
    var duration = duration(text);
    if (duration != null) {
      return duration;
    }
    var moment = now == null ? null : ResetInstant.of(text, now);
    return moment == null || now == null ? null : until(moment, now);
  }

  /** Seconds of a duration as Go prints it; null when it is none. */
  static @Nullable Double duration(String text) {
    if (text.length() > LONGEST || !DURATION.matcher(text).matches()) {
      return null;
    }
    double seconds = 0;
    var part = PART.matcher(text);
    while (part.find()) {
      seconds += Double.parseDouble(part.group(1)) * unitSeconds(part.group(2));
    }
    return seconds;
  }

  /** Seconds from {@code now} to a moment, 0 when it has passed. */
  static double until(Instant moment, Instant now) {
    return Math.max(0, Duration.between(now, moment).toMillis() / 1e3);
  }

  private static @Nullable Double ofNumber(double number, @Nullable Instant now) {
    if (number <= EPOCH_SECONDS) {
      return number;
    }
    if (now == null) {
      return null;
    }
    double epochNow = now.toEpochMilli() / 1e3;
    return Math.max(0, (number > EPOCH_MILLIS ? number / 1e3 : number) - epochNow);
  }

  private static double unitSeconds(String unit) {
    return switch (unit) {
      case "h" -> 3600;
      case "m" -> 60;
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "ns" -> 1e-9;
      default -> 1e-6;
    };
  }
}
