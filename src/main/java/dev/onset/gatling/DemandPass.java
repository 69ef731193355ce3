package dev.onset.gatling;

import dev.onset.demand.Demand;
import dev.onset.demand.Retrying;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Schedule;
import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Demands that become due at a pace of their own, each with the attempts that a way of retrying
 * makes for it. Thread-safe.
 *
 * <p>The pace never waits for the target, and neither does a retry for another one: each has a time
 * at which it is due, and the lag behind that is recorded.
 */
final class DemandPass implements Slots {

  /** No worker is bound to what is due later than this: there may be a retry before. */
  private static final long HORIZON_NANOS = 50_000_000;

  /** What is not begun by then after its time is not sent any more: the load has gone by. */
  private static final long LATEST_NANOS = 1_000_000_000;

  private final Schedule schedule;
  private final Retrying retrying;
  private final long giveUpNanos;
  private final long startNanos;
  private final Endings endings;
  private final Tally tally;
  private final SummaryRecorder recorder = new SummaryRecorder();
  private final List<Wanted> wanted = new ArrayList<>();
  private final PriorityQueue<Retry> retries =
      new PriorityQueue<>(Comparator.comparingLong(Retry::dueNanos));
  private final long slots;
  private long cutNanos = Long.MAX_VALUE;
  private int inFlight;
  private int undecided;

  /** When the last attempt is due that was given to a worker. */
  private long lastHandedNanos = Long.MIN_VALUE;

  private long made;

  /**
   * A pass.
   *
   * @param giveUp after which a demand is given up, counted from when it was due
   * @param startNanos when the first demand is due
   */
  DemandPass(
      Schedule schedule,
      Retrying retrying,
      Duration giveUp,
      long startNanos,
      Endings endings,
      Tally tally) {
    this.schedule = schedule;
    this.retrying = retrying;
    this.giveUpNanos = giveUp.toNanos();
    this.startNanos = startNanos;
    this.endings = endings;
    this.tally = tally;
    this.slots = schedule.slots();
  }

  /** A demand while attempts are made for it. */
  private static final class Wanted {
    private final long dueNanos;
    private final double load;
    private final Retrying.Caller caller;
    private int attempts;
    private long servedNanos = Long.MIN_VALUE;
    private boolean over;

    Wanted(long dueNanos, double load, Retrying.Caller caller) {
      this.dueNanos = dueNanos;
      this.load = load;
      this.caller = caller;
    }
  }

  private record Retry(Wanted demand, long dueNanos) {}

  long startNanos() {
    return startNanos;
  }

  SummaryRecorder recorder() {
    return recorder;
  }

  /** No demand becomes due from now on, and none is retried; harmless when repeated. */
  synchronized void cut(long nowNanos) {
    cutNanos = Math.min(cutNanos, nowNanos);
  }

  /** When the last demand could be due. */
  synchronized long endNanos() {
    return Math.min(cutNanos, startNanos + schedule.length().toNanos());
  }

  /** How many attempts were made or are under way. */
  synchronized long made() {
    return made;
  }

  @Override
  public synchronized Order.@Nullable Send take(long nowNanos) {
    long until = Math.min(nowNanos + HORIZON_NANOS, endNanos() - 1);
    var retry = retries.peek();
    long slotNanos = wanted.size() < slots ? slotNanos() : Long.MAX_VALUE;
    if (retry != null
        && retry.dueNanos() <= slotNanos
        && retry.dueNanos() - nowNanos <= HORIZON_NANOS) {
      retries.remove();
      return order(retry.demand(), retry.dueNanos());
    }
    if (slotNanos <= until) {
      var demand = new Wanted(slotNanos, schedule.loadAt(wanted.size()), retrying.caller());
      wanted.add(demand);
      undecided++;
      return order(demand, slotNanos);
    }
    return null;
  }

  private long slotNanos() {
    return startNanos + schedule.dueNanos(wanted.size());
  }

  private Order.Send order(Wanted demand, long dueNanos) {
    lastHandedNanos = Math.max(lastHandedNanos, dueNanos);
    return new Order.Send(new Sending(demand, dueNanos), dueNanos);
  }

  /** Whether every demand was due and has come to its end. */
  synchronized boolean isOver(long nowNanos) {
    long lastNanos = Math.max(endNanos(), lastHandedNanos);
    return nowNanos >= endNanos()
        && inFlight == 0
        && (retries.isEmpty() || cutNanos <= nowNanos)
        // A worker may have gone home with what it was given.
        && ((allTaken() && undecided == 0) || nowNanos > lastNanos + LATEST_NANOS);
  }

  private boolean allTaken() {
    return wanted.size() >= slots || slotNanos() >= endNanos();
  }

  /** The demands that were due so far, in the order in which they were. */
  synchronized List<Demand> demands() {
    return wanted.stream()
        // What a worker was given ahead of its time, before a cut, was not due after all.
        .filter(demand -> demand.attempts > 0 || demand.dueNanos < endNanos())
        .map(
            demand ->
                new Demand(
                    (demand.dueNanos - startNanos) / 1e9,
                    demand.attempts,
                    demand.servedNanos == Long.MIN_VALUE
                        ? Double.NaN
                        : (demand.servedNanos - startNanos) / 1e9))
        .toList();
  }

  /** Those of them that were decided by now: served, or given up. */
  synchronized List<Demand> decided() {
    var demands = demands();
    long over = wanted.stream().takeWhile(demand -> demand.over).count();
    return demands.subList(0, (int) Math.min(over, demands.size()));
  }

  private synchronized boolean begin(Wanted demand, long dueNanos, long nowNanos) {
    boolean wantedStill = dueNanos < endNanos() || demand.attempts > 0;
    if (!wantedStill || cutNanos <= nowNanos || nowNanos > dueNanos + LATEST_NANOS) {
      decide(demand);
      return false;
    }
    demand.attempts++;
    inFlight++;
    made++;
    return true;
  }

  private synchronized void end(Wanted demand, boolean served, @Nullable Double wait, long now) {
    inFlight--;
    if (served) {
      demand.servedNanos = now;
    }
    var delay = demand.caller.after(new Retrying.Ending(served, wait));
    if (delay.isEmpty() || now >= cutNanos) {
      decide(demand);
      return;
    }
    long dueNanos = now + delay.getAsLong() * 1_000_000;
    if (dueNanos - demand.dueNanos >= giveUpNanos) {
      decide(demand);
    } else {
      retries.add(new Retry(demand, dueNanos));
    }
  }

  private void decide(Wanted demand) {
    demand.over = true;
    undecided--;
  }

  private final class Sending implements Order.Sending {
    private final Wanted demand;
    private final long dueNanos;
    private long begunNanos;

    Sending(Wanted demand, long dueNanos) {
      this.demand = demand;
      this.dueNanos = dueNanos;
    }

    @Override
    public Destination destination() {
      return Destination.TARGET;
    }

    @Override
    public boolean begins(long nowNanos) {
      begunNanos = nowNanos;
      boolean begins = begin(demand, dueNanos, nowNanos);
      if (begins) {
        tally.opened();
      }
      return begins;
    }

    @Override
    public Outcome ends(long nowNanos, @Nullable Ending ending) {
      var attempt = endings.attempt(demand.load, 0, dueNanos, begunNanos, nowNanos, ending);
      recorder.add(attempt);
      tally.add(attempt);
      tally.closed();
      end(demand, attempt.outcome() == Outcome.OK, attempt.waitSeconds(), nowNanos);
      return attempt.outcome();
    }
  }
}
