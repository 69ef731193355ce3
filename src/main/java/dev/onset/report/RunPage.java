package dev.onset.report;

import dev.onset.report.Answer.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report page of a run as the template sees it: finished texts, nothing left to compute. */
record RunPage(
    String runId,
    @Nullable String release,
    @Nullable String target,
    List<Fact> facts,
    List<String> problems,
    List<Section> sections) {

  /** A name and a value. */
  record Fact(String name, String value) {}

  /** One experiment. */
  record Section(
      String id,
      String name,
      String meaning,
      List<Statement> answers,
      List<Statement> particulars,
      Statement fitness,
      List<Fact> numbers,
      List<Table> study,
      boolean searched,
      boolean loaded,
      Figure timeline,
      Figure load,
      List<TrialRow> trials,
      String unit,
      List<OutcomeRow> outcomes,
      Figure latency,
      List<LatencyRow> latencies,
      List<PhaseRow> phases,
      @Nullable Figure connect,
      List<Fact> health,
      List<String> budget,
      KernelTable kernel,
      List<ConfiguredRow> configured,
      List<String> configuredNotes,
      List<DiagnosisRow> diagnosis,
      String preflightSummary,
      List<CheckRow> preflight,
      List<String> notes,
      List<SettingRow> configuration,
      @Nullable GatlingReport gatlingReport) {}

  /**
   * A table of a study.
   *
   * @param id what it is told apart by
   * @param note what there is to know before reading it
   */
  record Table(
      String id, String title, String note, List<Column> columns, List<List<String>> rows) {}

  /** A column, which holds numbers or words. */
  record Column(String name, boolean number) {}

  /**
   * One trial.
   *
   * @param loadRemark what the load's number does not say, or null
   */
  record TrialRow(
      String load,
      @Nullable String loadRemark,
      String purpose,
      String start,
      String seconds,
      String intended,
      String sent,
      String verdict,
      @Nullable String reason,
      List<String> outcomes,
      String lag,
      String idle,
      String pause) {}

  record OutcomeRow(
      String outcome, String group, String count, String share, List<MessageRow> messages) {}

  record MessageRow(String count, String text) {}

  /** How long attempts took that ended in a phase. */
  record PhaseRow(
      String phase, String outcome, String count, String p50, String p90, String p99, String max) {}

  record LatencyRow(String outcome, String count, String p50, String p90, String p99, String max) {}

  /**
   * One explanation.
   *
   * @param confidence in words, or null when there is none
   */
  record DiagnosisRow(
      String mechanism, @Nullable String confidence, List<String> evidence, List<String> advice) {}

  /** A limit that is configured, beside what was measured. */
  record ConfiguredRow(
      String name, String value, String source, String measured, String verdict, String reason) {}

  record CheckRow(String word, boolean passed, String name, String text) {}

  record SettingRow(String key, String value, String origin) {}

  /**
   * Gatling's own report.
   *
   * @param link where it is, or null when that is not a local path
   */
  record GatlingReport(@Nullable String link, String text) {}
}
