package dev.onset.gatling;

import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Ending;
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
  private volatile boolean judged;

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
  }

  boolean isJudged() {
    return judged;
  }

  boolean isOverdue(long nowNanos, long limitNanos) {
    return !judged && nowNanos - begunNanos > limitNanos;
  }

  synchronized void judge(long nowNanos, @Nullable Ending ending) {
    if (judged) {
      return;
    }
    var attempt = endings.attempt(load, 0, dueNanos, begunNanos, nowNanos, ending);
    recorder.add(attempt);
    tally.add(attempt);
    judged = true;
  }
}
