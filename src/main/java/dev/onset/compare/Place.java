package dev.onset.compare;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Where on an axis something begins: above {@code lower}, and at {@code upper} at the latest.
 *
 * @param status whether the bounds are confirmed
 * @param lower highest load confirmed clean; null when none was
 * @param upper lowest load confirmed to fail; null when none was
 * @param estimate best single value; null when there is none
 */
public record Place(
    OnsetStatus status, @Nullable Double lower, @Nullable Double upper, @Nullable Double estimate) {

  /** The place of an onset. */
  static Place of(Onset onset) {
    return new Place(onset.status(), onset.lower(), onset.upper(), onset.estimate());
  }

  /** The place of what did not occur up to a load. */
  static Place above(double load) {
    return new Place(OnsetStatus.NOT_REACHED, load, null, null);
  }

  /** The place of what occurred while nobody looked where it begins. */
  static Place unknown() {
    return new Place(OnsetStatus.UNDECIDED, null, null, null);
  }

  /**
   * The place of what an experiment has no onset of: above the highest load held without it when it
   * never occurred there, and not known otherwise.
   *
   * <p>On the rate axes a load was held when nothing failed: what a limiter turns away cannot fail
   * otherwise. Connections that are open are open, whatever became of others.
   */
  public static Place unsearched(ExperimentRecord experiment, Outcome outcome) {
    boolean connections = experiment.axis() == Axis.CONCURRENCY;
    double clean =
        experiment.trials().stream()
            .filter(
                trial ->
                    trial.verdict() == Verdict.GOOD
                        || (connections && trial.verdict() == Verdict.BAD))
            .mapToDouble(ExperimentRecord.Trial::load)
            .max()
            .orElse(0);
    return clean == 0 || experiment.outcomes().getOrDefault(outcome, 0L) > 0
        ? unknown()
        : above(clean);
  }

  /** The lower end; 0 when it is open. An undecided place has open ends: nothing is confirmed. */
  double lowest() {
    return lower == null || status == OnsetStatus.UNDECIDED ? 0 : lower;
  }

  /** The upper end; infinite when it is open. */
  double highest() {
    return upper == null || status == OnsetStatus.UNDECIDED || status == OnsetStatus.NOT_REACHED
        ? Double.POSITIVE_INFINITY
        : upper;
  }

  boolean is(OnsetStatus other) {
    return status == other;
  }
}
