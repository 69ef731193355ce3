package dev.onset.search;

import dev.onset.load.ConstantRate;
import dev.onset.load.Ramp;
import dev.onset.load.Schedule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a search wants next. */
public sealed interface Step {

  /**
   * Offer load for a time.
   *
   * @param purpose what for
   * @param load the load that the trial is about, in the axis's unit
   * @param schedule when attempts are due
   * @param settle how much of the schedule only brings the target into the state that the trial is
   *     about: its attempts are kept, but not judged
   * @param callers how many callers take turns, attempt by attempt; at least 1
   * @param restBefore how long to leave the target alone first, so that it can recover
   */
  record Measure(
      Purpose purpose,
      double load,
      Schedule schedule,
      Duration settle,
      int callers,
      Duration restBefore)
      implements Step {

    /** Holds one load all the time, as one caller. */
    public Measure(Purpose purpose, double load, Duration length, Duration restBefore) {
      this(purpose, load, new ConstantRate(load, length), Duration.ZERO, 1, restBefore);
    }

    /** How long attempts are due. */
    public Duration length() {
      return schedule.length();
    }
  }

  /**
   * Open connections one by one and hold them.
   *
   * @param ramp when to open each
   * @param restBefore how long to leave the target alone first
   */
  record Open(Ramp ramp, Duration restBefore) implements Step {}

  /**
   * Measure nothing more.
   *
   * @param end how the search ended
   * @param reason why it ended without an answer, or null when it has one
   */
  record Done(End end, @Nullable String reason) implements Step {}

  /** How a search can end. */
  enum End {
    /** It has its answer, which may be that nothing began. */
    ANSWERED,
    /** The target did not let it decide. */
    UNDECIDED,
    /** The load generator was too weak to decide. */
    LIMITED
  }
}
