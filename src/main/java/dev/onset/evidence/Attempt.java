package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One try at a request or at opening a connection. Times are nanoseconds since the experiment
 * began.
 *
 * @param load the load in force when the attempt was due
 * @param dueNanos when it should have started
 * @param startNanos when it started
 * @param endNanos when it ended
 * @param outcome what it ended as
 * @param text the ending verbatim, or null when it was {@link Outcome#OK}
 * @param waitSeconds how long the target asked the caller to wait, or null when it did not say
 * @param caller which of the callers made it, from 0
 * @param route how it got to its target
 * @param tokens what it cost, in tokens, or null when that is not known
 * @param parts the requests that it consists of; none when it is one request itself
 */
public record Attempt(
    double load,
    long dueNanos,
    long startNanos,
    long endNanos,
    Outcome outcome,
    @Nullable String text,
    @Nullable Double waitSeconds,
    int caller,
    Route route,
    @Nullable Double tokens,
    List<AttemptLog.Part> parts) {

  public Attempt {
    parts = List.copyOf(parts);
  }

  /** An attempt that is one request, of which nobody knows what it cost in tokens. */
  public Attempt(
      double load,
      long dueNanos,
      long startNanos,
      long endNanos,
      Outcome outcome,
      @Nullable String text,
      @Nullable Double waitSeconds,
      int caller,
      Route route) {
    this(
        load,
        dueNanos,
        startNanos,
        endNanos,
        outcome,
        text,
        waitSeconds,
        caller,
        route,
        null,
        List.of());
  }

  /** An attempt of which it is not known how it got to its target. */
  public Attempt(
      double load,
      long dueNanos,
      long startNanos,
      long endNanos,
      Outcome outcome,
      @Nullable String text,
      @Nullable Double waitSeconds,
      int caller) {
    this(load, dueNanos, startNanos, endNanos, outcome, text, waitSeconds, caller, Route.UNKNOWN);
  }

  /** An attempt of the first caller. */
  public Attempt(
      double load,
      long dueNanos,
      long startNanos,
      long endNanos,
      Outcome outcome,
      @Nullable String text,
      @Nullable Double waitSeconds) {
    this(load, dueNanos, startNanos, endNanos, outcome, text, waitSeconds, 0);
  }

  /** The second of the experiment in which it was due, from 0. */
  int dueSecond() {
    return (int) Math.floorDiv(dueNanos, 1_000_000_000L);
  }

  /**
   * Nanoseconds by which the attempt started late; 0 when it was early. Pauses are rounded to
   * milliseconds, so that up to 1 ms early is usual.
   */
  public long lagNanos() {
    return Math.max(0, startNanos - dueNanos);
  }

  /**
   * Nanoseconds from when the attempt was due, or from when it started if that was earlier, to its
   * end: what a caller waits, lateness of the load generator included.
   */
  public long latencyNanos() {
    return Math.max(0, endNanos - Math.min(dueNanos, startNanos));
  }
}
