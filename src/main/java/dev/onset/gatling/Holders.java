package dev.onset.gatling;

import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Ramp;
import dev.onset.outcome.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections to open, one per worker; the worker then holds its connection until it is
 * released. A worker's end closes its connection, so each worker holds one and then leaves.
 * Thread-safe; never blocks.
 */
final class Holders implements Dispatcher {

  /** A worker takes a slot that is due within this time, and waits for it. */
  private static final long LOOKAHEAD_MILLIS = 1_500;

  /** Every idle worker has asked again within this time. */
  static final int LONGEST_IDLE_MILLIS = 1_000;

  private static final int LONGEST_HOLD_PAUSE_MILLIS = 200;

  private final Map<Long, Holder> holders = new ConcurrentHashMap<>();
  private final String authority;
  private final Endings endings;
  private final Tally tally;
  private volatile @Nullable Opening opening;
  private volatile boolean finished;

  /**
   * Holders of connections to a target.
   *
   * @param authority the target's host and port, for messages
   */
  Holders(String authority, Endings endings, Tally tally) {
    this.authority = authority;
    this.endings = endings;
    this.tally = tally;
  }

  /** Starts a ramp; the holders of an earlier one must have been released. */
  Opening open(Ramp ramp, long startNanos, HoldPace pace) {
    var next = new Opening(ramp, startNanos, pace);
    opening = next;
    return next;
  }

  /** Sends every worker home. */
  void finish() {
    var current = opening;
    if (current != null) {
      current.release();
    }
    finished = true;
  }

  @Override
  public Order next(long worker, long nowNanos) {
    var holder = holders.get(worker);
    if (holder != null) {
      var order = holder.next(nowNanos);
      if (order instanceof Order.Leave) {
        holders.remove(worker);
      }
      return order;
    }
    if (finished) {
      return new Order.Leave();
    }
    var current = opening;
    if (current != null) {
      var taken = current.take(nowNanos);
      if (taken != null) {
        holders.put(worker, taken);
        return new Order.Send(taken, taken.dueNanos);
      }
    }
    return new Order.Pause(
        ThreadLocalRandom.current().nextInt(LONGEST_IDLE_MILLIS / 2, LONGEST_IDLE_MILLIS));
  }

  /** One ramp while it runs. */
  final class Opening {
    private final Ramp ramp;
    private final long startNanos;
    private volatile HoldPace pace;
    private final SummaryRecorder recorder = new SummaryRecorder();
    private final AtomicLong nextSlot = new AtomicLong();
    private final AtomicLong intended = new AtomicLong();
    private final Queue<Holder> opened = new ConcurrentLinkedQueue<>();
    private volatile int peak;
    private volatile int answered;
    private volatile int closedByTarget;
    private volatile boolean stopped;
    private volatile boolean silent;
    private volatile boolean released;

    private Opening(Ramp ramp, long startNanos, HoldPace pace) {
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

    boolean isStopped() {
      return stopped;
    }

    /** Whether all connections that will be opened have been begun. */
    boolean isOpened() {
      return stopped || opened.size() >= ramp.top();
    }

    /** Whether every opening attempt has a verdict. */
    boolean isSettled() {
      return isOpened() && opened.stream().allMatch(Holder::isOpened);
    }

    /** Sends nothing more on held connections, without letting go of them. */
    void fallSilent() {
      stopped = true;
      silent = true;
    }

    /** Whether every request that was sent has a verdict. */
    boolean isJudged() {
      return opened.stream().allMatch(Holder::isJudged);
    }

    /** Whether every connection has been let go of. */
    boolean isGone() {
      return opened.stream().allMatch(holder -> holder.gone);
    }

    /**
     * Counts requests without an answer after {@code limit} as {@code REQUEST_TIMEOUT}. The
     * connection stays open: on this axis a silent connection is still one that is held.
     */
    void judgeSilent(long nowNanos, Duration limit) {
      for (var holder : opened) {
        var request = holder.current;
        if (request != null && !request.judged && nowNanos - request.begunNanos > limit.toNanos()) {
          request.judge(
              nowNanos,
              new Ending.Unanswered(
                  "Request timeout to " + authority + " after " + limit.toMillis() + " ms", false));
        }
      }
    }

    private @Nullable Holder take(long nowNanos) {
      long slot = nextSlot.get();
      if (stopped || slot >= ramp.top()) {
        return null;
      }
      long dueNanos = startNanos + ramp.dueNanos(slot);
      if (dueNanos - nowNanos > LOOKAHEAD_MILLIS * 1_000_000
          || !nextSlot.compareAndSet(slot, slot + 1)) {
        return null;
      }
      return new Holder(this, dueNanos);
    }

    private synchronized void begun(Holder holder, long nowNanos) {
      int active = tally.opened();
      holder.begins(new Request(this, active, holder.dueNanos, nowNanos));
      opened.add(holder);
      intended.incrementAndGet();
      peak = Math.max(peak, active);
    }

    private synchronized void answered(Ending.Answered answer) {
      answered++;
      pace = pace.within(answer.headers().get("keep-alive"));
      if (answer.headers().getOrDefault("connection", "").equalsIgnoreCase("close")) {
        closedByTarget++;
      }
    }
  }

