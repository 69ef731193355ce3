package dev.onset.gatling;

import dev.onset.config.TokenSettings;
import dev.onset.evidence.AttemptLog;
import dev.onset.outcome.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What answers said of what they cost in tokens. Pure. */
final class TokenCosts {

  private TokenCosts() {}

  /** How many answers did not say it though they were asked, in a sentence; null when all did. */
  static @Nullable String unsaid(Findings findings, TokenSettings tokens) {
    if (tokens.field() == null) {
      return null;
    }
    long served = 0;
    long said = 0;
    for (var trial : findings.trials()) {
      for (AttemptLog.Entry entry : trial.everything().log().entries()) {
        if (entry.outcome() == Outcome.OK) {
          served++;
          said += Double.isNaN(entry.tokens()) ? 0 : 1;
        }
      }
    }
    return said == served
        ? null
        : String.format(
            Locale.ROOT,
            "%s of %,d answers said what they cost (onset.target.tokens.field = %s)%s.",
            said == 0 ? "None" : "%,d".formatted(said),
            served,
            tokens.field(),
            said == 0
                ? ": look at an answer for the field's path; a stream may have to be asked for it"
                : "; the others were taken for average ones");
  }
}
