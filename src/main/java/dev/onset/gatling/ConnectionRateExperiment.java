package dev.onset.gatling;

import dev.onset.config.RateSettings;
import dev.onset.config.Settings;
import dev.onset.injector.Demand;
import dev.onset.injector.HealthMonitor;
import dev.onset.injector.LocalPorts;
import dev.onset.injector.PortBudget;
import dev.onset.load.Axis;
import dev.onset.search.ConnectionRateSearch;
import dev.onset.search.RatePlan;
import dev.onset.search.Step;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The search for what begins at how many new connections per second: every attempt opens a
 * connection, sends one request over it and closes it. The addresses of the target's name take
 * turns.
 */
final class ConnectionRateExperiment implements Experiment {

  private final Settings settings;
  private final Tally tally;
  private final Progress progress;
  private final Pacer pacer;
  private final Ports ports;
  private RateSettings rate;
  private int turns = 1;
  private @Nullable String ceiling;
  private @Nullable String tooFewPorts;

  /** Tells what this host's local ports allow towards a target. */
  interface Ports {
    PortBudget towards(List<InetAddress> addresses, int port);
  }

  ConnectionRateExperiment(Settings settings, Tally tally, Progress progress) {
    this(settings, tally, progress, LocalPorts::budget);
  }

  ConnectionRateExperiment(Settings settings, Tally tally, Progress progress, Ports ports) {
    this.ports = ports;
    this.settings = settings;
    this.tally = tally;
    this.progress = progress;
    rate = settings.connectionRate();
    pacer = new Pacer(RateExperiment.workers(settings), rate.maxPerSecond());
  }

  @Override
  public Axis axis() {
    return Axis.CONNECTION_RATE;
  }

  @Override
  public int workers() {
    return RateExperiment.workers(settings);
  }

  @Override
  public Connections connections() {
    return Connections.FRESH;
  }

  @Override
  public Dispatcher dispatcher() {
    return pacer;
  }

  @Override
  public List<String> prepare(List<InetAddress> addresses, int port) {
    var budget = ports.towards(addresses, port);
    turns = Math.max(1, addresses.size());
    double most = budget.perSecond(turns);
    if (most < rate.startPerSecond()) {
      tooFewPorts =
          String.format(
              Locale.ROOT,
              "this host has local ports for %.1f new connections/s, and onset.connection-rate.start"
                  + " is %.1f: widen net.ipv4.ip_local_port_range, or lower it",
              most,
              rate.startPerSecond());
    } else if (most < rate.maxPerSecond()) {
      ceiling =
          String.format(
              Locale.ROOT,
              "No more than %.1f new connections/s were to be offered, instead of the %.1f of"
                  + " onset.connection-rate.max: this host has %s. Widen"
                  + " net.ipv4.ip_local_port_range to go beyond.",
              most,
              rate.maxPerSecond(),
              budget.describe(turns));
      rate = rate.upTo(most);
    }
    return ceiling == null ? List.of() : List.of(ceiling);
  }

  /**
   * As many are open at once as attempts are in flight, which is not known. Each of the target's
   * addresses gets its share.
   */
  @Override
  public Demand demand(int ends, boolean loopback) {
    return new Demand(
        1,
        rate.maxPerSecond() / turns,
        Long.MAX_VALUE,
        RateExperiment.workers(settings),
        ends,
        loopback,
        "onset.connection-rate.max");
  }

  @Override
  public Findings run(Reach reach, Oversight oversight) throws InterruptedException {
    try (var monitor = HealthMonitor.start(reach.local())) {
      if (tooFewPorts != null) {
        return Findings.limited(tooFewPorts);
      }
      new WarmUp(pacer, rate.maxPerSecond(), settings.injector().warmUp()).run(progress);
      var search = new ConnectionRateSearch(plan());
      var bench =
          new Bench(
              search, trials -> trials, settings.budget(), tally, progress, monitor, oversight);
      var trials =
          new PacedTrials(
              pacer,
              RateExperiment.workers(settings),
              reach.working(),
              new Endings(bench.originNanos()),
              tally,
              progress);
      var findings =
          bench.search(
              step -> ConnectionRateSearch.judged(trials.hold((Step.Measure) step, bench)));
      if (ceiling != null) {
        findings = findings.noting(ceiling);
      }
      return reach.working().size() < reach.resolved().size()
          ? findings.noting(leftOut(reach))
          : findings;
    } finally {
      dismiss();
    }
  }

  /** With one of them every load would fail alike, and no threshold of the others be seen. */
  private static String leftOut(Reach reach) {
    var bad = new ArrayList<>(reach.resolved());
    bad.removeAll(reach.working());
    return bad.stream().map(InetAddress::getHostAddress).collect(Collectors.joining(", "))
        + (bad.size() == 1 ? " was" : " were")
        + " left out, because the preflight found "
        + (bad.size() == 1 ? "it" : "them")
        + " not to work; what is said holds for the other "
        + (reach.working().size() == 1 ? "address." : "addresses.");
  }

  @Override
  public void dismiss() {
    pacer.finish();
  }

  /** What is searched; never beyond what the local ports allow. */
  RatePlan plan() {
    return new RatePlan(
        rate.startPerSecond(),
        rate.maxPerSecond(),
        rate.precision(),
        rate.step(),
        rate.level(),
        rate.trial(),
        rate.confirm(),
        Axis.CONNECTION_RATE);
  }
}
