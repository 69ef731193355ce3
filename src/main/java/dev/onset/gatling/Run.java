package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.config.TargetSettings;
import dev.onset.evidence.KernelEvidence;
import dev.onset.injector.Budget;
import dev.onset.injector.Demand;
import dev.onset.injector.HostLimits;
import dev.onset.injector.KernelSnapshot;
import dev.onset.injector.Machine;
import dev.onset.injector.TargetPlace;
import dev.onset.preflight.Preflight;
import dev.onset.preflight.PreflightReport;
import dev.onset.preflight.Pulse;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.Unfinished;
import dev.onset.report.ConsoleSummary;
import dev.onset.report.ReportPages;
import dev.onset.sandbox.Sandbox;
import dev.onset.sandbox.SandboxLimits;
import dev.onset.setup.SandboxSetup;
import dev.onset.setup.TargetCheck;
import dev.onset.store.ReportsFolder;
import dev.onset.store.ReportsFolderException;
import dev.onset.store.UnfinishedExperiment;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One experiment from its preflight to its report: what happens around Gatling's own run.
 *
 * <p>{@link #begin} and {@link #end} are called by one thread, one after the other.
 */
final class Run {

  private static final Path PROC = Path.of("/proc");

  /** Whoever asked for the end does not wait for long before asking less kindly. */
  private static final Duration MOST_PARTING = Duration.ofSeconds(4);

  private final Settings settings;
  private final Experiment experiment;
  private final String simulation;
  private final PrintStream out;
  private final Tally tally;
  private final Progress progress;
  private final @Nullable Filler filler;
  private final Thread conductor;
  private final CallOff callOff = new CallOff(this::calledOff);

  private @Nullable Sandbox sandbox;
  private @Nullable Sandbox sink;
  private @Nullable URI url;
  private @Nullable String asWritten;
  private @Nullable PreflightReport preflight;
  private KernelEvidence preflightKernel = KernelEvidence.NONE;
  private @Nullable Budget budget;
  private @Nullable UnfinishedExperiment place;
  private @Nullable Keeper keeper;
  private volatile @Nullable Findings findings;
  private volatile @Nullable Throwable crash;
  private volatile @Nullable String refusal;
  private @Nullable OwnScenario own;
  private @Nullable Rehearsal rehearsal;
  private Duration silence = Duration.ZERO;
  private volatile Earlier earlier = Earlier.NOTHING;
  private volatile boolean done;
  private volatile boolean ending;

  Run(
      Settings settings,
      Experiment experiment,
      Tally tally,
      Progress progress,
      @Nullable Filler filler,
      String simulation,
      PrintStream out) {
    this.settings = settings;
    this.experiment = experiment;
    this.tally = tally;
    this.progress = progress;
    this.filler = filler;
    this.simulation = simulation;
    this.out = out;
    this.conductor = new Thread(this::conduct, "onset-experiment");
    conductor.setDaemon(true);
  }

  /**
   * Makes the run that of a scenario of the user's own, which is gone through before the
   * experiment.
   *
   * @param longest how long the scenario may do nothing under load
   * @return the workers' dispatcher
   */
  Dispatcher rehearsing(OwnScenario scenario, Duration longest) {
    own = scenario;
    silence = longest;
    callOff.alsoFor(Iterations.ENDED_BY_GATLING);
    var first = new Rehearsal(settings, experiment.axis(), scenario, experiment.dispatcher());
    rehearsal = first;
    return first;
  }

  /** Scheme, host and port of the target; of the sandbox, which is started for that. */
  URI base() {
    var configured = settings.target().baseUrl();
    return configured == null ? startedSandbox().baseUri() : configured;
  }

  private Sandbox startedSandbox() {
    var started = sandbox;
    if (started == null) {
      started = Sandbox.start(SandboxSetup.limits(settings.sandbox()));
      sandbox = started;
    }
    return started;
  }

  /** The request's URL; known once the run has begun. */
  String url() {
    return known(url).toString();
  }

  /** The warm-up server's URL; known once the run has begun. */
  String sinkUrl() {
    return known(sink).baseUri().toString();
  }

  /** Whether the experiment is over. */
  boolean isDone() {
    return done;
  }

  /** Whether it ended with an answer. */
  boolean isAnswered() {
    var found = findings;
    return found != null && found.isAnswer();
  }

  /**
   * Starts what is needed, checks the target, and starts the experiment.
   *
   * @throws NoMeasurement when the target does not pass the preflight; nothing has been sent then
   */
  void begin() {
    try {
      place = folder().begin(settings.runId(), experiment.slug());
    } catch (ReportsFolderException e) {
      throw unwritable(e);
    }
    var target = target();
    url = target.url();
    asWritten = target.urlAsWritten();
    out.printf("Onset %s: %s %s%n", experiment.slug(), shown().method(), shown().url());
    refuseToReplace();
    careful().ifPresent(out::println);
    // From when the name is resolved: a name server can answer with ICMP, too.
    var before = new AtomicReference<@Nullable KernelSnapshot>();
    var report = check(target, () -> before.set(KernelSnapshot.read(PROC)));
    preflight = report;
    var resolved = before.get();
    if (resolved != null) {
      preflightKernel =
          resolved.until(KernelSnapshot.read(PROC), TargetPlace.isLocal(report.addresses()));
    }
    report.findings().forEach(finding -> out.println("  " + finding.line()));
    var remarks = experiment.prepare(report.working(), port(target.url()));
    var sums = Budget.of(demand(report), HostLimits.read());
    budget = sums;
    sums.lines().forEach(line -> out.println("  budget  " + line));
    remarks.forEach(line -> out.println("  budget  " + line));
    sums.warnings().forEach(warning -> out.println("  WARNING " + warning));
    var refusal = refusal(report);
    if (refusal != null) {
      var record = failed(refusal);
      var kept = keep(record);
      letGo();
      out.println();
      ConsoleSummary.of(record, null).forEach(out::println);
      throw new NoMeasurement(refusal + kept);
    }
    sink = Sandbox.start(SandboxLimits.unlimited());
    var keeping = new Keeper(known(place), tally, out);
    keeping.begin(record(Findings.notBegun(), null));
    keeper = keeping;
    callOff.arm();
    conductor.start();
  }

  /** An experiment has one file in a run: a scenario does not take that of another simulation. */
  private void refuseToReplace() {
    try {
      for (var kept : folder().run(settings.runId()).all()) {
        var method = kept.target().method();
        boolean ofAScenario = !method.equals(method.toUpperCase(Locale.ROOT));
        if (kept.slug().equals(experiment.slug())
            && !method.equals(shown().method())
            && (own != null || ofAScenario)) {
          letGo();
          throw new NoMeasurement(
              "The run %s holds %s.json of %s already, which %s would replace. Run them one by one, each with a run of its own: -Dgatling.simulationClass and -Donset.run-id."
                  .formatted(settings.runId(), kept.slug(), method, shown().method()));
        }
      }
    } catch (ReportsFolderException e) {
      throw unwritable(e);
    }
  }

  /**
   * Writes the record and the reports, and prints the answer.
   *
   * @throws NoMeasurement when the experiment broke off
   */
  void end() {
    if (own != null && !done) {
      own.iterations().gatlingEnded(System.nanoTime());
    }
    try {
      conductor.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callOff.end(this::finish);
  }

  /** The process is to end: what is known by now becomes the answer. */
  private void calledOff() {
    ending = true;
    try {
      conductor.join(MOST_PARTING.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      finish();
    } catch (NoMeasurement e) {
      out.println(e.getMessage());
    }
  }

  private void finish() {
    known(keeper).end();
    progress.close();
    var record = result();
    close();
    Path path = null;
    try {
      path = write(record);
    } finally {
      letGo();
      // Whatever becomes of the files, the answer is said.
      out.println();
      ConsoleSummary.of(record, path).forEach(out::println);
    }
    if (crash != null) {
      throw new NoMeasurement("the experiment broke off", crash);
    }
    if (refusal != null) {
      throw new NoMeasurement(refusal);
    }
  }

  private ExperimentRecord result() {
    var found = findings;
    var refused = refusal;
    if (refused != null) {
      return failed(refused);
    }
    if (found != null) {
      return ending ? record(found, null) : record(found);
    }
    return crash == null ? soFar() : failed("the experiment broke off: " + crash);
  }

  /** What was kept as it came, when there is no time to wait for requests that are in flight. */
  private ExperimentRecord soFar() {
    var why = Objects.requireNonNullElse(callOff.calledOff(), Unfinished.REASON);
    try {
      return known(place).read(why);
    } catch (ReportsFolderException e) {
      return failed(why + "; what was kept until then cannot be read: " + e.getMessage());
    }
  }

  private ExperimentRecord record(Findings found) {
    return record(
        found, GatlingReport.pathFrom(settings.reportsDir().resolve(settings.runId()), simulation));
  }

  /** Gatling writes its report when a simulation has ended by itself, and not before. */
  private ExperimentRecord record(Findings found, @Nullable String gatlingReport) {
    return recording()
        .of(
            own == null ? found : own.explain(found),
            known(preflight),
            earlier.heldConnections(),
            gatlingReport)
        .with(found.study() == null ? experiment.study() : found.study());
  }

  private ExperimentRecord failed(String why) {
    return recording()
        .failed(why, known(preflight).checks(), preflightKernel)
        .with(experiment.study());
  }

  private void conduct() {
    try {
      var target = known(url);
      var addresses = known(preflight).addresses();
      var pulse =
          new Pulse(
              TargetCheck.request(settings.target().at(base(target)), settings.timeouts()),
              known(preflight).working());
      earlier = earlier();
      if (!rehearsed()) {
        return;
      }
      findings =
          experiment.run(
              new Reach(
                  base(target).toString(),
                  target.getAuthority(),
                  port(target),
                  addresses,
                  known(preflight).working(),
                  earlier.unlimitedPerSecond(),
                  earlier.onsetPerSecond(),
                  TargetPlace.isLocal(addresses)),
              new Oversight() {
                @Override
                public void trialEnded(Findings soFar) {
                  if (own != null) {
                    own.watch(soFar);
                  }
                  known(keeper).keep(record(soFar, null));
                }

                @Override
                public @Nullable String calledOff() {
                  var called = callOff.calledOff();
                  if (called == null && own != null) {
                    called = own.fault();
                  }
                  return called == null && filler != null ? filler.usedUp() : called;
                }

                @Override
                public @Nullable String ailment() {
                  var ailment = pulse.ailment();
                  return ailment == null ? null : settings.masking().apply(ailment);
                }
              });
    } catch (Throwable e) {
      crash = e;
    } finally {
      experiment.dismiss();
      done = true;
    }
  }

  /** Whether there is no scenario of the user's own, or one that can be measured with. */
  private boolean rehearsed() throws InterruptedException {
    if (own == null || rehearsal == null) {
      return true;
    }
    try {
      var result = rehearsal.run();
      if (result.refusal() == null) {
        out.println("  " + result.line());
        own.iterations().setPatience(silence.plusSeconds(5).toNanos());
      }
      refusal = result.refusal();
      return refusal == null;
    } finally {
      rehearsal.end();
    }
  }

  private Earlier earlier() throws ReportsFolderException {
    return new Earlier(folder().experimentsOf(settings.runId()), shown());
  }

  private TargetSettings target() {
    if (!settings.target().isSandbox()) {
      return settings.target();
    }
    var started = startedSandbox();
    out.println("No onset.target.base-url is set: measuring the sandbox.");
    started.describe().forEach(line -> out.println("  " + line));
    return settings.target().at(started.baseUri());
  }

  private PreflightReport check(TargetSettings target, Runnable resolved) {
    return TargetCheck.check(Preflight.ofJdk(), target, settings.timeouts(), resolved)
        .inWords(settings.masking()::apply);
  }

  private @Nullable String refusal(PreflightReport report) {
    if (!report.passed()) {
      return report.verdict();
    }
    var shortages = known(budget).refusals();
    return shortages.isEmpty() ? null : String.join("\n", shortages);
  }

  /** What the plan asks of this host; against the sandbox both ends are in this process. */
  private Demand demand(PreflightReport report) {
    boolean loopback = report.addresses().stream().anyMatch(address -> address.isLoopbackAddress());
    return experiment.demand(sandbox == null ? 1 : 2, loopback);
  }

  private Recording recording() {
    return new Recording(
        experiment.axis(),
        settings,
        shown(),
        Versions.read(),
        budget == null ? Budget.NONE : budget,
        Machine.read(),
        filler,
        own == null ? experiment.axis().unit() : OwnScenario.unit(experiment.axis()));
  }

  private ExperimentRecord.Target shown() {
    var shown =
        own == null
            ? Recording.target(known(asWritten), settings.target().method(), sandbox != null)
            : Recording.target(base().toString(), simulation, sandbox != null);
    return new ExperimentRecord.Target(
        settings.masking().apply(shown.url()), shown.method(), shown.sandbox());
  }

  private Path write(ExperimentRecord record) {
    var folder = folder();
    try {
      folder.writeExperiment(record);
      // Now, as the pages may be what there is no space for.
      known(place).discard();
      return ReportPages.rebuild(folder, record.runId());
    } catch (ReportsFolderException e) {
      throw unwritable(e);
    }
  }

  /** Keeps the record of a refusal, but not in the place of an experiment that measured. */
  private String keep(ExperimentRecord refusal) {
    try {
      var folder = folder();
      return folder.run(refusal.runId()).all().stream()
              .anyMatch(
                  earlier -> earlier.slug().equals(refusal.slug()) && !earlier.outcomes().isEmpty())
          ? "\nThe run folder " + refusal.runId() + " keeps the earlier experiment."
          : "\nReport: " + write(refusal);
    } catch (ReportsFolderException e) {
      throw unwritable(e);
    }
  }

  /** What is not offered to a target of whom it is not known who depends on it. */
  private Optional<String> careful() {
    var ceilings = settings.carefulCeilings();
    return ceilings.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ceilings.stream()
                .map(ceiling -> ceiling.key() + " = " + ceiling.value())
                .collect(
                    Collectors.joining(
                        ", ",
                        "  careful The target is not on this host, so these stay low until you set"
                            + " them: ",
                        ".")));
  }

  private ReportsFolder folder() {
    return new ReportsFolder(settings.reportsDir());
  }

  private static URI base(URI url) {
    return URI.create(url.getScheme() + "://" + url.getRawAuthority());
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private void letGo() {
    try {
      known(place).close();
    } catch (ReportsFolderException e) {
      throw unwritable(e);
    }
  }

  private static NoMeasurement unwritable(ReportsFolderException e) {
    return new NoMeasurement(e.getMessage() + " (onset.reports-dir)", null);
  }

  private void close() {
    for (var server : new Sandbox[] {sandbox, sink}) {
      if (server != null) {
        server.close();
      }
    }
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("the run has not begun");
    }
    return value;
  }
}
