package dev.onset.gatling;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The iterations that are under way, and what is wrong with the scenario itself: then the
 * experiment is called off, because a number would say nothing of the target. Thread-safe.
 */
final class Iterations {

  static final String ENDED_BY_GATLING =
      "Gatling ended the run before the experiment was over: a feeder ran empty (let it begin again"
          + " with .circular() or .random()), or the scenario stops the load generator";

  private static final long BETWEEN_LOOKS_NANOS = 500_000_000;

  private final Set<Iteration> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable String> fault = new AtomicReference<>();
  private volatile long patienceNanos;
  private volatile long nextLookNanos = System.nanoTime();

  /**
   * None yet.
   *
   * @param patienceNanos how long nothing may happen in one
   */
  Iterations(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  /** From now on nothing may happen in one for so long. */
  void setPatience(long nanos) {
    patienceNanos = nanos;
  }

  void begun(Iteration iteration) {
    running.add(iteration);
  }

  void ended(Iteration iteration) {
    running.remove(iteration);
  }

  /** The scenario cannot be measured with; the first reason counts. */
  void report(String why) {
    fault.compareAndSet(null, why);
  }

  /** Why the scenario cannot be measured with, or null; ends what will not end by itself. */
  @Nullable String fault(long nowNanos) {
    if (nowNanos - nextLookNanos >= 0) {
      nextLookNanos = nowNanos + BETWEEN_LOOKS_NANOS;
      for (var iteration : running) {
        if (iteration.idleNanos(nowNanos) > patienceNanos && iteration.giveUp(nowNanos)) {
          report(
              String.format(
                  Locale.ROOT,
                  "for %.0f s nothing happened in an iteration of the scenario: it pauses or waits,"
                      + " or it ends the virtual user (exitHere, exitHereIfFailed). Take that out:"
                      + " an iteration ends by itself at the first request that fails",
                  patienceNanos / 1e9));
        }
      }
    }
    return fault.get();
  }

  /** Gatling has ended, and with it whatever was under way. */
  void gatlingEnded(long nowNanos) {
    report(ENDED_BY_GATLING);
    running.forEach(iteration -> iteration.giveUp(nowNanos));
    running.clear();
  }
}
