package dev.onset.gatling;

import dev.onset.config.Settings;
import dev.onset.evidence.KernelCounter;
import dev.onset.evidence.KernelEvidence;
import dev.onset.evidence.Strain;
import dev.onset.evidence.Summary;
import dev.onset.evidence.Supply;
import dev.onset.injector.Budget;
import dev.onset.injector.Machine;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.preflight.PreflightReport;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.Unfinished;
import dev.onset.search.Recovery;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Findings in the form in which they are kept. Pure.
 *
 * @param target what was measured, as shown
 * @param budget what the plan needs and what this host allows
 * @param machine what the load generator runs on, or null when that is not known
 * @param filler what filled the requests, or null when they are all the same
 * @param unit what a load is counted in
 */
record Recording(
    Axis axis,
    Settings settings,
    ExperimentRecord.Target target,
    Versions versions,
    Budget budget,
    @Nullable Machine machine,
    @Nullable Filler filler,
    String unit) {

  Recording(
      Axis axis,
      Settings settings,
      ExperimentRecord.Target target,
      Versions versions,
      Budget budget,
      @Nullable Machine machine,
      @Nullable Filler filler) {
    this(axis, settings, target, versions, budget, machine, filler, axis.unit());
  }

  Recording(
      Axis axis,
      Settings settings,
      ExperimentRecord.Target target,
      Versions versions,
      Budget budget) {
    this(axis, settings, target, versions, budget, null, null);
  }

  Recording(Axis axis, Settings settings, ExperimentRecord.Target target, Versions versions) {
    this(axis, settings, target, versions, Budget.NONE);
  }

  static ExperimentRecord.Target target(String url, String method, boolean sandbox) {
    int query = url.indexOf('?');
    // A query can carry a key.
    var shown = query < 0 ? url : url.substring(0, query) + "?…";
    return new ExperimentRecord.Target(shown, method, sandbox);
  }

  /**
   * The record of an experiment that ran.
   *
   * @param heldElsewhere connections that another experiment held open at once, or null
   */
  ExperimentRecord of(
      Findings findings,
      PreflightReport preflight,
      @Nullable Integer heldElsewhere,
      @Nullable String gatlingReport) {
    var everything = findings.everything();
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA,
        axis,
        unit,
        settings.release(),
        settings.runId(),
        findings.startedAt(),
        seconds(findings.elapsed().toNanos()),
        versions.onset(),
        versions.gatling(),
        target,
        status(findings),
        findings.shortfall(),
        findings.onsets(),
        LimiterRecording.of(findings),
        everything.counts(),
        messages(everything),
        findings.trials().stream().map(Recording::trial).toList(),
        series(everything),
        injector(findings),
        // What a study does to its target is no evidence of where anything begins.
        findings.study() == null
            ? Explanation.of(SignsOf.findings(axis, settings, findings, preflight, heldElsewhere))
            : List.of(),
        LatencyRecording.latencies(everything),
        preflight.checks(),
        settings.effective(),
        notes(findings),
        findings.peakOpen(),
        gatlingReport,
        recovery(findings.recovery()),
        new ExperimentRecord.Cost(
            requests(everything),
            findings.rejected(),
            Math.round(findings.loadSeconds() * 1e3) / 1e3,
            settings.budget().rejectedRequests(),
            settings.budget().duration().toMillis() / 1e3),
        droppedSyn(findings),
        everything.routes().phases(),
        addresses(everything),
        LatencyRecording.phases(everything),
        LatencyRecording.distributions(everything),
        FeederRecording.of(filler, findings.limiter()),
        settings.configured());
  }

  /**
   * The record of an experiment that could not begin.
   *
   * @param kernel what the kernel counted during the preflight
   */
  ExperimentRecord failed(
      String why, List<ExperimentRecord.Check> preflight, KernelEvidence kernel) {
    return new ExperimentRecord(
        ExperimentRecord.SCHEMA,
        axis,
        unit,
        settings.release(),
        settings.runId(),
        Instant.now(),
        0,
        versions.onset(),
        versions.gatling(),
        target,
        ExperimentRecord.Status.FAILED,
        why,
        List.of(),
        null,
        Map.of(),
        List.of(),
        List.of(),
        new ExperimentRecord.Series(List.of(), List.of(), Map.of()),
        unfit(),
        Explanation.of(SignsOf.checks(axis, settings, preflight, kernel, budget.refusals())),
        List.of(),
        preflight,
        settings.effective(),
        List.of(),
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        FeederRecording.of(filler, null),
        settings.configured());
  }

  /** Requests, of which an attempt can have several. */
  private static long requests(Summary everything) {
    long further =
        everything.log().entries().stream().mapToLong(e -> Math.max(0, e.parts().size() - 1)).sum();
    return everything.attempts() + further;
  }

  /** Worth a remark: a promise that no limiter was met to test, and answers without their cost. */
  private List<String> notes(Findings findings) {
    var notes = new ArrayList<>(findings.notes());
    var unsaid = TokenCosts.unsaid(findings, settings.target().tokens());
    if (unsaid != null) {
      notes.add(unsaid);
    }
    if (findings.limiter() == null && !findings.declared().isEmpty()) {
      var sentence = LimiterRecording.promise(findings).sentence();
      notes.add(Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
    }
    return notes;
  }

  private static ExperimentRecord.@Nullable DroppedSyn droppedSyn(Findings findings) {
    var dropped = findings.droppedSyns();
    var repeated = SignsOf.kernel(findings.counted()).count(KernelCounter.TCP_SYN_RETRANS);
    return dropped == null
        ? null
        : new ExperimentRecord.DroppedSyn(
            dropped.status(),
            dropped.lower(),
            dropped.upper(),
            dropped.estimate(),
            dropped.observed(),
            dropped.confidence(),
            dropped.afterSeconds(),
            dropped.neverAnswered(),
            repeated.isPresent() ? repeated.getAsLong() : null);
  }

  private static List<ExperimentRecord.Address> addresses(Summary everything) {
    return everything.routes().addresses().entrySet().stream()
        .map(
            entry ->
                new ExperimentRecord.Address(
                    entry.getKey(),
                    entry.getValue().values().stream().mapToLong(n -> n).sum(),
                    entry.getValue()))
        .toList();
  }

  private static ExperimentRecord.@Nullable Recovery recovery(@Nullable Recovery recovery) {
    return recovery == null
        ? null
        : new ExperimentRecord.Recovery(
            recovery.outcome(),
            recovery.overload(),
            recovery.load(),
            recovery.secondsToClean(),
            recovery.differs());
  }

  private static ExperimentRecord.Status status(Findings findings) {
    if (findings.stopped() != null) {
      return ExperimentRecord.Status.STOPPED;
    }
    return findings.done().end() == Step.End.LIMITED
        ? ExperimentRecord.Status.FAILED
        : ExperimentRecord.Status.COMPLETE;
  }

  /** The load generator of an experiment that could not begin. */
  private ExperimentRecord.Injector unfit() {
    var refusals = budget.refusals();
    return fitness(
        refusals.isEmpty()
            ? ExperimentRecord.Injector.Fitness.INNOCENT
            : ExperimentRecord.Injector.Fitness.LIMITED,
        refusals);
  }

  private ExperimentRecord.Injector fitness(
      ExperimentRecord.Injector.Fitness verdict, List<String> reasons) {
    return new ExperimentRecord.Injector(verdict, reasons, budget.lines(), shown(machine));
  }

  private static ExperimentRecord.@Nullable Machine shown(@Nullable Machine machine) {
    return machine == null
        ? null
        : new ExperimentRecord.Machine(
            machine.os(),
            machine.kernel(),
            machine.java(),
            machine.processors(),
            machine.memoryBytes().isPresent() ? machine.memoryBytes().getAsLong() : null,
            machine.synRetries().isPresent() ? (int) machine.synRetries().getAsLong() : null);
  }

  private ExperimentRecord.Injector injector(Findings findings) {
    var reasons = new ArrayList<String>();
    if (findings.done().end() == Step.End.LIMITED && findings.done().reason() != null) {
      reasons.add(findings.done().reason());
      return fitness(ExperimentRecord.Injector.Fitness.LIMITED, reasons);
    }
    long spoilt = findings.trials().stream().filter(Trial::spoilt).count();
    if (spoilt > 0) {
      reasons.add(
          spoilt
              + " of "
              + findings.trials().size()
              + " trials did not count, because the load generator fell short in them; each says"
              + " why");
    }
    return fitness(ExperimentRecord.Injector.Fitness.INNOCENT, reasons);
  }

  private static ExperimentRecord.Trial trial(Trial trial) {
    var kernel = trial.health().kernel();
    return new ExperimentRecord.Trial(
        trial.load(),
        seconds(trial.length().toNanos()),
        trial.intended(),
        trial.summary().attempts(),
        trial.verdict(),
        trial.reason(),
        trial.summary().counts(),
        seconds(trial.startedAt().toNanos()),
        trial.purpose().name(),
        trial.summary().lagMillis(99),
        trial.health().cpuIdleShare(),
        trial.health().longestPauseMillis(),
        kernel.isPresent() ? kernel.named() : null,
        kernel.note(),
        host(trial.health().strain()),
        LatencyRecording.admitted(trial.summary()));
  }

  private static ExperimentRecord.@Nullable Host host(Strain strain) {
    return strain.equals(Strain.UNKNOWN)
        ? null
        : new ExperimentRecord.Host(
            strain.longestGcMillis(),
            strain.stolenShare(),
            strain.throttledShare(),
            left(strain.ports()),
            left(strain.descriptors()),
            left(strain.conntrack()));
  }

  private static @Nullable Long left(Supply supply) {
    return supply.isKnown() ? supply.left() : null;
  }

  private static List<ExperimentRecord.Message> messages(Summary everything) {
    return everything.texts().entrySet().stream()
        .map(
            entry ->
                new ExperimentRecord.Message(
                    entry.getKey().outcome(), entry.getKey().text(), entry.getValue()))
        .sorted(Unfinished.MESSAGES)
        .toList();
  }

  private static ExperimentRecord.Series series(Summary everything) {
    var timeline = everything.timeline();
    if (timeline.seconds().isEmpty()) {
      return new ExperimentRecord.Series(List.of(), List.of(), Map.of());
    }
    int last = timeline.seconds().lastKey();
    var seconds = new ArrayList<Integer>();
    var offered = new ArrayList<Long>();
    var outcomes = new EnumMap<Outcome, List<Long>>(Outcome.class);
    everything.counts().keySet().forEach(outcome -> outcomes.put(outcome, new ArrayList<>()));
    for (int second = 0; second <= last; second++) {
      seconds.add(second);
      offered.add(timeline.offered(second));
      for (var entry : outcomes.entrySet()) {
        entry.getValue().add(timeline.count(second, entry.getKey()));
      }
    }
    return new ExperimentRecord.Series(seconds, offered, outcomes);
  }

  private static double seconds(long nanos) {
    return Math.round(nanos / 1e6) / 1e3;
  }
}
