package dev.onset.gatling;

import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Schedule;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One trial while it runs: slots are taken, begun and ended by workers, in any order.
 *
 * <p>A slot that no worker has begun within {@value #LATEST_START_MILLIS} ms after the trial is not
 * sent at all: by then it would belong to another load. The shortfall is the evidence.
 */
final class Pass implements Slots {

  private static final long LATEST_START_MILLIS = 250;

  private final Schedule schedule;
  private final int callers;
  private final List<InetAddress> addresses;
  private final long startNanos;
  private final Order.Sending.Destination destination;
  private final Endings endings;
  private final Tally tally;
  private final long settledNanos;
  private final SummaryRecorder prelude = new SummaryRecorder();
  private final SummaryRecorder recorder = new SummaryRecorder();
  private final AtomicLong nextSlot = new AtomicLong();
  private final AtomicLong inFlight = new AtomicLong();
  private volatile long endNanos;

  /** A trial whose attempts go to whatever the target's name stands for. */
  Pass(
      Schedule schedule,
      Duration settle,
      int callers,
      long startNanos,
      Order.Sending.Destination destination,
      Endings endings,
      Tally tally) {
    this(schedule, settle, callers, List.of(), startNanos, destination, endings, tally);
  }

  /**
   * A trial.
   *
   * @param addresses addresses of the target that take turns, attempt by attempt; none to leave it
   *     to its name
   */
  Pass(
      Schedule schedule,
      Duration settle,
      int callers,
      List<InetAddress> addresses,
      long startNanos,
      Order.Sending.Destination destination,
      Endings endings,
      Tally tally) {
    this.schedule = schedule;
    this.callers = callers;
    this.addresses = List.copyOf(addresses);
    this.startNanos = startNanos;
    this.settledNanos = startNanos + settle.toNanos();
    this.endNanos = startNanos + schedule.length().toNanos();
    this.destination = destination;
    this.endings = endings;
    this.tally = tally;
  }

  /** When the part that is judged begins. */
  long settledNanos() {
    return settledNanos;
  }

  long endNanos() {
    return endNanos;
  }

  /** The attempts that were due before the trial settled. */
  SummaryRecorder prelude() {
    return prelude;
  }

  SummaryRecorder recorder() {
    return recorder;
  }

  long inFlight() {
    return inFlight.get();
  }

  /** The next slot as an order, or null when all are taken or the trial is over. */
  @Override
  public Order.@Nullable Send take(long nowNanos) {
    return take();
  }

  Order.@Nullable Send take() {
    if (nextSlot.get() >= schedule.slots()) {
      return null;
    }
    long slot = nextSlot.getAndIncrement();
    if (slot >= schedule.slots()) {
      return null;
    }
    long dueNanos = startNanos + schedule.dueNanos(slot);
    return dueNanos < endNanos ? new Order.Send(new Sending(slot, dueNanos), dueNanos) : null;
  }

  /** Ends the trial now: what is due later is not sent. */
  void cut(long nowNanos) {
    endNanos = Math.min(endNanos, nowNanos);
  }

  /** Attempts due from when the trial has settled to its end. */
  long intended() {
    return dueBefore(endNanos) - dueBefore(Math.min(settledNanos, endNanos));
  }

  private long dueBefore(long nanos) {
    long low = 0;
    long high = schedule.slots();
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (startNanos + schedule.dueNanos(middle) < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether every attempt that will be made has ended. */
  boolean isOver(long nowNanos) {
    boolean allMade = prelude.count() + recorder.count() >= dueBefore(endNanos);
    boolean tooLate = nowNanos > endNanos + LATEST_START_MILLIS * 1_000_000;
    return nowNanos >= endNanos && inFlight.get() == 0 && (allMade || tooLate);
  }

  private final class Sending implements Order.Sending {
    private final double load;
    private int caller;
    private final @Nullable InetAddress address;
    private final long dueNanos;
    private long begunNanos;
    private double connectsNanos = Double.NaN;
    private double connectNanos = Double.NaN;

    Sending(long slot, long dueNanos) {
      this.load = schedule.loadAt(slot);
      this.caller = (int) (slot % callers);
      this.address = addresses.isEmpty() ? null : addresses.get((int) (slot % addresses.size()));
      this.dueNanos = dueNanos;
    }

    @Override
    public Destination destination() {
      return destination;
    }

    @Override
    public int caller() {
      return caller;
    }

    @Override
    public void filledWith(int row) {
      // Where credentials take turns it is they that are told apart.
      caller = callers > 1 ? caller : row;
    }

    @Override
    public @Nullable InetAddress address() {
      return address;
    }

    @Override
    public void connects(long nowNanos) {
      connectsNanos = nowNanos;
    }

    @Override
    public void connected(long nowNanos) {
      connectNanos = nowNanos - connectsNanos;
    }

    @Override
    public boolean begins(long nowNanos) {
      boolean wanted =
          dueNanos < endNanos && nowNanos <= endNanos + LATEST_START_MILLIS * 1_000_000;
      if (wanted) {
        begunNanos = nowNanos;
        inFlight.incrementAndGet();
        tally.opened();
      }
      return wanted;
    }

    @Override
    public Outcome ends(long nowNanos, @Nullable Ending ending) {
      try {
        var attempt =
            endings.attempt(
                load,
                caller,
                dueNanos,
                begunNanos,
                nowNanos,
                ending,
                new Endings.Way(address, !Double.isNaN(connectsNanos), connectNanos));
        (dueNanos < settledNanos ? prelude : recorder).add(attempt);
        tally.add(attempt);
        return attempt.outcome();
      } finally {
        tally.closed();
        inFlight.decrementAndGet();
      }
    }
  }
}
