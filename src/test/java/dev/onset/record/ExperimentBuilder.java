package dev.onset.record;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord.Address;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Diagnosis;
import dev.onset.record.ExperimentRecord.Distribution;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Injector;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Latency;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Machine;
import dev.onset.record.ExperimentRecord.Message;
import dev.onset.record.ExperimentRecord.PhaseLatency;
import dev.onset.record.ExperimentRecord.Recovery;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An experiment that lacks nothing; parts can be replaced. */
public final class ExperimentBuilder {
  private final Axis axis;
  private final List<Onset> onsets = new ArrayList<>();
  private final List<Message> messages = new ArrayList<>();
  private final List<Latency> latencies = new ArrayList<>();
  private final List<Diagnosis> diagnosis = new ArrayList<>();
  private final List<PhaseLatency> phaseLatencies = new ArrayList<>();
  private final List<Distribution> distributions = new ArrayList<>();
  private @Nullable FeederRecord feeder;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Setting> configuration = new TreeMap<>();
  private boolean configured = true;
  private final List<Check> preflight =
      new ArrayList<>(
          List.of(
              new Check("Name", true, "127.0.0.1 is an address; nothing to resolve."),
              new Check("TCP", true, "Connected in 0.3 ms."),
              new Check("HTTP", true, "GET answered 200 in 3 ms."),
              new Check("Clock", true, "The target's Date header is within 1 s of this machine.")));
  private String unit;
  private String runId = SampleExperiments.RUN;
  private String release = "2.4.0";
  private Instant startedAt = Instant.parse("2026-11-22T13:50:32Z");
  private Target target = new Target("http://127.0.0.1:8080/orders", "GET", true);
  private Status status = Status.COMPLETE;
  private @Nullable String statusReason;
  private @Nullable Limiter limiter;
  private Map<Outcome, Long> outcomes = Map.of();
  private List<Trial> trials = List.of();
  private Series series = new Series(List.of(), List.of(), Map.of());
  private Injector injector =
      new Injector(Fitness.INNOCENT, List.of("2 ms late at most at p99, 83% CPU idle at least"));
  private @Nullable Recovery recovery;
  private @Nullable Cost cost;
  private @Nullable DroppedSyn droppedSyn;
  private Map<Phase, Long> phases = Map.of();
  private List<Address> addresses = List.of();
  private @Nullable Configured definitions;
  private double seconds = 60;
  private int peakConnections = 8;
  private @Nullable String gatlingReport = "../../target/gatling/onset-20261122135032/index.html";

  public ExperimentBuilder(Axis axis) {
    this.axis = axis;
    this.unit = axis.unit();
  }

  /** A limiter of which only the contract's fields are known. */
  public static Limiter limiter(
      String algorithm,
      double ratePerSecond,
      double burst,
      @Nullable Double windowSeconds,
      @Nullable Boolean countsRejected,
      double confidence,
      @Nullable Declared declared) {
    return new Limiter(
        algorithm,
        null,
        ratePerSecond,
        burst,
        windowSeconds,
        countsRejected,
        confidence,
        1,
        List.of(),
        null,
        declared,
        null,
        null,
        null);
  }

  public ExperimentBuilder definitions(Configured.Limit... limits) {
    return definitions(List.of(), limits);
  }

  public ExperimentBuilder definitions(List<String> notes, Configured.Limit... limits) {
    this.definitions = new Configured(List.of(limits), notes);
    return this;
  }

  public ExperimentBuilder recovery(Recovery recovery) {
    this.recovery = recovery;
    return this;
  }

  public ExperimentBuilder droppedSyn(DroppedSyn droppedSyn) {
    this.droppedSyn = droppedSyn;
    return this;
  }

  public ExperimentBuilder phases(Map<Phase, Long> phases) {
    this.phases = phases;
    return this;
  }

  public ExperimentBuilder addresses(Address... addresses) {
    this.addresses = List.of(addresses);
    return this;
  }

  public ExperimentBuilder cost(Cost cost) {
    this.cost = cost;
    return this;
  }

  public ExperimentBuilder run(String runId, String release, Instant startedAt) {
    this.runId = runId;
    this.release = release;
    this.startedAt = startedAt;
    return this;
  }

