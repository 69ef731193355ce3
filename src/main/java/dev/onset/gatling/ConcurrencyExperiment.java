package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.injector.Demand;
import dev.onset.injector.HealthMonitor;
import dev.onset.injector.OpenConnections;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.search.ConcurrencyPlan;
import dev.onset.search.Judge;
import dev.onset.search.Purpose;
import dev.onset.search.RampSearch;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The search for what begins at how many open connections: each worker opens one and holds it. */
final class ConcurrencyExperiment implements Experiment {

  private static final int WARM_UP_WORKERS = 64;
  private static final double WARM_UP_PER_SECOND = 500;
  private static final Duration MOST_WARM_UP = Duration.ofSeconds(8);

  /** Each ramp uses up its workers. */
  private static final int MOST_RAMPS = RampSearch.MOST_RAMPS;

  private static final long LEAD_NANOS = (Holders.LONGEST_IDLE_MILLIS + 200) * 1_000_000L;

  /** The share of the connections held that the kernel must know of, and some leeway. */
  private static final double MOSTLY = 0.9;

  private static final int UNSEEN_CONNECTIONS = 2;
  private static final long LONGEST_HOLD_ON_NANOS = 15_000_000_000L;

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private final Pacer warmUpPacer = new Pacer(WARM_UP_WORKERS, WARM_UP_PER_SECOND);
  private volatile @Nullable Holders holders;
  private volatile boolean dismissed;

  ConcurrencyExperiment(Settings settings, Tally tally, Progress progress) {
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
  }

  /** Workers that the experiment can need. */
  static int workers(Settings settings) {
    return WARM_UP_WORKERS + MOST_RAMPS * settings.concurrency().maxConnections();
  }

  @Override
  public Demand demand(int ends, boolean loopback) {
    long most = settings.concurrency().maxConnections();
    return new Demand(
        most,
        openRatePerSecond(settings),
        MOST_RAMPS * most,
        workers(settings),
        ends,
        loopback,
        "onset.concurrency.max");
  }

  /** Opening and holding each stay under half of the highest rate that may be offered. */
  private static double openRatePerSecond(Settings settings) {
    return Math.min(settings.concurrency().openRatePerSecond(), settings.rate().maxPerSecond() / 2);
  }

  /**
   * How long Gatling must leave a silent connection open: a ramp at half the opening rate, and then
   * the time in which its last connection is given up.
   */
  static Duration longestSilence(Settings settings) {
    var concurrency = settings.concurrency();
    double rampSeconds = 2 * concurrency.maxConnections() / openRatePerSecond(settings);
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
  public int workers() {
    return workers(settings);
  }

  @Override
  public Connections connections() {
    return Connections.HELD;
  }

  @Override
  public Dispatcher dispatcher() {
    return this::order;
  }

  private Order order(long worker, long nowNanos) {
    var opened = holders;
    if (opened != null) {
      return opened.next(worker, nowNanos);
    }
    if (dismissed || worker <= WARM_UP_WORKERS) {
      return warmUpPacer.next(worker, nowNanos);
    }
    return new Order.Pause(ThreadLocalRandom.current().nextInt(300, 600));
  }

  @Override
  public Findings run(Reach reach, Oversight oversight) throws InterruptedException {
    try (var monitor = HealthMonitor.start(reach.local())) {
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
                  concurrency.maxConnections(), openRatePerSecond(settings), connecting));
      var bench =
          new Bench(
              search, trials -> trials, settings.budget(), tally, progress, monitor, oversight);
      var opening = new Holders(reach.authority(), new Endings(bench.originNanos()), tally);
      holders = opening;
      var pace =
          HoldPace.of(
              concurrency.holdInterval(),
              reach.rateOnsetPerSecond(),
              settings.rate().maxPerSecond() / 2);
      return bench.search(step -> ramp((Step.Open) step, bench, opening, pace, reach.port()));
    } finally {
      dismiss();
    }
  }

  @Override
  public void dismiss() {
    var opened = holders;
    if (opened != null) {
      opened.finish();
    }
    dismissed = true;
    warmUpPacer.finish();
  }

  private Trial ramp(Step.Open step, Bench bench, Holders holders, HoldPace pace, int port)
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
    checkHeld(bench, port);
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
        opening.intended(),
        summary,
        health,
        false);
  }

  /** A target can close connections without a word; Gatling then quietly opens new ones. */
  private void checkHeld(Bench bench, int port) {
    var established = OpenConnections.to(port);
    if (established.isPresent()
        && established.getAsLong() + UNSEEN_CONNECTIONS < MOSTLY * tally.open()) {
      bench.abandon(
          String.format(
              Locale.ROOT,
              "of %d connections that should be open, %d are: the target closes them between two"
                  + " requests. Lower onset.concurrency.hold-interval below its keep-alive time, or"
                  + " raise that",
              tally.open(),
              established.getAsLong()));
    }
  }

  /** Everything beyond the first refused connection would only be refused too. */
  private static boolean refusesMore(RampPass opening) {
    var recorder = opening.recorder();
    return recorder.count(Outcome.CONNECT_TIMEOUT) > 0
        || recorder.count(Outcome.CONNECTION_REFUSED) > 0
        || recorder.count(Outcome.UNREACHABLE) > 0
        || recorder.count(Outcome.INJECTOR_EXHAUSTED) > 0;
  }

  /** One more hold interval, so that the last connections prove themselves held as well. */
  private void holdOn(RampPass opening, Step.Open step) throws InterruptedException {
    long nanos = Math.min(LONGEST_HOLD_ON_NANOS, opening.holdNanos() + 500_000_000L);
    long endNanos = System.nanoTime() + nanos;
    while (System.nanoTime() < endNanos && opening.answered() > 0) {
      Thread.sleep(20);
      progress.tick(step, tally.open());
    }
  }
}
