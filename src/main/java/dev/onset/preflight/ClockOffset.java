package dev.onset.preflight;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far the target's clock is ahead of this machine's, from the Date header of one answer.
 *
 * <p>The header names the second D in which the answer was written, so the target's clock then
 * showed something from D to D + 1 s, while this machine's showed something from sending (t₀) to
 * receiving (t₁): the offset is in the interval from D − t₁ to D + 1 s − t₀.
 *
 * @param ahead the middle of that interval; negative: the target's clock is behind
 * @param uncertainty half its length: half a second and half the round trip
 */
public record ClockOffset(Duration ahead, Duration uncertainty) {

  static final String CLOCK = "clock";

  private static final Duration TOLERATED = Duration.ofSeconds(5);
  private static final String MATTERS =
      "It matters for Retry-After and reset times given as a date, for tokens and signatures that"
          + " are valid for a time, for limits per clock minute, and for finding a run in the"
          + " target's logs.";

  /** The offset that an answer tells; null when its header is no date. */
  static @Nullable ClockOffset of(String date, Instant sent, Instant received) {
    Instant second;
    try {
      second = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip(), Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
    var earliest = Duration.between(received, second);
    var latest = Duration.between(sent, second.plusSeconds(1));
    return new ClockOffset(
        earliest.plus(latest).dividedBy(2), latest.minus(earliest).abs().dividedBy(2));
  }

  /** The offset of an answer, with the finding that it makes; null where it cannot be told. */
  static @Nullable ClockOffset of(HttpAnswer answer) {
    return answer.ageSeconds() > 0
        ? null
        : of(answer.headers().getOrDefault("Date", ""), answer.sent(), answer.received());
  }

  /** What the offset of an answer means for a measurement. */
  static Finding finding(HttpAnswer answer) {
    var date = answer.headers().get("Date");
    if (date == null) {
      return Finding.notChecked(
          CLOCK, "The answer has no Date header, so the clocks cannot be compared.");
    }
    if (answer.ageSeconds() > 0) {
      return Finding.notChecked(
          CLOCK,
          "The answer comes from a cache (Age: %d), so its Date is not the present."
              .formatted(answer.ageSeconds()));
    }
    var offset = of(answer);
    return offset == null
        ? Finding.notChecked(
            CLOCK, "The answer's Date header is no date, so the clocks cannot be compared.")
        : offset.finding();
  }

  private Finding finding() {
    var what =
        "The target's clock is %s %s this machine's, give or take %s (the header has whole seconds, and the round trip adds to that)."
            .formatted(
                seconds(ahead.abs()),
                ahead.isNegative() ? "behind" : "ahead of",
                seconds(uncertainty));
    if (ahead.abs().minus(uncertainty).compareTo(TOLERATED) > 0) {
      return Finding.warning(
          CLOCK,
          what
              + " More than 5 s is too much. "
              + MATTERS
              + " Check time synchronisation (chronyc tracking, timedatectl) on both sides.");
    }
    if (uncertainty.compareTo(TOLERATED) > 0) {
      return Finding.notChecked(CLOCK, what + " The answer took too long to tell more.");
    }
    return Finding.ok(CLOCK, what + " That is no more than the 5 s that do no harm.");
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
