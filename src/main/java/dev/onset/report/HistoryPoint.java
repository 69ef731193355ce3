package dev.onset.report;

import dev.onset.compare.Measured;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.store.RunSummary;
import dev.onset.store.RunSummary.Result;
import org.jspecify.annotations.Nullable;

/**
 * One run on a line of the history.
 *
 * @param onset its answer; null when there is none for this outcome
 */
record HistoryPoint(RunSummary run, Result result, @Nullable Onset onset) {

  /** Label of what was under test. */
  String release() {
    return run.release() == null ? "unknown" : run.release();
  }

  /** Whether its answer has this status. */
  boolean is(OnsetStatus status) {
    return onset != null && onset.status() == status;
  }

  /** The best single value of an onset that was found; null when there is none. */
  @Nullable Double value() {
    if (onset == null || onset.status() != OnsetStatus.FOUND) {
      return null;
    }
    var lower = onset.lower();
    var upper = onset.upper();
    var value =
        onset.estimate() != null
            ? onset.estimate()
            : lower != null && upper != null
                ? Double.valueOf((lower + upper) / 2)
                : upper != null ? upper : lower;
    return value != null && value > 0 && Double.isFinite(value) ? value : null;
  }

  /**
   * What counts for levels and changes: what was found by a load generator that was not the
   * bottleneck; null otherwise.
   */
  @Nullable Measured measured() {
    var value = value();
    if (value == null || onset == null || result.injector() == Fitness.LIMITED) {
      return null;
    }
    return new Measured(
        onset.lower() == null ? 0 : onset.lower(),
        value,
        onset.upper() == null ? value : onset.upper());
  }

  /** Whether its answer tells whether the outcome occurs: decided, and by a fit load generator. */
  boolean tells() {
    return onset != null
        && onset.status() != OnsetStatus.UNDECIDED
        && result.injector() != Fitness.LIMITED
        && result.status() != Status.FAILED;
  }

  /** The status in a word, as the badges of the pages say it. */
  String status() {
    if (onset != null) {
      return Answer.Mark.of(onset.status()).word();
    }
    return result.status() == Status.FAILED ? Answer.Mark.FAILED.word() : "NOT SEEN";
  }
}
