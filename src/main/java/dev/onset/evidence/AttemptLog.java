package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The attempts one by one, in the order in which they started.
 *
 * <p>What a limiter remembers shows only in the order of what it admits. Immutable; some 60 bytes
 * an attempt. {@link #plus} is commutative and associative with {@link #EMPTY} as neutral. A log
 * has a ceiling of {@value #MOST} attempts; one that would be longer is {@link #OVERFULL}, and so
 * is every sum with it: half a log would show a limiter that does not exist.
 *
 * @param entries the attempts; none when there were too many
 * @param isOverfull whether there were more attempts than a log holds
 */
public record AttemptLog(List<Entry> entries, boolean isOverfull) {

  /** Most attempts that a log holds. */
  public static final int MOST = 500_000;

  /** The log of nothing. */
  public static final AttemptLog EMPTY = new AttemptLog(List.of(), false);

  /** The log of too much. */
  public static final AttemptLog OVERFULL = new AttemptLog(List.of(), true);

  // Ties are broken by everything known, so that the order does not depend on who was added first.
  private static final Comparator<Entry> ORDER =
      Comparator.comparingLong(Entry::startNanos)
          .thenComparingLong(Entry::endNanos)
          .thenComparing(Entry::outcome)
          .thenComparingInt(Entry::caller)
          .thenComparingDouble(Entry::waitSeconds)
          .thenComparingDouble(Entry::connectNanos)
          .thenComparingDouble(Entry::tokens)
          .thenComparing(entry -> entry.parts().toString());

  /**
   * One attempt.
   *
   * @param startNanos when it started, since the experiment began
   * @param endNanos when it ended, since the experiment began
   * @param outcome what it ended as
   * @param waitSeconds how long the target asked to wait; NaN when it did not
   * @param caller which of the callers made it, from 0
   * @param connectNanos how long it took to get a connection of its own; NaN when it did not
   * @param tokens what it cost, in tokens; NaN when that is not known
   * @param parts the requests that it consists of; none when it is one request itself
   */
  public record Entry(
      long startNanos,
      long endNanos,
      Outcome outcome,
      double waitSeconds,
      int caller,
      double connectNanos,
      double tokens,
      List<Part> parts) {

    public Entry {
      parts = List.copyOf(parts);
    }

    /** An attempt that is one request, of which nobody knows what it cost in tokens. */
    public Entry(
        long startNanos,
        long endNanos,
        Outcome outcome,
        double waitSeconds,
        int caller,
        double connectNanos) {
      this(startNanos, endNanos, outcome, waitSeconds, caller, connectNanos, Double.NaN, List.of());
    }

    /** An attempt of which it is not known how long it took to connect. */
    public Entry(long startNanos, long endNanos, Outcome outcome, double waitSeconds, int caller) {
      this(startNanos, endNanos, outcome, waitSeconds, caller, Double.NaN);
    }

    Entry relabelled(Outcome from, Outcome to) {
      return outcome != from && parts.stream().noneMatch(part -> part.outcome() == from)
          ? this
          : new Entry(
              startNanos,
              endNanos,
              outcome == from ? to : outcome,
              waitSeconds,
              caller,
              connectNanos,
              tokens,
              parts.stream().map(part -> part.relabelled(from, to)).toList());
    }
  }

  /**
   * One of the requests that an attempt consists of.
   *
   * @param name what the scenario calls it
   * @param startNanos when it was sent, since the experiment began
   * @param endNanos when it ended, since the experiment began
   * @param outcome what it ended as
   */
  public record Part(String name, long startNanos, long endNanos, Outcome outcome) {

    Part relabelled(Outcome from, Outcome to) {
      return outcome == from ? new Part(name, startNanos, endNanos, to) : this;
    }
  }

  public AttemptLog {
    entries = List.copyOf(entries);
  }

  /** The log of these attempts, in any order. */
  static AttemptLog of(List<Entry> entries) {
    if (entries.size() > MOST) {
      return OVERFULL;
    }
    var sorted = new ArrayList<>(entries);
    sorted.sort(ORDER);
    return new AttemptLog(sorted, false);
  }

  /** Both logs' attempts. */
  public AttemptLog plus(AttemptLog other) {
    if (isOverfull || other.isOverfull) {
      return OVERFULL;
    }
    var both = new ArrayList<>(entries);
    both.addAll(other.entries);
    return of(both);
  }

  /** The same attempts with one outcome counted as another. */
  public AttemptLog relabelled(Outcome from, Outcome to) {
    return isOverfull
        ? this
        : of(entries.stream().map(entry -> entry.relabelled(from, to)).toList());
  }
}
