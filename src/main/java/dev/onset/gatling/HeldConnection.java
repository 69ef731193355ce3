package dev.onset.gatling;

import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/** One connection, from the attempt to open it to its end; its worker holds no other. */
final class HeldConnection implements Order.Sending {

  private static final int LONGEST_PAUSE_MILLIS = 200;

  private final RampPass ramp;
  private final long dueNanos;
  private volatile @Nullable HeldRequest opening;
  private volatile @Nullable HeldRequest current;
  private volatile boolean gone;
  private long nextHoldNanos;

  HeldConnection(RampPass ramp, long dueNanos) {
    this.ramp = ramp;
    this.dueNanos = dueNanos;
  }

  Order next(long nowNanos) {
    if (gone || ramp.isReleased() || opening == null) {
      leave();
      return new Order.Leave();
    }
    long waitNanos = nextHoldNanos - nowNanos;
    if (!ramp.holdsOn() || waitNanos > LONGEST_PAUSE_MILLIS * 1_000_000L) {
      return new Order.Pause(LONGEST_PAUSE_MILLIS);
    }
    return new Order.Send(new Hold(nextHoldNanos), nextHoldNanos);
  }

  @Override
  public Destination destination() {
    return Destination.TARGET;
  }

  @Override
  public boolean begins(long nowNanos) {
    if (!ramp.opensMore()) {
      return false;
    }
    ramp.begun(this, nowNanos);
    return true;
  }

  @Override
  public @Nullable Outcome ends(long nowNanos, @Nullable Ending ending) {
    var answer = ending == null ? null : ending.answer();
    if (answer != null) {
      ramp.answered(answer);
    }
    return ended(nowNanos, nowNanos, ending);
  }

  @Override
  public void progresses(long nowNanos) {
    var request = current;
    if (request != null) {
      request.progresses(nowNanos);
    }
  }

  long dueNanos() {
    return dueNanos;
  }

  @Nullable HeldRequest current() {
    return current;
  }

  boolean isGone() {
    return gone;
  }

  boolean isOpened() {
    var request = opening;
    return request != null && request.isJudged();
  }

  boolean isJudged() {
    var request = current;
    return request != null && request.isJudged();
  }

  void begins(HeldRequest request) {
    if (opening == null) {
      opening = request;
    }
    current = request;
  }

  /** The request in flight ended; without an answer so did the connection. */
  private @Nullable Outcome ended(long dueNanos, long nowNanos, @Nullable Ending ending) {
    var request = current;
    var outcome = request == null ? null : request.judge(nowNanos, ending);
    // An answer slower than the interval postpones the next request; nobody is late for that.
    nextHoldNanos = Math.max(dueNanos + ramp.holdNanos(), nowNanos);
    if (ending == null || ending.answer() == null) {
      leave();
    }
    return outcome;
  }

  private synchronized void leave() {
    if (!gone) {
      gone = true;
      if (opening != null) {
        ramp.closed();
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
      if (!ramp.holdsOn()) {
        return false;
      }
      HeldConnection.this.begins(ramp.hold(holdDueNanos, nowNanos));
      return true;
    }

    @Override
    public void progresses(long nowNanos) {
      HeldConnection.this.progresses(nowNanos);
    }

    @Override
    public @Nullable Outcome ends(long nowNanos, @Nullable Ending ending) {
      return ended(holdDueNanos, nowNanos, ending);
    }
  }
}
