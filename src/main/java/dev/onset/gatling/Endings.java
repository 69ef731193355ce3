package dev.onset.gatling;

import dev.onset.evidence.Attempt;
import dev.onset.limiter.DeclaredWait;
import dev.onset.outcome.Classifier;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Verbatim;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a worker saw into attempts, with times since the experiment's origin. Thread-safe.
 *
 * @param originNanos the experiment's beginning on {@link System#nanoTime}'s clock
 */
record Endings(long originNanos) {

  /** An attempt that ended; a missing ending means that Gatling gave no cause. */
  Attempt attempt(
      double load,
      int caller,
      long dueNanos,
      long startNanos,
      long endNanos,
      @Nullable Ending ending) {
    var known =
        ending == null ? new Ending.Unanswered("no response and no cause reported", false) : ending;
    var outcome = Classifier.classify(known);
    return new Attempt(
        load,
        dueNanos - originNanos,
        startNanos - originNanos,
        endNanos - originNanos,
        outcome,
        outcome == Outcome.OK ? null : Verbatim.of(known),
        known instanceof Ending.Answered answer ? DeclaredWait.seconds(answer.headers()) : null,
        caller);
  }
}
