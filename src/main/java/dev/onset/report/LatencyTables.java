package dev.onset.report;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.PhaseLatency;
import dev.onset.report.RunPage.LatencyRow;
import dev.onset.report.RunPage.PhaseRow;
import java.util.List;

/** Percentiles of latencies as rows, by outcome and by phase. */
final class LatencyTables {

  private LatencyTables() {}

  static List<LatencyRow> outcomes(ExperimentRecord experiment) {
    return experiment.latencies().stream()
        .map(
            l ->
                new LatencyRow(
                    l.outcome().name(),
                    Figures.count(l.count()),
                    Figures.millis(l.p50Millis()),
                    Figures.millis(l.p90Millis()),
                    Figures.millis(l.p99Millis()),
                    Figures.millis(l.maxMillis())))
        .toList();
  }

  static List<PhaseRow> phases(ExperimentRecord experiment) {
    var latencies = experiment.phaseLatencies();
    return latencies == null ? List.of() : latencies.stream().map(LatencyTables::row).toList();
  }

  private static PhaseRow row(PhaseLatency l) {
    return new PhaseRow(
        words(l.phase()),
        l.outcome() == Outcome.OK ? "connected" : l.outcome().name(),
        Figures.count(l.count()),
        Figures.millis(l.p50Millis()),
        Figures.millis(l.p90Millis()),
        Figures.millis(l.p99Millis()),
        Figures.millis(l.maxMillis()));
  }

  private static String words(Phase phase) {
    return switch (phase) {
      case RESOLVE -> "resolving the name";
      case CONNECT -> "connecting";
      case TLS -> "TLS handshake";
      case WAITING -> "waiting for the answer";
      case RECEIVING -> "reading the answer";
    };
  }
}
