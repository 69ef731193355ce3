package dev.onset.search;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;

/** Trials put together by hand, all starting at second 0 of their experiment. */
final class Trials {

  static final Health WELL = new Health(0.8, 5);

  private Trials() {}

  /** A summary of so many attempts of each outcome, spread over ten seconds. */
  static Summary summary(Map<Outcome, Integer> counts) {
    return summary(counts, 0);
  }

  static Summary summary(Map<Outcome, Integer> counts, long lagMillis) {
    var recorder = new SummaryRecorder();
    counts.forEach(
        (outcome, count) -> {
          for (int i = 0; i < count; i++) {
            add(recorder, outcome, 10_000_000_000L * i / count, lagMillis, 1);
          }
        });
    return recorder.summary();
  }

  /** A trial whose attempts are given second by second, with a latency for each outcome. */
  static Trial perSecond(
      Purpose purpose,
      double load,
      int seconds,
      IntFunction<Map<Outcome, Integer>> counts,
      Map<Outcome, Integer> latencyMillis) {
    var recorder = new SummaryRecorder();
    for (int second = 0; second < seconds; second++) {
      long due = second * 1_000_000_000L;
      counts
          .apply(second)
          .forEach(
              (outcome, count) -> {
                for (int i = 0; i < count; i++) {
                  add(recorder, outcome, due, 0, latencyMillis.getOrDefault(outcome, 1));
                }
              });
    }
    var summary = recorder.summary();
    return Judge.judge(
        purpose,
        load,
        Duration.ZERO,
        Duration.ofSeconds(seconds),
        summary.attempts(),
        summary,
        WELL,
        false);
  }

  /** A trial of ten seconds. */
  static Trial of(Purpose purpose, double load, Map<Outcome, Integer> counts) {
    var summary = summary(counts);
    return Judge.judge(
        purpose,
        load,
        Duration.ZERO,
        Duration.ofSeconds(10),
        summary.attempts(),
        summary,
        WELL,
        false);
  }

  /** What an attempt ends as, by the second in which it is made and by its caller. */
  interface Fate {
    Outcome of(double seconds, int caller);
  }

  /** A trial with evenly paced attempts of one or several callers in turn. */
  static Trial paced(
      Purpose purpose, double load, double startSeconds, double seconds, int callers, Fate fate) {
    var summary = pacedSummary(load, startSeconds, seconds, callers, fate);
    return Judge.judge(
        purpose,
        load,
        Duration.ofMillis(Math.round(1000 * startSeconds)),
        Duration.ofMillis(Math.round(1000 * seconds)),
        summary.attempts(),
        summary,
        WELL,
        false);
  }

  static Summary pacedSummary(
      double load, double startSeconds, double seconds, int callers, Fate fate) {
    var recorder = new SummaryRecorder();
    int attempts = (int) Math.round(load * seconds);
    for (int i = 0; i < attempts; i++) {
      double at = startSeconds + i / load;
      long due = (long) (at * 1e9);
      recorder.add(
          new Attempt(
              load, due, due, due + 1_000_000, fate.of(at, i % callers), null, null, i % callers));
    }
    return recorder.summary();
  }

  /** A trial that the load generator spoilt. */
  static Trial spoilt(Purpose purpose, double load) {
    return Judge.judge(
        purpose,
        load,
        Duration.ZERO,
        Duration.ofSeconds(10),
        100,
        summary(Map.of(Outcome.RATE_LIMITED, 100)),
        new Health(0.01, 5000),
        false);
  }

  private static void add(
      SummaryRecorder recorder, Outcome outcome, long due, long lagMillis, int latencyMillis) {
    long start = due + lagMillis * 1_000_000;
    recorder.add(
        new Attempt(10, due, start, due + latencyMillis * 1_000_000L, outcome, null, null));
  }
}
