package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.injector.Demand;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.search.FastRejections;
import dev.onset.search.LimiterReading;
import dev.onset.search.RatePlan;
import dev.onset.search.RateSearch;
import dev.onset.search.Step;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search for what begins at which rate, on kept-alive connections that all workers share. */
final class RateExperiment implements Experiment {

  private static final double MOST_WARM_UP_PER_SECOND = 5_000;

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
  public int workers() {
    return workers(settings);
  }

  @Override
  public Dispatcher dispatcher() {
    return pacer;
  }

  /** Kept-alive connections are shared: as many as requests are in flight, which is not known. */
  @Override
  public Demand demand(int ends, boolean loopback) {
    return new Demand(1, 0, 1, workers(settings), ends, loopback, "onset.injector.workers");
  }

  @Override
  public Findings run(Reach reach, Oversight oversight) throws InterruptedException {
    try (var monitor = HealthMonitor.start(reach.local())) {
      double warmUpPerSecond = Math.min(settings.rate().maxPerSecond(), MOST_WARM_UP_PER_SECOND);
      new WarmUp(pacer, warmUpPerSecond, settings.injector().warmUp()).run(progress);
      var declarations = new Declarations();
      var reading = new LimiterReading(Instant.now(), declarations::policies, rows());
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
              monitor,
              knowing(declarations, oversight));
      var endings = new Endings(bench.originNanos(), declarations);
      var trials = new PacedTrials(pacer, workers(settings), List.of(), endings, tally, progress);
      return bench
          .search(step -> trials.hold((Step.Measure) step, bench))
          .declaring(declarations.policies());
    } finally {
      dismiss();
    }
  }

  /** What is kept on the way knows what the target declares, too. */
  private static Oversight knowing(Declarations declarations, Oversight oversight) {
    return new Oversight() {
      @Override
      public void trialEnded(Findings soFar) {
        oversight.trialEnded(soFar.declaring(declarations.policies()));
      }

      @Override
      public @Nullable String calledOff() {
        return oversight.calledOff();
      }

      @Override
      public @Nullable String ailment() {
        return oversight.ailment();
      }
    };
  }

  @Override
  public void dismiss() {
    pacer.finish();
  }

  private int rows() {
    var feed = settings.target().feed();
    return feed == null ? 1 : feed.callers();
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
