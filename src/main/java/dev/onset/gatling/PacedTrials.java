package dev.onset.gatling;

import dev.onset.search.Judge;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Offers loads at a pace that does not wait for the target. Confined to the experiment's thread.
 */
final class PacedTrials {

  /** Time from announcing a trial to its first slot, so that the slot finds a worker. */
  private static final long LEAD_NANOS = 150_000_000;

  /** The share of workers in flight at which a trial is cut. */
  private static final double NEARLY_ALL = 0.9;

  private final Pacer pacer;
  private final int workers;
  private final List<InetAddress> addresses;
  private final Endings endings;
  private final Tally tally;
  private final Progress progress;

  /**
   * Trials on a pool of workers.
   *
   * @param addresses addresses of the target that take turns; none to leave it to its name
   */
  PacedTrials(
      Pacer pacer,
      int workers,
      List<InetAddress> addresses,
      Endings endings,
      Tally tally,
      Progress progress) {
    this.pacer = pacer;
    this.workers = workers;
    this.addresses = List.copyOf(addresses);
    this.endings = endings;
    this.tally = tally;
    this.progress = progress;
  }

  /** Offers a load until its time is over and every attempt has ended. */
  Trial hold(Step.Measure step, Bench bench) throws InterruptedException {
    var pass =
        new Pass(
            step.schedule(),
            step.settle(),
            step.callers(),
            addresses,
            System.nanoTime() + LEAD_NANOS,
            Order.Sending.Destination.TARGET,
            endings,
            tally);
    bench.healthBegins();
    pacer.run(pass);
    boolean cut = false;
    while (!pass.isOver(System.nanoTime())) {
      Thread.sleep(10);
      progress.tick(step);
      boolean nearlyAll = pass.inFlight() >= NEARLY_ALL * workers;
      if (!cut && (nearlyAll || bench.spentWhileRunning() != null)) {
        pass.cut(System.nanoTime());
        cut = nearlyAll;
      }
    }
    var trial =
        Judge.judge(
                step.purpose(),
                step.load(),
                Duration.ofNanos(pass.settledNanos() - endings.originNanos()),
                Duration.ofNanos(Math.max(0, pass.endNanos() - pass.settledNanos())),
                pass.intended(),
                pass.recorder().summary(),
                bench.healthEnds(),
                cut)
            .after(pass.prelude().summary());
    var spent = bench.spentWhileRunning();
    return spent == null ? trial : trial.brokenOff(spent);
  }
}
