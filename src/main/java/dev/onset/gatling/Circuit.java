package dev.onset.gatling;

import dev.onset.outcome.Outcome;
import dev.onset.search.Trial;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends an experiment whose target stays down after the load is gone: whoever depends on it needs it
 * more than the search does. Confined to the experiment's thread.
 */
final class Circuit {

  /** Failures of a target, or of the way to it, other than turning somebody away by rule. */
  private static final Set<Outcome> AILING =
      EnumSet.of(
          Outcome.CONNECT_TIMEOUT,
          Outcome.CONNECTION_REFUSED,
          Outcome.UNREACHABLE,
          Outcome.CONNECTION_RESET,
          Outcome.CLOSED_EARLY,
          Outcome.DNS_FAILURE,
          Outcome.TLS_FAILURE,
          Outcome.REQUEST_TIMEOUT,
          Outcome.OVERLOADED,
          Outcome.GATEWAY_TIMEOUT,
          Outcome.UPSTREAM_FAILURE,
          Outcome.APPLICATION_ERROR);

  private static final Duration BETWEEN_PULSES = Duration.ofSeconds(1);

  /** Passes time. */
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final Oversight oversight;
  private final Duration patience;
  private final Pause pause;
  private final LongSupplier nanoTime;

  /**
   * A circuit that is closed.
   *
   * @param oversight tells how the target is, and whether to go on waiting
   * @param patience how long the target may take to come back; zero to never ask. No look at it
   *     begins later than that.
   * @param nanoTime the time, which looking at a target that hangs takes as well
   */
  Circuit(Oversight oversight, Duration patience, Pause pause, LongSupplier nanoTime) {
    this.oversight = oversight;
    this.patience = patience;
    this.pause = pause;
    this.nanoTime = nanoTime;
  }

  /**
   * Waits until the target is well after a trial in which it failed.
   *
   * @return why the experiment is to stop, or null when it may go on
   */
  @Nullable String after(Trial trial) throws InterruptedException {
    if (patience.isZero() || AILING.stream().noneMatch(trial.everything().counts()::containsKey)) {
      return null;
    }
    long start = nanoTime.getAsLong();
    var ailment = oversight.ailment();
    while (ailment != null
        && nanoTime.getAsLong() - start < patience.toNanos()
        && oversight.calledOff() == null) {
      pause.of(BETWEEN_PULSES);
      ailment = oversight.ailment();
    }
    return ailment == null || oversight.calledOff() != null
        ? null
        : "the target has not come back within %d s after the load was gone (onset.budget.recovery): %s"
            .formatted(patience.toSeconds(), ailment.replaceFirst("\\.$", ""));
  }
}
