package dev.onset.report;

import dev.onset.record.ExperimentRecord.Limiter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A rate limiter in a few words, for a table: "token bucket, 200/s, 20 at once". */
final class LimiterPhrase {

  private LimiterPhrase() {}

  static String of(@Nullable Limiter limiter) {
    if (limiter == null) {
      return "";
    }
    var text = new StringBuilder(limiter.algorithm().replace('_', ' ').toLowerCase(Locale.ROOT));
    if (limiter.ratePerSecond() > 0) {
      text.append(", ").append(Figures.quantity(limiter.ratePerSecond())).append("/s");
    }
    if (limiter.burst() > 1) {
      text.append(", ").append(Figures.quantity(limiter.burst())).append(" at once");
    }
    var tokens = limiter.tokens();
    if (tokens != null && !TokenWords.phrase(tokens).isEmpty()) {
      text.append(", ").append(TokenWords.phrase(tokens));
    }
    return text.toString();
  }
}