  public ExperimentBuilder target(String url, String method, boolean sandbox) {
    target = new Target(url, method, sandbox);
    return this;
  }

  public ExperimentBuilder status(Status status, @Nullable String reason) {
    this.status = status;
    this.statusReason = reason;
    return this;
  }

  public ExperimentBuilder onset(Onset onset) {
    onsets.add(onset);
    return this;
  }

  public ExperimentBuilder limiter(Limiter limiter) {
    this.limiter = limiter;
    return this;
  }

  public ExperimentBuilder message(Outcome outcome, String text, long count) {
    messages.add(new Message(outcome, text, count));
    return this;
  }

  public ExperimentBuilder outcomes(Map<Outcome, Long> outcomes) {
    this.outcomes = outcomes;
    return this;
  }

  public ExperimentBuilder trials(List<Trial> trials) {
    this.trials = trials;
    return this;
  }

  public ExperimentBuilder series(Series series) {
    this.series = series;
    return this;
  }

  public ExperimentBuilder budget(String... lines) {
    injector =
        new Injector(injector.verdict(), injector.reasons(), List.of(lines), injector.machine());
    return this;
  }

  public ExperimentBuilder machine(Machine machine) {
    injector = new Injector(injector.verdict(), injector.reasons(), injector.budget(), machine);
    return this;
  }

  public ExperimentBuilder injector(Fitness verdict, String... reasons) {
    injector = new Injector(verdict, List.of(reasons));
    return this;
  }

  public ExperimentBuilder latency(Latency latency) {
    latencies.add(latency);
    return this;
  }

  public ExperimentBuilder phaseLatency(PhaseLatency latency) {
    phaseLatencies.add(latency);
    return this;
  }

  public ExperimentBuilder distribution(Distribution distribution) {
    distributions.add(distribution);
    return this;
  }

  public ExperimentBuilder diagnosis(Diagnosis item) {
    diagnosis.add(item);
    return this;
  }

  public ExperimentBuilder note(String note) {
    notes.add(note);
    return this;
  }

  public ExperimentBuilder check(Check check) {
    preflight.add(check);
    return this;
  }

  public ExperimentBuilder seconds(double seconds) {
    this.seconds = seconds;
    return this;
  }

  public ExperimentBuilder peakConnections(int peakConnections) {
    this.peakConnections = peakConnections;
    return this;
  }

  public ExperimentBuilder gatlingReport(@Nullable String path) {
    gatlingReport = path;
    return this;
  }

  /** One more setting, or another value of one. */
  public ExperimentBuilder configuration(Setting setting) {
    configuration.put(setting.key(), setting);
    return this;
  }

  /** No settings at all, as if a record did not have them. */
  public ExperimentBuilder withoutConfiguration() {
    configured = false;
    return this;
  }

  private List<Setting> settings() {
    if (!configured) {
      return List.of();
    }
    var settings = new TreeMap<String, Setting>();
    settings.put("onset.rate.max", new Setting("onset.rate.max", "1000", "reference.conf"));
    settings.put("onset.release", new Setting("onset.release", release, "-Donset.release"));
    settings.put(
        "onset.timeouts.connect",
        new Setting("onset.timeouts.connect", "2900ms", "onset.conf: line 7"));
    settings.putAll(configuration);
    return List.copyOf(settings.values());
  }

  public ExperimentBuilder feeder(FeederRecord spent) {
    this.feeder = spent;
    return this;
  }

  /** What loads are counted in, where that is not the axis's own. */
  public ExperimentBuilder countedIn(String loads) {
    this.unit = loads;
    return this;
  }

  public ExperimentRecord build() {
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA,
        axis,
        unit,
        release,
        runId,
        startedAt,
        seconds,
        "0.1.0",
        "3.15.1",
        target,
        status,
        statusReason,
        onsets,
        limiter,
        outcomes,
        messages,
        trials,
        series,
        injector,
        diagnosis,
        latencies,
        preflight,
        settings(),
        notes,
        peakConnections,
        gatlingReport,
        recovery,
        cost,
        droppedSyn,
        phases,
        addresses,
        phaseLatencies,
        distributions,
        feeder,
        definitions);
  }
}
