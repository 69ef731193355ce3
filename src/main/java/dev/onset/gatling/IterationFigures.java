package dev.onset.gatling;

import dev.onset.evidence.AttemptLog;
import dev.onset.outcome.Outcome;
import dev.onset.search.LimitedRequests;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What iterations of a scenario consisted of. Pure.
 *
 * @param iterations those in which nothing failed
 * @param requests by name, in the order in which they were first made, how many they made
 * @param limited which of them a limiter decided on
 * @param onset the load at which rate limiting begins, in iterations per second, or null
 */
record IterationFigures(
    long iterations, Map<String, Long> requests, LimitedRequests limited, @Nullable Double onset) {

  private static final int MOST_NAMES = 8;

  /** Iterations that take longer than this share of a trial are not under its load throughout. */
  private static final double MOST_SHARE = 0.5;

  static IterationFigures of(Findings findings) {
    var requests = new LinkedHashMap<String, Long>();
    long iterations = 0;
    for (var trial : findings.trials()) {
      for (var entry : trial.everything().log().entries()) {
        if (entry.outcome() == Outcome.OK) {
          iterations++;
          count(entry, requests);
        }
      }
    }
    var onset =
        findings.onsets().stream()
            .filter(o -> o.outcome().isRejection() && o.status() == OnsetStatus.FOUND)
            .map(o -> o.estimate())
            .findFirst()
            .orElse(null);
    return new IterationFigures(iterations, requests, LimitedRequests.in(findings.trials()), onset);
  }

  private static void count(AttemptLog.Entry entry, Map<String, Long> requests) {
    for (var part : entry.parts()) {
      requests.merge(part.name(), 1L, Long::sum);
    }
  }

  /**
   * What one iteration is, and what that makes of the onset; null when none was without failure.
   */
  @Nullable String sentence() {
    if (iterations == 0) {
      return null;
    }
    double all = perIteration(requests.values().stream().mapToLong(n -> n).sum());
    var text =
        String.format(
            Locale.ROOT,
            "A load is so many iterations of the scenario. One makes %s: %s.",
            number(all) + (all == 1 ? " request" : " requests"),
            names());
    if (onset == null) {
      return text;
    }
    double limitedEach = limited.perAttempt();
    return text
        + String.format(
            Locale.ROOT,
            " Rate limiting decides on %s of them (%s): %s iterations/s are %s such requests/s.",
            number(limitedEach),
            limited.names().stream().sorted().limit(MOST_NAMES).collect(Collectors.joining(", ")),
            number(onset),
            number(onset * limitedEach));
  }

  private double perIteration(long count) {
    return (double) count / iterations;
  }

  private String names() {
    var names = new ArrayList<String>();
    for (var entry : List.copyOf(requests.entrySet())) {
      if (names.size() == MOST_NAMES) {
        names.add("…");
        break;
      }
      double each = perIteration(entry.getValue());
      names.add(entry.getKey() + (each == 1 ? "" : " × " + number(each)));
    }
    return String.join(", ", names);
  }

  private static String number(double value) {
    var text = String.format(Locale.ROOT, "%.2f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** Why a clean trial proves nothing, or null. */
  static @Nullable String tooLong(Trial trial) {
    boolean several =
        trial.summary().log().entries().stream().anyMatch(entry -> entry.parts().size() > 1);
    if (trial.verdict() != Verdict.GOOD || !several) {
      return null;
    }
    double seconds = trial.summary().latencyMillis(Outcome.OK, 50) / 1e3;
    double length = trial.length().toNanos() / 1e9;
    return seconds <= MOST_SHARE * length
        ? null
        : String.format(
            Locale.ROOT,
            "at %.1f iterations/s one took %.1f s, in a trial of %.1f s: its later requests were not"
                + " under that load. Raise onset.rate.level, onset.rate.trial and onset.rate.confirm"
                + " above %.0f s",
            trial.load(),
            seconds,
            length,
            Math.ceil(2 * seconds));
  }
}
