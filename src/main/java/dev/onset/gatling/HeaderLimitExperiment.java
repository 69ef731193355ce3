package dev.onset.gatling;

import dev.onset.config.HeaderLimitSettings;
import dev.onset.config.Settings;
import dev.onset.injector.Demand;
import dev.onset.load.Axis;
import dev.onset.preflight.WireProbe;
import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.Study;
import dev.onset.record.Unfinished;
import dev.onset.request.Reply;
import dev.onset.search.Step;
import dev.onset.setup.TargetCheck;
import dev.onset.sizes.Dimension;
import dev.onset.sizes.OrdinaryRequest;
import dev.onset.sizes.SizesStudy;
import dev.onset.sizes.Wire;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How large a request may be, found with one request at a time.
 *
 * <p>They are written by hand and not by Gatling, whose client would put them in order.
 */
final class HeaderLimitExperiment implements Experiment {

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private volatile boolean finished;

  HeaderLimitExperiment(Settings settings, Tally tally, Progress progress) {
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
  }

  @Override
  public Axis axis() {
    return Axis.RATE;
  }

  @Override
  public Study study() {
    return HeaderLimits.nothingYet();
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public Dispatcher dispatcher() {
    return (worker, now) -> finished ? new Order.Leave() : new Order.Pause(100);
  }

  @Override
  public Demand demand(int ends, boolean loopback) {
    return new Demand(1, 0, 1, 1, ends, loopback, "onset.header-limits.per-second");
  }

  @Override
  public void dismiss() {
    finished = true;
  }

  @Override
  public Findings run(Reach reach, Oversight oversight) throws InterruptedException {
    var startedAt = Instant.now();
    long startNanos = System.nanoTime();
    var limits = settings.studies().headerLimits();
    try {
      var target = settings.target().at(URI.create(reach.base()));
      var request = TargetCheck.request(target, settings.timeouts());
      var probe = new WireProbe(request, reach.working().get(0));
      var study =
          new SizesStudy(
              new OrdinaryRequest(
                  request.method(), request.target(), request.sentHeaders(), request.body()),
              most(limits),
              limits.odd(),
              Duration.ofNanos((long) (1e9 / limits.perSecond())),
              new Target(probe, oversight, startNanos));
      var result =
          study.run(
              new SizesStudy.Watcher() {
                @Override
                public void known(HeaderLimits soFar) {
                  oversight.trialEnded(
                      findings(
                          soFar,
                          startedAt,
                          startNanos,
                          new Step.Done(Step.End.UNDECIDED, Unfinished.REASON),
                          Unfinished.REASON));
                }

                @Override
                public void tries(String what) {
                  progress.tick(what);
                }
              });
      return findings(result.limits(), startedAt, startNanos, done(result), result.stopped());
    } finally {
      dismiss();
    }
  }

  private static Step.Done done(SizesStudy.Result result) {
    if (result.stopped() != null) {
      return new Step.Done(Step.End.UNDECIDED, result.stopped());
    }
    var sizes = result.limits().sizes();
    boolean nothing =
        !sizes.isEmpty() && sizes.stream().allMatch(size -> size.found() == Found.UNDECIDED);
    return nothing
        ? new Step.Done(Step.End.UNDECIDED, "no limit can be stated in any dimension")
        : new Step.Done(Step.End.ANSWERED, null);
  }

  private Findings findings(
      HeaderLimits limits,
      Instant startedAt,
      long startNanos,
      Step.Done done,
      @Nullable String stopped) {
    return Findings.answering(
        masked(limits),
        startedAt,
        Duration.ofNanos(System.nanoTime() - startNanos),
        List.of(),
        List.of(),
        done,
        tally,
        stopped);
  }

  private HeaderLimits masked(HeaderLimits limits) {
    return limits.inWords(settings.masking()::apply);
  }

  private static Map<Dimension, Long> most(HeaderLimitSettings limits) {
    var most = new EnumMap<Dimension, Long>(Dimension.class);
    most.put(Dimension.ONE_HEADER_BYTES, (long) limits.mostOneHeaderBytes());
    most.put(Dimension.HEADER_COUNT, (long) limits.mostHeaders());
    most.put(Dimension.ALL_HEADERS_BYTES, (long) limits.mostAllHeadersBytes());
    most.put(Dimension.URL_BYTES, (long) limits.mostUrlBytes());
    most.put(Dimension.BODY_BYTES, (long) limits.mostBodyBytes());
    most.values().removeIf(size -> size == 0);
    return most;
  }

  /** The target by way of plain connections, within the budget. */
  private final class Target implements Wire {
    private final WireProbe probe;
    private final Oversight oversight;
    private final long startNanos;

    Target(WireProbe probe, Oversight oversight, long startNanos) {
      this.probe = probe;
      this.oversight = oversight;
      this.startNanos = startNanos;
    }

    @Override
    public Reply send(byte[] request) {
      return probe.send(request);
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
      long endNanos = System.nanoTime() + time.toNanos();
      for (long left = time.toNanos();
          left > 0 && oversight.calledOff() == null;
          left = endNanos - System.nanoTime()) {
        Thread.sleep(Math.min(50, left / 1_000_000), (int) (left % 1_000_000));
      }
    }

    @Override
    public @Nullable String calledOff() {
      var budget = settings.budget().duration();
      return System.nanoTime() - startNanos > budget.toNanos()
          ? "the budget of %d s is spent (onset.budget.duration)".formatted(budget.toSeconds())
          : oversight.calledOff();
    }
  }
}
