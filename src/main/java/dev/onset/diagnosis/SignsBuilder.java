package dev.onset.diagnosis;

import dev.onset.diagnosis.Signs.ConnectSteps;
import dev.onset.diagnosis.Signs.InjectorSigns;
import dev.onset.diagnosis.Signs.Latency;
import dev.onset.diagnosis.Signs.LimiterSigns;
import dev.onset.diagnosis.Signs.Pace;
import dev.onset.diagnosis.Signs.Text;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.search.Onset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evidence as it is put together; what is not given stays unknown. Not thread-safe. */
public final class SignsBuilder {

  private final Axis axis;
  private final List<Onset> onsets = new ArrayList<>();
  private final List<TrialSigns> trials = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private final Map<Outcome, Latency> latencies = new EnumMap<>(Outcome.class);
  private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
  private final Map<String, Map<Outcome, Long>> addresses = new TreeMap<>();
  private final List<Check> checks = new ArrayList<>();
  private @Nullable Pace pace;
  private @Nullable ConnectSteps connectSteps;
  private @Nullable Kernel kernel;
  private @Nullable Boolean targetOnThisHost;
  private @Nullable Integer unserved;
  private @Nullable Integer heldElsewhere;
  private int peakOpen;
  private @Nullable LimiterSigns limiter;
  private @Nullable String gateway;
  private InjectorSigns injector = new InjectorSigns(false, List.of());
  private @Nullable Duration connectTimeout;

  SignsBuilder(Axis axis) {
    this.axis = axis;
  }

  public SignsBuilder onsets(List<Onset> found) {
    onsets.addAll(found);
    return this;
  }

  public SignsBuilder trial(TrialSigns trial) {
    trials.add(trial);
    return this;
  }

  public SignsBuilder text(Outcome outcome, String text, long count) {
    texts.add(new Text(outcome, text, count));
    return this;
  }

  public SignsBuilder latency(Outcome outcome, double p50Millis, double p99Millis) {
    latencies.put(outcome, new Latency(p50Millis, p99Millis));
    return this;
  }

  public SignsBuilder pace(@Nullable Pace okLatency) {
    pace = okLatency;
    return this;
  }

  public SignsBuilder phase(Phase phase, long count) {
    phases.put(phase, count);
    return this;
  }

  public SignsBuilder connectSteps(@Nullable ConnectSteps steps) {
    connectSteps = steps;
    return this;
  }

  public SignsBuilder kernel(@Nullable Kernel counters) {
    kernel = counters;
    return this;
  }

  public SignsBuilder targetOnThisHost(@Nullable Boolean local) {
    targetOnThisHost = local;
    return this;
  }

  public SignsBuilder unserved(@Nullable Integer connections) {
    unserved = connections;
    return this;
  }

  public SignsBuilder heldElsewhere(@Nullable Integer connections) {
    heldElsewhere = connections;
    return this;
  }

  public SignsBuilder peakOpen(int connections) {
    peakOpen = connections;
    return this;
  }

  public SignsBuilder address(String address, Map<Outcome, Long> outcomes) {
    addresses.put(address, Map.copyOf(outcomes));
    return this;
  }

  public SignsBuilder limiter(@Nullable LimiterSigns met) {
    limiter = met;
    return this;
  }

  public SignsBuilder gateway(@Nullable String name) {
    gateway = name;
    return this;
  }

  public SignsBuilder checks(List<Check> preflight) {
    checks.addAll(preflight);
    return this;
  }

  public SignsBuilder injector(boolean limited, List<String> reasons) {
    injector = new InjectorSigns(limited, reasons);
    return this;
  }

  public SignsBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  /** The evidence put together so far. */
  public Signs build() {
    return new Signs(
        axis,
        onsets,
        trials,
        texts,
        latencies,
        pace,
        phases,
        connectSteps,
        kernel,
        targetOnThisHost,
        unserved,
        heldElsewhere,
        peakOpen,
        addresses,
        limiter,
        gateway,
        checks,
        injector,
        connectTimeout);
  }
}
