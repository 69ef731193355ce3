package dev.onset.gatling;

import dev.onset.evidence.Bins;
import dev.onset.evidence.Summary;
import dev.onset.evidence.Summary.Stage;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How long things took, in the form in which it is kept. Pure. */
final class LatencyRecording {

  private LatencyRecording() {}

  /** By what attempts ended as. */
  static List<ExperimentRecord.Latency> latencies(Summary everything) {
    return everything.counts().keySet().stream()
        .map(
            outcome ->
                new ExperimentRecord.Latency(
                    outcome,
                    everything.count(outcome),
                    everything.latencyMillis(outcome, 50),
                    everything.latencyMillis(outcome, 90),
                    everything.latencyMillis(outcome, 99),
                    everything.latencyMillis(outcome, 100)))
        .toList();
  }

  /** By what attempts were doing when they ended without an answer, and connections. */
  static List<ExperimentRecord.PhaseLatency> phases(Summary everything) {
    var stages = everything.stages();
    return stages(everything)
        .map(
            stage ->
                new ExperimentRecord.PhaseLatency(
                    stage.outcome(),
                    stage.phase(),
                    stages.count(stage),
                    stages.millis(stage, 50),
                    stages.millis(stage, 90),
                    stages.millis(stage, 99),
                    stages.millis(stage, 100)))
        .toList();
  }

  /** How connect times and latencies are spread. */
  static List<Distribution> distributions(Summary everything) {
    var all = new ArrayList<Distribution>();
    stages(everything)
        .filter(stage -> stage.phase() == Phase.CONNECT)
        .map(
            stage ->
                distribution(
                    Distribution.CONNECT, stage.outcome(), everything.stages().bins(stage)))
        .forEach(all::add);
    everything.latencies().keys().stream()
        .sorted()
        .map(
            outcome ->
                distribution(Distribution.LATENCY, outcome, everything.latencies().bins(outcome)))
        .forEach(all::add);
    return all;
  }

  /** Of a trial's admitted attempts; null when there was none. */
  static ExperimentRecord.@Nullable AdmittedLatency admitted(Summary summary) {
    long count = summary.latencies().count(Outcome.OK);
    return count == 0
        ? null
        : new ExperimentRecord.AdmittedLatency(
            count,
            summary.latencyMillis(Outcome.OK, 50),
            summary.latencyMillis(Outcome.OK, 90),
            summary.latencyMillis(Outcome.OK, 99));
  }

  private static Stream<Stage> stages(Summary everything) {
    return everything.stages().keys().stream()
        .sorted(Comparator.comparing(Stage::phase).thenComparing(Stage::outcome));
  }

  private static Distribution distribution(String of, Outcome outcome, Bins bins) {
    return new Distribution(of, outcome, bins.upToMillis(), bins.counts());
  }
}
