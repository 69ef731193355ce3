package dev.onset.search;

import dev.onset.outcome.Outcome;
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
 * SYN on, whatever the burst. Pure.
 *
 * @param perSecond connections per second that came about after the first dropped SYN, over all
 *     trials that failed
 * @param leeway by how much that may be wrong: one connection at either end of each trial
 * @param burst connections that came about before the first dropped SYN beyond that rate, at most
 */
record Sustained(double perSecond, double leeway, double burst) {

  private static final int FEWEST_DROPPED = 3;
  private static final double SHORTEST_SECONDS = 1;

  /** Rates of single trials that are farther apart are not those of one limit. */
  private static final double ALIKE = 0.05;

  /** What one failing trial shows. */
  private record Part(double seconds, long after, double secondsBefore, long before) {
    double perSecond() {
      return after / seconds;
    }
  }

  /** From trials that failed for dropped SYNs, or null when they do not agree on a rate. */
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
    double burst =
        parts.stream()
            .mapToDouble(part -> part.before() - perSecond * part.secondsBefore())
            .max()
            .orElse(0);
    return alike ? new Sustained(perSecond, parts.size() / seconds, Math.max(0, burst) + 1) : null;
  }

  private static @Nullable Part part(Trial trial, SynRetries retries) {
    var entries = trial.summary().log().entries();
    long begin = trial.startedAt().toNanos();
    long end = begin + trial.length().toNanos();
    long firstDropped = Long.MAX_VALUE;
    int dropped = 0;
    for (var entry : entries) {
      if (entry.outcome() == Outcome.CONNECT_TIMEOUT
          || retries.secondsBefore(entry.connectNanos()) > 0) {
        firstDropped = Math.min(firstDropped, entry.startNanos());
        dropped++;
      }
    }
    if (dropped < FEWEST_DROPPED || end - firstDropped < SHORTEST_SECONDS * 1e9) {
      return null;
    }
    long after = 0;
    long before = 0;
    for (var entry : entries) {
      double connected = entry.startNanos() + entry.connectNanos();
      if (connected < firstDropped) {
        before++;
      } else if (connected <= end) {
        after++;
      }
    }
    return new Part((end - firstDropped) / 1e9, after, (firstDropped - begin) / 1e9, before);
  }

  /**
   * Whether a load that was held cleanly for so long owes that to what was in store, and to the
   * dropped SYNs that a clean trial may have.
   */
  boolean explains(double load, double seconds) {
    double tolerated = Tolerance.OCCASIONAL * load * seconds;
    return load > perSecond + leeway
        && (load - perSecond) * seconds <= burst + 1 + Math.max(1, tolerated);
  }

  /** The onset with bounds that can be sustained; the same when its lower bound can. */
  Onset correct(Onset onset, List<Trial> clean) {
    var lower = onset.lower();
    if (lower == null || onset.upper() == null || !explains(lower, longest(lower, clean))) {
      return onset;
    }
    double most = perSecond + leeway;
    var held =
        clean.stream()
            .map(Trial::load)
            .filter(load -> load <= most)
            .max(Double::compare)
            .orElse(0d);
    return held == 0
        ? onset
        : new Onset(
            onset.outcome(),
            onset.status(),
            held,
            onset.upper(),
            Math.max(held, Math.min(onset.upper(), perSecond)),
            onset.observed(),
            onset.confidence());
  }

  private static double longest(double load, List<Trial> clean) {
    return clean.stream()
        .filter(trial -> trial.load() == load)
        .mapToDouble(trial -> trial.length().toNanos() / 1e9)
        .max()
        .orElse(0);
  }
}
