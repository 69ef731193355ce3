package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.search.FastRejections;
import dev.onset.search.Judge;
import dev.onset.search.LimiterReading;
import dev.onset.search.RatePlan;
import dev.onset.search.RateSearch;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Duration;
import java.time.Instant;

/** The search for what begins at which rate, on kept-alive connections that all workers share. */
final class RateExperiment implements Experiment {

  private static final double MOST_WARM_UP_PER_SECOND = 5_000;

  /** Time from announcing a trial to its first slot, so that the slot finds a worker. */
  private static final long LEAD_NANOS = 150_000_000;

  /** The share of workers in flight at which a trial is cut. */
  private static final double NEARLY_ALL = 0.9;

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private final Pacer pacer;

  RateExperiment(Settings settings, Tally tally, Progress progress) {
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
    pacer = new Pacer(workers(settings), settings.rate().maxPerSecond());
  }

  /** Workers of the pool; each uses a connection, and of those there is a ceiling. */
  static int workers(Settings settings) {
    return Math.min(settings.injector().workers(), settings.concurrency().maxConnections());
  }

  @Override
  public Axis axis() {
    return Axis.RATE;
  }

  @Override
  public Dispatcher dispatcher() {
    return pacer;
  }

  @Override
  public Findings run(Reach reach) throws InterruptedException {
    try (var monitor = HealthMonitor.start(reach.local())) {
      double warmUpPerSecond = Math.min(settings.rate().maxPerSecond(), MOST_WARM_UP_PER_SECOND);
      new WarmUp(pacer, warmUpPerSecond, settings.injector().warmUp()).run(progress);
      var declarations = new Declarations();
      var reading = new LimiterReading(Instant.now(), declarations::policies);
      var bench =
          new Bench(
              new RateSearch(
                  plan(),
                  reading,
                  settings.budget().rejectedRequests(),
                  settings.target().callers()),
              new FastRejections(reading)::relabel,
              settings.budget(),
              tally,
              progress,
              monitor);
      var endings = new Endings(bench.originNanos(), declarations);
      return bench
          .search(step -> hold((Step.Measure) step, bench, endings))
          .declaring(declarations.policies());
    } finally {
      dismiss();
    }
  }

  @Override
  public void dismiss() {
    pacer.finish();
  }

  private Trial hold(Step.Measure step, Bench bench, Endings endings) throws InterruptedException {
    var pass =
        new Pass(
            step.schedule(),
            step.settle(),
            step.callers(),
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
      boolean nearlyAll = pass.inFlight() >= NEARLY_ALL * workers(settings);
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

  private RatePlan plan() {
    var rate = settings.rate();
    return new RatePlan(
        rate.startPerSecond(),
        rate.maxPerSecond(),
        rate.precision(),
        rate.step(),
        rate.level(),
        rate.trial(),
        rate.confirm());
  }
}
