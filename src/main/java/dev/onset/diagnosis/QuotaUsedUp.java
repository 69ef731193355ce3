package dev.onset.diagnosis;

import dev.onset.outcome.Outcome;
import java.util.Optional;

/** An allowance for hours or days is used up, and the target says so. */
final class QuotaUsedUp implements Rule {

  @Override
  public Optional<Finding> apply(Reading reading) {
    return reading.has(Outcome.QUOTA_EXCEEDED)
        ? Notes.on(Mechanism.QUOTA_USED_UP)
            .explains(Outcome.QUOTA_EXCEEDED)
            .seen(reading.quote(Outcome.QUOTA_EXCEEDED))
            .seen("The answer speaks of an allowance, not of a rate: slowing down does not help.")
            .advise(
                "Wait until the allowance is renewed, or use a key for tests with a larger one.",
                "Count what the measurement itself spends: onset.budget.rejected and"
                    + " onset.budget.duration bound it.")
            .with(Confidence.PROVEN)
        : Optional.empty();
  }
}
