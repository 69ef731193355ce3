package dev.onset.gatling;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.record.FeederRecord;
import org.jspecify.annotations.Nullable;

/** How rows were spent, in the form in which it is kept. Pure. */
final class FeederRecording {

  private FeederRecording() {}

  /**
   * What became of the rows, or null without any.
   *
   * @param limiter what limited them, or null when nothing did
   */
  static @Nullable FeederRecord of(@Nullable Filler filler, @Nullable Limiter limiter) {
    if (filler == null) {
      return null;
    }
    var feed = filler.feed();
    var spending = filler.spending();
    return new FeederRecord(
        feed.file(),
        feed.rows().columns(),
        feed.rows().size(),
        feed.order().slug(),
        spending.attempts(),
        spending.used(),
        spending.least(),
        spending.most(),
        spending.failures().stream()
            .map(
                failure ->
                    new FeederRecord.Failure(
                        failure.outcome(), failure.attempts(), failure.rows(), failure.worst()))
            .toList(),
        isPerRow(limiter));
  }

  private static @Nullable Boolean isPerRow(@Nullable Limiter limiter) {
    if (limiter == null || limiter.algorithm() == Algorithm.UNKNOWN) {
      return null;
    }
    return limiter.shares() > 1;
  }
}
