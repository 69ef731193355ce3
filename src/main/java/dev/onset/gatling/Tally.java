package dev.onset.gatling;

import dev.onset.evidence.Attempt;
import dev.onset.outcome.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Live counts of an experiment, for its progress line and its budget. Thread-safe. */
final class Tally {

  private final LongAdder sent = new LongAdder();
  private final LongAdder admitted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peakOpen = new AtomicInteger();

  void add(Attempt attempt) {
    sent.increment();
    if (attempt.outcome() == Outcome.OK) {
      admitted.increment();
    } else if (isTurnedAway(attempt.outcome())) {
      rejected.increment();
    } else {
      failed.increment();
    }
  }

  /** One more connection is in use; returns how many are. */
  int opened() {
    int now = open.incrementAndGet();
    peakOpen.accumulateAndGet(now, Math::max);
    return now;
  }

  void closed() {
    open.decrementAndGet();
  }

  int open() {
    return open.get();
  }

  int peakOpen() {
    return peakOpen.get();
  }

  long sent() {
    return sent.sum();
  }

  long admitted() {
    return admitted.sum();
  }

  long rejected() {
    return rejected.sum();
  }

  long failed() {
    return failed.sum();
  }

  /** Turned away on purpose, a limiter's 503 included: whose it is shows only later. */
  private static boolean isTurnedAway(Outcome outcome) {
    return outcome == Outcome.RATE_LIMITED
        || outcome == Outcome.QUOTA_EXCEEDED
        || outcome == Outcome.DENIED
        || outcome == Outcome.OVERLOADED;
  }
}
