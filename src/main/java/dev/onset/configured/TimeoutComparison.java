package dev.onset.configured;

import dev.onset.configured.Comparison.Verdict;
import dev.onset.outcome.Outcome;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Latency;
import java.util.List;

/**
 * A gateway's patience with its upstream, held against how long answers took that say it ended.
 * These times begin when a request was due, so they are never shorter than the timeout, and longer
 * by however long the request was under way.
 */
final class TimeoutComparison {

  /** Times of answers lie up to this part beyond the timeout itself. */
  private static final double LATER = 0.1;

  private static final double EARLIER = 0.01;
  private static final double LEAST_ROOM_SECONDS = 0.05;

  private TimeoutComparison() {}

  static Comparison of(Limit limit, List<Limit> all, ExperimentRecord experiment) {
    var seconds = limit.amount();
    var late =
        experiment.latencies().stream()
            .filter(l -> l.outcome() == Outcome.GATEWAY_TIMEOUT && l.count() > 0)
            .findFirst();
    if (seconds == null || late.isEmpty()) {
      return Comparison.said(
          limit, Verdict.NOT_REACHED, "no gateway timeout", "nothing took that long");
    }
    double median = late.get().p50Millis() / 1_000;
    var words =
        "%d gateway timeouts, half of them within %s s"
            .formatted(late.get().count(), Words.number(median));
    if (!Double.isFinite(median)) {
      return Comparison.not(limit, "how long gateway timeouts took is not known");
    }
    if (matches(seconds, median)) {
      return Comparison.said(limit, Verdict.KEPT, words, "");
    }
    if (all.stream().anyMatch(other -> explains(other, late.get()))) {
      return Comparison.said(limit, Verdict.NOT_REACHED, words, "those are of another timeout");
    }
    return median < seconds
        ? Comparison.said(limit, Verdict.LOWER, words, "earlier than configured")
        : Comparison.said(limit, Verdict.NOT_COMPARABLE, words, "which contains other waits");
  }

  private static boolean explains(Limit other, Latency late) {
    var seconds = other.amount();
    return other.kind() == Kind.HARD_TIMEOUT
        && seconds != null
        && matches(seconds, late.p50Millis() / 1_000);
  }

  private static boolean matches(double seconds, double median) {
    return median >= seconds * (1 - EARLIER)
        && median <= seconds + Math.max(LEAST_ROOM_SECONDS, seconds * LATER);
  }
}
