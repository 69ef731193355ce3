package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.search.ConcurrencyPlan;
import dev.onset.search.Judge;
import dev.onset.search.Purpose;
import dev.onset.search.RampSearch;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The search for what begins at how many open connections: each worker opens one and holds it. */
final class ConcurrencyExperiment implements Experiment {

  private static final int WARM_UP_WORKERS = 64;
  private static final double WARM_UP_PER_SECOND = 500;
  private static final Duration MOST_WARM_UP = Duration.ofSeconds(8);

  /** Ramps that a search may ask for; each uses up its workers. */
  private static final int MOST_RAMPS = 3 + 2;

  private static final long LEAD_NANOS = (Holders.LONGEST_IDLE_MILLIS + 200) * 1_000_000L;

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private final Pacer warmUpPacer = new Pacer(WARM_UP_WORKERS, WARM_UP_PER_SECOND);
  private volatile Dispatcher current = warmUpPacer;

  ConcurrencyExperiment(Settings settings, Tally tally, Progress progress) {
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
  }

  /** Workers that the experiment can need. */
  static int workers(Settings settings) {
    return WARM_UP_WORKERS + MOST_RAMPS * settings.concurrency().maxConnections();
  }

  /**
   * How long Gatling must leave a silent connection open: a ramp at half the opening rate, and then
   * the time in which its last connection is given up.
   */
  static Duration longestSilence(Settings settings) {
    var concurrency = settings.concurrency();
    double rampSeconds = 2 * concurrency.maxConnections() / concurrency.openRatePerSecond();
    return settings
        .timeouts()
        .request()
        .multipliedBy(2)
        .plusMillis((long) (1000 * rampSeconds))
        .plusSeconds(5);
  }

  @Override
  public Axis axis() {
    return Axis.CONCURRENCY;
  }

  @Override
  public Dispatcher dispatcher() {
    return this::order;
  }

  private Order order(long worker, long nowNanos) {
    var dispatcher = current;
    if (dispatcher == warmUpPacer && worker > WARM_UP_WORKERS) {
      return new Order.Pause(ThreadLocalRandom.current().nextInt(300, 600));
    }
    return dispatcher.next(worker, nowNanos);
  }

  @Override
  public Findings run(Reach reach) throws InterruptedException {
    Holders holders = null;
    try (var monitor = HealthMonitor.start()) {
      var most = settings.injector().warmUp();
      new WarmUp(
              warmUpPacer,
              WARM_UP_PER_SECOND,
              most.compareTo(MOST_WARM_UP) < 0 ? most : MOST_WARM_UP)
          .run(progress);
      var concurrency = settings.concurrency();
      var connecting = settings.timeouts().connect().multipliedBy(reach.addresses());
      var search =
          new RampSearch(
              new ConcurrencyPlan(
                  concurrency.maxConnections(), concurrency.openRatePerSecond(), connecting));
      var bench = new Bench(search, trials -> trials, settings.budget(), tally, progress, monitor);
      var opening = new Holders(reach.authority(), new Endings(bench.originNanos()), tally);
      holders = opening;
      current = holders;
      var pace = HoldPace.of(concurrency.holdInterval(), reach.rateOnsetPerSecond());
      return bench.search(step -> ramp((Step.Open) step, bench, opening, pace));
    } finally {
      if (holders == null) {
        warmUpPacer.finish();
        current = warmUpPacer;
      } else {
        holders.finish();
      }
    }
  }

  private Trial ramp(Step.Open step, Bench bench, Holders holders, HoldPace pace)
      throws InterruptedException {
    long startNanos = System.nanoTime() + LEAD_NANOS;
    var limit = settings.timeouts().request();
    bench.healthBegins();
    var opening = holders.open(step.ramp(), startNanos, pace);
    while (!opening.isSettled()) {
      Thread.sleep(10);
      progress.tick(step, tally.open());
      opening.judgeSilent(System.nanoTime(), limit);
      if (opening.answered() >= 10 && opening.closedByTarget() > opening.answered() / 2) {
        bench.abandon(
            "the target closes its connections after each answer (Connection: close), so that none"
                + " can be held open: there is no concurrency to measure");
      }
      if (refusesMore(opening) || bench.spentWhileRunning() != null) {
        opening.stop();
      }
    }
    holdOn(opening, step);
    opening.fallSilent();
    while (!opening.isJudged()) {
      Thread.sleep(10);
      progress.tick(step, tally.open());
      opening.judgeSilent(System.nanoTime(), limit);
    }
    long endNanos = System.nanoTime();
    var health = bench.healthEnds();
    var summary = opening.recorder().summary();
    opening.release();
    long giveUpNanos = endNanos + longestSilence(settings).toNanos();
    while (!opening.isGone() && System.nanoTime() < giveUpNanos) {
      Thread.sleep(20);
      progress.tick("closing connections");
    }
    return Judge.judge(
        Purpose.RAMP,
        opening.peak(),
        Duration.ofNanos(startNanos - bench.originNanos()),
        Duration.ofNanos(endNanos - startNanos),
        summary.attempts(),
        summary,
        health,
        false);
  }

  /** Everything beyond the first refused connection would only be refused too. */
  private static boolean refusesMore(Holders.Opening opening) {
    var counts = opening.recorder().summary().counts();
    return counts.containsKey(Outcome.CONNECT_TIMEOUT)
        || counts.containsKey(Outcome.CONNECTION_REFUSED)
        || counts.containsKey(Outcome.INJECTOR_EXHAUSTED);
  }

  /** One more hold interval, so that the last connections prove themselves held as well. */
  private void holdOn(Holders.Opening opening, Step.Open step) throws InterruptedException {
    long endNanos =
        System.nanoTime() + settings.concurrency().holdInterval().plusMillis(500).toNanos();
    while (System.nanoTime() < endNanos && opening.answered() > 0) {
      Thread.sleep(20);
      progress.tick(step, tally.open());
    }
  }
}
