package dev.onset.gatling;

import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Ramp;
import dev.onset.outcome.Ending;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One ramp of connections while it runs: opened by workers in any order, then held, then let go of.
 * Thread-safe.
 */
final class RampPass {

  /** A worker takes a slot that is due within this time, and waits for it. */
  private static final long LOOKAHEAD_MILLIS = 1_500;

  private final String authority;
  private final Endings endings;
  private final Tally tally;
  private final Ramp ramp;
  private final long startNanos;
  private volatile HoldPace pace;
  private final SummaryRecorder recorder = new SummaryRecorder();
  private final AtomicLong nextSlot = new AtomicLong();
  private final AtomicLong intended = new AtomicLong();
  private final Queue<HeldConnection> opened = new ConcurrentLinkedQueue<>();
  private volatile int peak;
  private volatile int answered;
  private volatile int closedByTarget;
  private volatile boolean stopped;
  private volatile boolean silent;
  private volatile boolean released;

  /**
   * A ramp.
   *
   * @param authority the target's host and port, for messages
   */
  RampPass(
      String authority, Endings endings, Tally tally, Ramp ramp, long startNanos, HoldPace pace) {
    this.authority = authority;
    this.endings = endings;
    this.tally = tally;
    this.ramp = ramp;
    this.startNanos = startNanos;
    this.pace = pace;
  }

  SummaryRecorder recorder() {
    return recorder;
  }

  /** Attempts begun, whether they have ended or not. */
  long intended() {
    return intended.get();
  }

  /** Time between two requests on one of the connections that are open now. */
  long holdNanos() {
    return pace.intervalNanos(tally.open());
  }

  /** Most connections open or being opened at once. */
  int peak() {
    return peak;
  }

  /** Opening attempts that got an answer. */
  int answered() {
    return answered;
  }

  /** Of those, the ones whose answer announced that the target closes the connection. */
  int closedByTarget() {
    return closedByTarget;
  }

  /** Opens no more connections. */
  void stop() {
    stopped = true;
  }

  /** Opens no more connections and lets go of those that are held. */
  void release() {
    stopped = true;
    released = true;
  }

  /** Whether all connections that will be opened have been begun. */
  boolean isOpened() {
    return stopped || opened.size() >= ramp.top();
  }

  /** Whether every opening attempt has a verdict. */
  boolean isSettled() {
    return isOpened() && opened.stream().allMatch(HeldConnection::isOpened);
  }

  /** Sends nothing more on held connections, without letting go of them. */
  void fallSilent() {
    stopped = true;
    silent = true;
  }

  /** Whether every request that was sent has a verdict. */
  boolean isJudged() {
    return opened.stream().allMatch(HeldConnection::isJudged);
  }

  /** Whether every connection has been let go of. */
  boolean isGone() {
    return opened.stream().allMatch(HeldConnection::isGone);
  }

  /**
   * Counts requests without an answer after {@code limit} as {@code REQUEST_TIMEOUT}. The
   * connection stays open: on this axis a silent connection is still one that is held.
   */
  void judgeSilent(long nowNanos, Duration limit) {
    for (var holder : opened) {
      var request = holder.current();
      if (request != null && request.isOverdue(nowNanos, limit.toNanos())) {
        request.judge(
            nowNanos,
            new Ending.Unanswered(
                "Request timeout to " + authority + " after " + limit.toMillis() + " ms", false));
      }
    }
  }

  @Nullable HeldConnection take(long nowNanos) {
    long slot = nextSlot.get();
    if (stopped || slot >= ramp.top()) {
      return null;
    }
    long dueNanos = startNanos + ramp.dueNanos(slot);
    if (dueNanos - nowNanos > LOOKAHEAD_MILLIS * 1_000_000
        || !nextSlot.compareAndSet(slot, slot + 1)) {
      return null;
    }
    return new HeldConnection(this, dueNanos);
  }

  /** A connection is being opened: from now on it counts. */
  synchronized void begun(HeldConnection holder, long nowNanos) {
    int active = tally.opened();
    holder.begins(request(active, holder.dueNanos(), nowNanos));
    opened.add(holder);
    intended.incrementAndGet();
    peak = Math.max(peak, active);
  }

  /** A further request on a connection that is held. */
  HeldRequest hold(long dueNanos, long nowNanos) {
    intended.incrementAndGet();
    return request(tally.open(), dueNanos, nowNanos);
  }

  /** A connection is let go of, or lost. */
  void closed() {
    tally.closed();
  }

  /** Whether a connection that is about to be opened is still wanted. */
  boolean opensMore() {
    return !stopped;
  }

  /** Whether requests are still to be sent on connections that are held. */
  boolean holdsOn() {
    return !silent && !released;
  }

  /** Whether connections are to be let go of. */
  boolean isReleased() {
    return released;
  }

  private HeldRequest request(int load, long dueNanos, long nowNanos) {
    return new HeldRequest(endings, recorder, tally, load, dueNanos, nowNanos);
  }

  /** An opening attempt got an answer. */
  synchronized void answered(Ending.Answered answer) {
    answered++;
    pace = pace.within(answer.headers().get("keep-alive"));
    if (answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
      closedByTarget++;
    }
  }
}
