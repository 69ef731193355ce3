package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.diagnosis.Kernel;
import dev.onset.diagnosis.Signs;
import dev.onset.diagnosis.SignsBuilder;
import dev.onset.diagnosis.TrialSigns;
import dev.onset.evidence.ConnectSteps;
import dev.onset.evidence.ConnectTime;
import dev.onset.evidence.KernelEvidence;
import dev.onset.evidence.Summary;
import dev.onset.limiter.Limiter;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.preflight.PreflightReport;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an experiment knows, as evidence for its diagnosis. Pure. */
final class SignsOf {

  /** Fewest answers whose median says something of a load. */
  private static final int ENOUGH_ANSWERS = 5;

  private SignsOf() {}

  /** The evidence of an experiment that ran; trials that the load generator spoilt do not count. */
  static Signs findings(
      Axis axis,
      Settings settings,
      Findings findings,
      PreflightReport preflight,
      @Nullable Integer heldElsewhere) {
    var counted = findings.counted();
    var kernel = kernel(counted);
    var everything = counted.stream().map(Trial::summary).reduce(Summary.EMPTY, Summary::plus);
    var signs =
        Signs.on(axis)
            .onsets(findings.onsets())
            .checks(preflight.checks())
            .connectTimeout(settings.timeouts().connect())
            .peakOpen(findings.peakOpen())
            .pace(pace(axis, counted))
            .limiter(limiter(findings.limiter()))
            .connectSteps(isDroppedAtAnyLoad(findings) ? null : connectSteps(counted, kernel))
            .heldElsewhere(heldElsewhere)
            .targetOnThisHost(isLoopback(preflight) ? true : null);
    kernel(signs, kernel);
    everything.routes().phases().forEach(signs::phase);
    everything.routes().addresses().forEach(signs::address);
    counted.forEach(trial -> signs.trial(trial(trial)));
    everything
        .texts()
        .forEach(
            (text, count) -> {
              if (!text.isOther()) {
                signs.text(text.outcome(), text.text(), count);
              }
            });
    for (var outcome : everything.counts().keySet()) {
      signs.latency(
          outcome, everything.latencyMillis(outcome, 50), everything.latencyMillis(outcome, 99));
    }
    injector(signs, findings);
    return signs.build();
  }

  /**
   * The evidence of an experiment that could not begin.
   *
   * @param kernel what the kernel counted during the preflight
   */
  static Signs checks(
      Axis axis,
      Settings settings,
      List<ExperimentRecord.Check> preflight,
      KernelEvidence kernel,
      List<String> shortages) {
    var signs =
        Signs.on(axis)
            .checks(preflight)
            .connectTimeout(settings.timeouts().connect())
            .injector(!shortages.isEmpty(), shortages);
    kernel(signs, kernel);
    return signs.build();
  }

  private static void kernel(SignsBuilder signs, KernelEvidence kernel) {
    if (kernel.isPresent()) {
      signs.kernel(new Kernel(kernel.named())).targetOnThisHost(kernel.targetIsLocal());
    }
  }

  /** What the kernel counted in these trials. */
  static KernelEvidence kernel(List<Trial> trials) {
    return trials.stream()
        .map(trial -> trial.health().kernel())
        .reduce(KernelEvidence.NONE, KernelEvidence::plus);
  }

  /** A packet that is lost now and then, however high the load, points at no limit. */
  private static boolean isDroppedAtAnyLoad(Findings findings) {
    var dropped = findings.droppedSyns();
    return dropped != null && dropped.status() == OnsetStatus.NOT_REACHED;
  }

  private static Signs.@Nullable ConnectSteps connectSteps(
      List<Trial> counted, KernelEvidence kernel) {
    var steps =
        ConnectSteps.of(
            counted.stream()
                .flatMap(trial -> ConnectTime.in(trial.summary().log(), trial.load()).stream())
                .toList());
    return steps.stepped() == 0
            || steps.first() == null
            || steps.confirmedBy(kernel) == ConnectSteps.Confirmation.CONTRADICTED
        ? null
        : new Signs.ConnectSteps(steps.first().load(), steps.stepped());
  }

  private static TrialSigns trial(Trial trial) {
    var began = new EnumMap<Outcome, Double>(Outcome.class);
    trial.summary().firstSeen().forEach((outcome, seen) -> began.put(outcome, seen.load()));
    return new TrialSigns(trial.load(), trial.summary().counts(), began);
  }

  /**
   * How long answers typically took at the lowest load that had enough of them and at a high one.
   *
   * <p>On the connection-rate axis that is the lower quartile, just above the onset. With the three
   * SYNs that a usual connect timeout leaves room for, at least a third of the connections that
   * come about do so with their first one, however many are dropped: {@code q / (1 - (1 - q)^3) >=
   * 1/3}.
   */
  private static Signs.@Nullable Pace pace(Axis axis, List<Trial> counted) {
    var answered =
        counted.stream()
            .filter(trial -> trial.summary().count(Outcome.OK) >= ENOUGH_ANSWERS)
            .sorted(Comparator.comparingDouble(Trial::load))
            .toList();
    if (answered.size() < 2 || axis == Axis.CONCURRENCY) {
      return null;
    }
    boolean connecting = axis == Axis.CONNECTION_RATE;
    double percentile = connecting ? 25 : 50;
    var low = answered.get(0);
    var highest = answered.get(answered.size() - 1);
    var high =
        answered.stream()
            .filter(trial -> connecting && trial.verdict() == Verdict.BAD)
            .findFirst()
            .orElse(highest);
    return new Signs.Pace(
        low.load(),
        low.summary().latencyMillis(Outcome.OK, percentile),
        high.load(),
        high.summary().latencyMillis(Outcome.OK, percentile));
  }

  private static Signs.@Nullable LimiterSigns limiter(@Nullable Limiter limiter) {
    return limiter == null
        ? null
        : new Signs.LimiterSigns(
            limiter.algorithm().name(), limiter.inWords(), limiter.confidence());
  }

  /** Whether the target shares the load generator's network stack, as far as addresses tell. */
  private static boolean isLoopback(PreflightReport preflight) {
    return !preflight.addresses().isEmpty()
        && preflight.addresses().stream().allMatch(InetAddress::isLoopbackAddress);
  }

  private static void injector(SignsBuilder signs, Findings findings) {
    var reason = findings.done().reason();
    signs.injector(
        findings.done().end() == Step.End.LIMITED, reason == null ? List.of() : List.of(reason));
  }
}
