package dev.onset.gatling;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.RecentEndings;
import dev.onset.outcome.Outcome;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Live counts of an experiment, for its progress line, its budget and its log. Thread-safe. */
final class Tally {

  private final LongAdder sent = new LongAdder();
  private final LongAdder admitted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger peakOpen = new AtomicInteger();
  private final RecentEndings recent = new RecentEndings();

  void add(Attempt attempt) {
    recent.add(attempt);
    sent.increment();
    if (attempt.outcome() == Outcome.OK) {
      admitted.increment();
    } else if (attempt.outcome().isTurnedAway()) {
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

  /** What has ended since this was last called. */
  RecentEndings.Taken takeRecent() {
    return recent.take();
  }
}
