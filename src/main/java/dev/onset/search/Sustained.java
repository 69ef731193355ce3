package dev.onset.search;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which new connections come about once whatever held them in store is used up: the
 * tokens of a SYN limiter with a burst, or the room in an accept queue.
 *
 * <p>A trial of {@code T} seconds at load {@code L} above a limit {@code r} with a burst {@code b}
 * shows no dropped SYN when {@code (L - r) T <= b}, so that a clean load may well be above what can
 * be sustained. In a trial that failed, connections come about at {@code r} from the first dropped
 * SYN on, whatever the burst, and no clean load above that is a lower bound. How large the burst is
 * cannot be read from trials that followed each other: they begin with what is left of it. Pure.
 *
 * @param perSecond connections per second that came about after the first dropped SYN, over all
 *     trials that failed
 * @param leeway by how much that may be wrong: one connection at either end of each trial
 * @param isAgreed whether the trials that failed agree on that rate; those of a limiter whose
 *     window is as long as a trial, or of a target that changes, do not
 */
record Sustained(double perSecond, double leeway, boolean isAgreed) {

  private static final int FEWEST_DROPPED = 3;
  private static final double SHORTEST_SECONDS = 1;

  /** Rates of single trials that are farther apart are not those of one limit. */
  private static final double ALIKE = 0.05;

  /** What one failing trial shows. */
  private record Part(double seconds, long after) {
    double perSecond() {
      return after / seconds;
    }
  }

  /** Bounds that are farther apart than this share of the upper one are not an answer. */
  private static final double WIDEST = 0.15;

  /** From trials that failed for dropped SYNs, or null when none was long enough. */
  static @Nullable Sustained of(List<Trial> trials, SynRetries retries) {
    var parts = new ArrayList<Part>();
    for (var trial : trials) {
      var part = trial.valid() ? part(trial, retries) : null;
      if (part != null) {
        parts.add(part);
      }
    }
    double seconds = parts.stream().mapToDouble(Part::seconds).sum();
    if (parts.isEmpty()) {
      return null;
    }
    double perSecond = parts.stream().mapToLong(Part::after).sum() / seconds;
    boolean alike =
        parts.stream()
            .allMatch(
                part ->
                    Math.abs(part.perSecond() - perSecond)
                        <= ALIKE * perSecond + 2 / part.seconds());
    return new Sustained(perSecond, parts.size() / seconds, alike);
  }

  private static @Nullable Part part(Trial trial, SynRetries retries) {
    var entries = trial.summary().log().entries();
    long begin = trial.startedAt().toNanos();
    long end = begin + trial.length().toNanos();
    long firstDropped = Long.MAX_VALUE;
    int dropped = 0;
    for (var entry : entries) {
      if (retries.isDropped(entry)) {
        firstDropped = Math.min(firstDropped, entry.startNanos());
        dropped++;
      }
    }
    if (dropped < FEWEST_DROPPED || end - firstDropped < SHORTEST_SECONDS * 1e9) {
      return null;
    }
    long after = 0;
    for (var entry : entries) {
      double connected = entry.startNanos() + entry.connectNanos();
      if (connected >= firstDropped && connected <= end) {
        after++;
      }
    }
    return new Part((end - firstDropped) / 1e9, after);
  }

  /** The highest load that may count as a lower bound. */
  double most() {
    return perSecond + leeway;
  }

  /**
   * The onset with a lower bound that can be sustained; the same when its lower bound can. Without
   * an agreed rate, and with bounds that are then far apart, it is undecided.
   */
  Onset correct(Onset onset, List<Trial> clean) {
    var lower = onset.lower();
    var upper = onset.upper();
    if (onset.status() != OnsetStatus.FOUND || lower == null || upper == null) {
      return onset;
    }
    if (!isAgreed) {
      return with(onset, OnsetStatus.UNDECIDED, lower, onset.estimate());
    }
    if (lower <= most()) {
      return onset;
    }
    var held =
        clean.stream()
            .map(Trial::load)
            .filter(load -> load <= most())
            .max(Double::compare)
            .orElse(null);
    boolean close = held != null && upper - held <= WIDEST * upper;
    return with(
        onset,
        close ? OnsetStatus.FOUND : OnsetStatus.UNDECIDED,
        held,
        Math.min(upper, held == null ? perSecond : Math.max(held, perSecond)));
  }

  private static Onset with(
      Onset onset, OnsetStatus status, @Nullable Double lower, @Nullable Double estimate) {
    return new Onset(
        onset.outcome(),
        status,
        lower,
        onset.upper(),
        estimate,
        onset.observed(),
        status == OnsetStatus.FOUND ? onset.confidence() : 0);
  }
}
