package dev.onset.gatling;

import dev.onset.load.Ramp;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hands out connections to open, one per worker; the worker then holds its connection until it is
 * released. A worker's end closes its connection, so each worker holds one and then leaves.
 * Thread-safe; never blocks.
 */
final class Holders implements Dispatcher {

  /** Every idle worker has asked again within this time. */
  static final int LONGEST_IDLE_MILLIS = 1_000;

  private final Map<Long, HeldConnection> holders = new ConcurrentHashMap<>();
  private final String authority;
  private final Endings endings;
  private final Tally tally;
  private volatile @Nullable RampPass opening;
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
  RampPass open(Ramp ramp, long startNanos, HoldPace pace) {
    var next = new RampPass(authority, endings, tally, ramp, startNanos, pace);
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
        return new Order.Send(taken, taken.dueNanos());
      }
    }
    return new Order.Pause(
        ThreadLocalRandom.current().nextInt(LONGEST_IDLE_MILLIS / 2, LONGEST_IDLE_MILLIS));
  }
}