  /** One request on a connection, from its start to its verdict, which comes but once. */
  private final class Request {
    private final Opening ramp;
    private final double load;
    private final long dueNanos;
    private final long begunNanos;
    private volatile boolean judged;

    Request(Opening ramp, double load, long dueNanos, long begunNanos) {
      this.ramp = ramp;
      this.load = load;
      this.dueNanos = dueNanos;
      this.begunNanos = begunNanos;
    }

    synchronized void judge(long nowNanos, @Nullable Ending ending) {
      if (judged) {
        return;
      }
      var attempt = endings.attempt(load, dueNanos, begunNanos, nowNanos, ending);
      ramp.recorder.add(attempt);
      tally.add(attempt);
      judged = true;
    }
  }

  /** One connection, from the attempt to open it to its end. */
  private final class Holder implements Order.Sending {
    private final Opening ramp;
    private final long dueNanos;
    private volatile @Nullable Request opening;
    private volatile @Nullable Request current;
    private volatile boolean gone;
    private long nextHoldNanos;

    Holder(Opening ramp, long dueNanos) {
      this.ramp = ramp;
      this.dueNanos = dueNanos;
    }

    Order next(long nowNanos) {
      if (gone || ramp.released || opening == null) {
        leave();
        return new Order.Leave();
      }
      long waitNanos = nextHoldNanos - nowNanos;
      if (ramp.silent || waitNanos > LONGEST_HOLD_PAUSE_MILLIS * 1_000_000L) {
        return new Order.Pause(LONGEST_HOLD_PAUSE_MILLIS);
      }
      return new Order.Send(new Hold(nextHoldNanos), nextHoldNanos);
    }

    @Override
    public Destination destination() {
      return Destination.TARGET;
    }

    @Override
    public boolean begins(long nowNanos) {
      if (ramp.stopped) {
        return false;
      }
      ramp.begun(this, nowNanos);
      return true;
    }

    @Override
    public void ends(long nowNanos, @Nullable Ending ending) {
      if (ending instanceof Ending.Answered answer) {
        ramp.answered(answer);
      }
      ended(nowNanos, nowNanos, ending);
    }

    private boolean isOpened() {
      var request = opening;
      return request != null && request.judged;
    }

    private boolean isJudged() {
      var request = current;
      return request != null && request.judged;
    }

    private void begins(Request request) {
      if (opening == null) {
        opening = request;
      }
      current = request;
    }

    /** The request in flight ended; without an answer so did the connection. */
    private void ended(long dueNanos, long nowNanos, @Nullable Ending ending) {
      var request = current;
      if (request != null) {
        request.judge(nowNanos, ending);
      }
      nextHoldNanos = dueNanos + ramp.pace.intervalNanos(tally.open());
      if (!(ending instanceof Ending.Answered)) {
        leave();
      }
    }

    private synchronized void leave() {
      if (!gone) {
        gone = true;
        if (opening != null) {
          tally.closed();
        }
      }
    }

    /** A later request on a connection that is held. */
    private final class Hold implements Order.Sending {
      private final long holdDueNanos;

      Hold(long holdDueNanos) {
        this.holdDueNanos = holdDueNanos;
      }

      @Override
      public Destination destination() {
        return Destination.TARGET;
      }

      @Override
      public boolean begins(long nowNanos) {
        if (ramp.silent || ramp.released) {
          return false;
        }
        Holder.this.begins(new Request(ramp, tally.open(), holdDueNanos, nowNanos));
        ramp.intended.incrementAndGet();
        return true;
      }

      @Override
      public void ends(long nowNanos, @Nullable Ending ending) {
        ended(holdDueNanos, nowNanos, ending);
      }
    }
  }
}
