package dev.onset.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What disturbs the answers whatever the load is.
 *
 * @param stallEvery mean time from the end of a stall to the next one, exponentially distributed,
 *     from 0 to 1 hour; 0 for no stalls
 * @param stall length of a stall, during which no answer leaves; from 0 to 1 minute
 * @param jitter most time added before an admitted request is answered, uniformly from 0 on; from 0
 *     to 1 minute
 * @param errorShare share of the admitted requests that are answered 503, from 0 to 1
 * @param seed of all that is left to chance
 */
public record Noise(
    Duration stallEvery, Duration stall, Duration jitter, double errorShare, long seed) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public Noise {
    new Rules()
        .require(within(stallEvery, HOUR), "noise.stallEvery", stallEvery, "from 0 to 1 hour")
        .require(within(stall, MINUTE), "noise.stall", stall, "from 0 to 1 minute")
        .require(within(jitter, MINUTE), "noise.jitter", jitter, "from 0 to 1 minute")
        .require(errorShare >= 0 && errorShare <= 1, "noise.errorShare", errorShare, "from 0 to 1")
        .check();
  }

  private static boolean within(Duration time, Duration most) {
    return !time.isNegative() && time.compareTo(most) <= 0;
  }

  /** Nothing disturbs; the seed is 1. */
  public static Noise none() {
    return new Noise(Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, 1);
  }

  /** The noise in words, or the empty text if there is none. */
  String describe() {
    List<String> parts = new ArrayList<>();
    if (stalls()) {
      parts.add(
          "stalls of %s ms about every %s ms"
              .formatted(Words.millis(stall), Words.millis(stallEvery)));
    }
    if (!jitter.isZero()) {
      parts.add("up to " + Words.millis(jitter) + " ms of jitter");
    }
    if (errorShare > 0) {
      parts.add(String.format(Locale.ROOT, "%s %% answered 503", Words.plain(100 * errorShare)));
    }
    return String.join(", ", parts);
  }

  boolean stalls() {
    return !stallEvery.isZero() && !stall.isZero();
  }
}
