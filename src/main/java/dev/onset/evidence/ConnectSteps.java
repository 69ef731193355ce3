package dev.onset.evidence;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections that took whole seconds longer than usual: their SYN was dropped, and one of its
 * retries got through.
 *
 * <p>It shows dropped SYNs at loads at which no connection times out yet. Usual is the median of
 * the connections that took less than {@value #QUICK_MILLIS} ms, and the spread is what their 95th
 * percentile is above that. A connection is a step when its time above the usual is that of a
 * {@linkplain SynSchedule retry}, give or take {@value #TOLERANCE_MILLIS} ms and the spread. Where
 * the spread exceeds {@value #MOST_SPREAD_MILLIS} ms, or more slow connections lie between the
 * steps than on them, times are merely uneven and no step is seen.
 *
 * @param usualMillis what a connection takes; NaN when none was quick
 * @param spreadMillis how uneven that is; NaN when none was quick
 * @param counts connections by the second in which a retry got through
 * @param between slow connections that are no step
 * @param gaveUp connections that were given up while no SYN had been answered
 * @param schedule when retries are sent, as far as the steps tell
 * @param first the first dropped SYN by the time at which it was due, or null when none was
 * @param lowestLoad the lowest load at which a SYN was dropped, or null when none was
 * @param cleanLoad the highest load below that, with that of the first dropped SYN its uncertainty:
 *     up to here no SYN was dropped; null when there was no lower load
 * @param cleanAttempts connections at loads up to {@code cleanLoad}: of n clean ones, fewer than 3
 *     in n are dropped with 95 % confidence
 * @param leastRetries SYNs that were sent again for certain
 */
public record ConnectSteps(
    double usualMillis,
    double spreadMillis,
    SortedMap<Integer, Long> counts,
    long between,
    long gaveUp,
    SynSchedule schedule,
    @Nullable DroppedSyn first,
    @Nullable Double lowestLoad,
    @Nullable Double cleanLoad,
    long cleanAttempts,
    long leastRetries) {

  /** A connection that takes longer may have had to retry. */
  static final double QUICK_MILLIS = 900;

  static final double TOLERANCE_MILLIS = 60;
  static final double MOST_SPREAD_MILLIS = 200;

  /** Whether the kernel's count of repeated SYNs bears the steps out. */
  public enum Confirmation {
    /** It repeated at least as many SYNs as the steps need. */
    CONFIRMED,
    /** It repeated fewer: something else than dropped SYNs made connections slow. */
    CONTRADICTED,
    /** The kernel's count is not known, or there is no step. */
    UNKNOWN
  }

  public ConnectSteps {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** The steps among these connections, in any order. */
  public static ConnectSteps of(List<ConnectTime> times) {
    return StepFinder.find(times);
  }

  /** Whether any SYN was dropped, retried in vain or not. */
  public boolean isDropping() {
    return first != null;
  }

  /**
   * After how many seconds a retry brought a connection about that took so long; 0 when its first
   * SYN did, when connecting is merely slow, or for NaN.
   */
  public int secondsBefore(double millis) {
    if (counts.isEmpty() || !(millis >= QUICK_MILLIS)) {
      return 0;
    }
    return StepFinder.seconds(millis, usualMillis, spreadMillis);
  }

  /** Connections that came about only after a retry. */
  public long stepped() {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** Whether the kernel bears it out, given what it counted over the same time. */
  public Confirmation confirmedBy(KernelEvidence kernel) {
    var repeated = kernel.count(KernelCounter.TCP_SYN_RETRANS);
    if (repeated.isEmpty() || leastRetries == 0) {
      return Confirmation.UNKNOWN;
    }
    return repeated.getAsLong() >= leastRetries
        ? Confirmation.CONFIRMED
        : Confirmation.CONTRADICTED;
  }
}
