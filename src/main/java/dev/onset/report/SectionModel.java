package dev.onset.report;

import dev.onset.configured.Comparison;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.report.RunPage.CheckRow;
import dev.onset.report.RunPage.ConfiguredRow;
import dev.onset.report.RunPage.DiagnosisRow;
import dev.onset.report.RunPage.GatlingReport;
import dev.onset.report.RunPage.MessageRow;
import dev.onset.report.RunPage.OutcomeRow;
import dev.onset.report.RunPage.Section;
import dev.onset.report.RunPage.SettingRow;
import dev.onset.report.RunPage.TrialRow;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An experiment to its section of the report page. */
final class SectionModel {

  private SectionModel() {}

  static Section of(ExperimentRecord experiment) {
    var words = AxisWords.of(experiment);
    var passed = experiment.preflight().stream().filter(check -> check.passed()).count();
    return new Section(
        experiment.slug(),
        words.name(),
        words.meaning(),
        Answer.of(experiment),
        Answer.particulars(experiment),
        Answer.fitness(experiment.injector()),
        Particulars.numbers(experiment),
        StudyTables.of(experiment.study()),
        experiment.study() == null,
        experiment.study() == null || !experiment.trials().isEmpty(),
        TimelineFigure.of(experiment),
        LoadFigure.of(experiment),
        experiment.trials().stream().map(trial -> trial(experiment, trial)).toList(),
        experiment.unit(),
        outcomes(experiment),
        SpreadFigures.latency(experiment),
        LatencyTables.outcomes(experiment),
        LatencyTables.phases(experiment),
        SpreadFigures.connect(experiment),
        GeneratorFacts.of(experiment),
        budget(experiment.injector()),
        KernelTable.of(experiment),
        configured(experiment),
        experiment.configured() == null ? List.of() : experiment.configured().notes(),
        experiment.diagnosis().stream()
            .map(
                d ->
                    new DiagnosisRow(
                        DiagnosisWords.name(d),
                        DiagnosisWords.confidence(d),
                        d.evidence(),
                        d.advice()))
            .toList(),
        "%d of %d checks passed".formatted(passed, experiment.preflight().size()),
        experiment.preflight().stream()
            .map(
                c -> new CheckRow(c.passed() ? "PASSED" : "FAILED", c.passed(), c.name(), c.text()))
            .toList(),
        experiment.notes(),
        experiment.configuration().stream()
            .map(s -> new SettingRow(s.key(), s.value(), s.origin()))
            .toList(),
        gatlingReport(experiment.gatlingReport()));
  }

  private static List<String> budget(ExperimentRecord.Injector injector) {
    var budget = injector.budget();
    return budget == null ? List.of() : budget;
  }

  private static List<ConfiguredRow> configured(ExperimentRecord experiment) {
    return Comparison.of(experiment).stream()
        .map(
            each ->
                new ConfiguredRow(
                    each.limit().name(),
                    each.limit().value(),
                    each.limit().source(),
                    each.measured(),
                    each.verdict().words(),
                    each.reason()))
        .toList();
  }

  /**
   * What there is to say of a trial's verdict. The one that looks for recovery begins while the
   * target still fails, and is not what the lower bound rests on.
   */
  private static @Nullable String remark(ExperimentRecord experiment, Trial trial) {
    var recovery = experiment.recovery();
    if (trial.reason() != null
        || recovery == null
        || recovery.load() == null
        || recovery.load() != trial.load()
        || trial.verdict() != Verdict.BAD
        || !purpose(trial).equals("recovery")) {
      return trial.reason();
    }
    return "began while the target still failed; that stopped "
        + (recovery.secondsToClean() < 1
            ? "within a second"
            : "after " + Figures.quantity(recovery.secondsToClean()) + " s");
  }

  private static TrialRow trial(ExperimentRecord experiment, Trial trial) {
    return new TrialRow(
        Figures.quantity(trial.load()),
        loadRemark(experiment, trial),
        purposeInWords(trial),
        Figures.quantity(trial.startSeconds()),
        Figures.quantity(trial.seconds()),
        Figures.count(trial.intended()),
        Figures.count(trial.sent()),
        trial.verdict().name(),
        remark(experiment, trial),
        new TreeMap<>(trial.outcomes())
            .entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> Figures.count(entry.getValue()) + " " + entry.getKey())
                .toList(),
        Figures.millis(trial.lagP99Millis()),
        Figures.percent(trial.cpuIdleShare()),
        Figures.millis(trial.longestPauseMillis()));
  }

  private static List<OutcomeRow> outcomes(ExperimentRecord experiment) {
    var counts = new TreeMap<Outcome, Long>(experiment.outcomes());
    experiment.messages().forEach(message -> counts.putIfAbsent(message.outcome(), 0L));
    var total = counts.values().stream().mapToLong(Long::longValue).sum();
    var rows = new ArrayList<OutcomeRow>();
    for (Map.Entry<Outcome, Long> entry : counts.entrySet()) {
      var messages =
          experiment.messages().stream()
              .filter(message -> message.outcome() == entry.getKey())
              .sorted(Comparator.comparingLong(ExperimentRecord.Message::count).reversed())
              .map(message -> new MessageRow(Figures.count(message.count()), message.text()))
              .toList();
      rows.add(
          new OutcomeRow(
              entry.getKey().name(),
              OutcomeGroup.of(entry.getKey()).name().toLowerCase(Locale.ROOT),
              Figures.count(entry.getValue()),
              total == 0 ? "" : Figures.percent((double) entry.getValue() / total),
              messages));
    }
    return rows;
  }

  /** Only local paths become links: a report never leads to another machine. */
  private static @Nullable GatlingReport gatlingReport(@Nullable String path) {
    return path == null ? null : new GatlingReport(LocalLink.to(path), path);
  }

  /** What a trial was for, in a word. */
  static String purpose(Trial trial) {
    return trial.purpose().toLowerCase(Locale.ROOT);
  }

  private static String purposeInWords(Trial trial) {
    return switch (purpose(trial)) {
      case "watch" -> "watch the limiter";
      case "scope" -> "scope: two credentials together";
      case "recovery" -> "recovery: after overload";
      case "canary" -> "canary: is it well again";
      default -> purpose(trial);
    };
  }

  private static @Nullable String loadRemark(ExperimentRecord experiment, Trial trial) {
    if (isWatch(trial)) {
      return "on average, varied";
    }
    return experiment.study() == null || purpose(trial).matches("ladder|canary")
        ? null
        : "then others";
  }

  /** A watch goes up and down; the load of the others is the one they held. */
  private static boolean isWatch(Trial trial) {
    return purpose(trial).equals("watch");
  }
}
