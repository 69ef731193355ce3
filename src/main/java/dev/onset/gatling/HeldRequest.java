package dev.onset.gatling;

import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * One request on a connection, from its start to its verdict, which comes but once. Thread-safe.
 */
final class HeldRequest {

  private final Endings endings;
  private final SummaryRecorder recorder;
  private final Tally tally;
  private final double load;
  private final long dueNanos;
  private final long begunNanos;
  private volatile @Nullable Outcome outcome;
  private volatile long activeNanos;

  HeldRequest(
      Endings endings,
      SummaryRecorder recorder,
      Tally tally,
      double load,
      long dueNanos,
      long begunNanos) {
    this.endings = endings;
    this.recorder = recorder;
    this.tally = tally;
    this.load = load;
    this.dueNanos = dueNanos;
    this.begunNanos = begunNanos;
    this.activeNanos = begunNanos;
  }

  /** It consists of several requests, and one of them was sent or answered. */
  void progresses(long nowNanos) {
    activeNanos = nowNanos;
  }

  boolean isJudged() {
    return outcome != null;
  }

  boolean isOverdue(long nowNanos, long limitNanos) {
    return outcome == null && nowNanos - activeNanos > limitNanos;
  }

  /** The verdict, of which there is but one. */
  synchronized Outcome judge(long nowNanos, @Nullable Ending ending) {
    var earlier = outcome;
    if (earlier != null) {
      return earlier;
    }
    var attempt = endings.attempt(load, 0, dueNanos, begunNanos, nowNanos, ending);
    recorder.add(attempt);
    tally.add(attempt);
    outcome = attempt.outcome();
    return attempt.outcome();
  }
}
