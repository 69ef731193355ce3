package dev.onset.sandbox;

/**
 * A queue that requests leave evenly spaced; an admitted one waits for its turn.
 *
 * <p>The excess is what is ahead of a request: it falls by the rate and grows by 1 with every
 * admitted request but one that finds the queue idle. A request is rejected, and then leaves no
 * trace, if its excess would be above {@code burst}: {@code excess = max(0, excess - rate * dt + 1)
 * > burst}. An admitted one is delayed by {@code excess / rate}. With a burst of 0 whatever comes
 * sooner than {@code 1 / rate} after the last admitted request is rejected. This is what NGINX's
 * {@code limit_req} does, there with a clock of milliseconds.
 */
final class LeakyBucket implements Limiter {
  /** Keeps rounding from rejecting what comes exactly in time; a billionth of a request. */
  private static final double ROUNDING = 1e-9;

  private final double perNano;
  private final long burst;
  private double excess = -1;
  private long lastNanos;

  LeakyBucket(double perSecond, long burst) {
    this.perNano = perSecond / 1e9;
    this.burst = burst;
  }

  @Override
  public Decision ask(long nowNanos) {
    double drained = Math.max(-1, excess - perNano * (nowNanos - lastNanos));
    double mine = drained + 1;
    if (mine > burst + ROUNDING) {
      return Decision.rejected(nanos(mine), nanos(mine - burst));
    }
    excess = mine < ROUNDING ? 0 : mine;
    lastNanos = nowNanos;
    long left = (long) Math.floor(burst - excess + ROUNDING);
    return new Decision(true, nanos(excess), left, nanos(excess + 1), 0);
  }

  private long nanos(double requests) {
    return (long) Math.ceil(requests / perNano - 1e-3);
  }
}
