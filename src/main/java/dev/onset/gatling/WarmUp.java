package dev.onset.gatling;

import dev.onset.load.ConstantRate;
import java.time.Duration;

/**
 * Brings a cold JVM up to speed against a server of our own, until attempts start on time. The
 * target sees none of it: its limiter would count every request.
 */
final class WarmUp {

  private static final Duration PASS = Duration.ofSeconds(1);
  private static final double FLAT_LAG_MILLIS = 3;
  private static final int FLAT_PASSES = 2;
  private static final int LEAST_PASSES = 4;
  private static final long LEAD_NANOS = 300_000_000;

  private final Pacer pacer;
  private final double perSecond;
  private final Duration most;

  WarmUp(Pacer pacer, double perSecond, Duration most) {
    this.pacer = pacer;
    this.perSecond = perSecond;
    this.most = most;
  }

  /** Runs passes until two in a row kept the schedule, or the time is up. */
  void run(Progress progress) throws InterruptedException {
    long endNanos = System.nanoTime() + most.toNanos();
    int flat = 0;
    for (int passes = 0;
        (flat < FLAT_PASSES || passes < LEAST_PASSES) && System.nanoTime() < endNanos;
        passes++) {
      var pass =
          new Pass(
              new ConstantRate(perSecond, PASS),
              Duration.ZERO,
              1,
              System.nanoTime() + LEAD_NANOS,
              Order.Sending.Destination.SINK,
              new Endings(System.nanoTime()),
              new Tally());
      pacer.run(pass);
      while (!pass.isOver(System.nanoTime())) {
        Thread.sleep(20);
        progress.tick("warming up");
      }
      boolean onTime = pass.recorder().summary().lagMillis(99) < FLAT_LAG_MILLIS;
      flat = onTime ? flat + 1 : 0;
    }
  }
}
