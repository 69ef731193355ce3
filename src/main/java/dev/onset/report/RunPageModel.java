package dev.onset.report;

import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Target;
import dev.onset.report.RunPage.Fact;
import dev.onset.store.StoredRun;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A run to its report page. */
final class RunPageModel {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private RunPageModel() {}

  static RunPage of(StoredRun run) {
    var experiments = run.all();
    return new RunPage(
        run.runId(),
        experiments.isEmpty() ? null : distinct(experiments, ExperimentRecord::release),
        experiments.isEmpty() ? null : distinct(experiments, e -> request(e.target())),
        facts(experiments),
        run.problems(),
        experiments.stream().map(SectionModel::of).toList());
  }

  static String time(Instant instant) {
    return TIME.format(instant);
  }

  /** The request; the sandbox has another port in each experiment, which says nothing. */
  static String request(Target target) {
    var url = target.url();
    return target.method()
        + " "
        + (target.sandbox() ? url.replaceFirst("^http://[^/]+", "") + " on the sandbox" : url);
  }

  private static List<Fact> facts(List<ExperimentRecord> experiments) {
    var facts = new ArrayList<Fact>();
    if (experiments.isEmpty()) {
      return facts;
    }
    facts.add(
        new Fact(
            "Measured against",
            distinct(
                experiments,
                e ->
                    e.target().sandbox()
                        ? "the sandbox on this machine"
                        : "the configured target")));
    facts.add(new Fact("Release", distinct(experiments, ExperimentRecord::release)));
    experiments.stream()
        .map(ExperimentRecord::startedAt)
        .min(Comparator.naturalOrder())
        .ifPresent(start -> facts.add(new Fact("Started", time(start))));
    facts.add(
        new Fact(
            "Measured for",
            Figures.span(
                experiments.stream().mapToDouble(ExperimentRecord::durationSeconds).sum())));
    facts.add(
        new Fact(
            "Made with",
            "Onset %s, Gatling %s"
                .formatted(
                    distinct(experiments, ExperimentRecord::onsetVersion),
                    distinct(experiments, ExperimentRecord::gatlingVersion))));
    return facts;
  }

  /** The value that the experiments share, or all of them when they differ. */
  private static String distinct(
      List<ExperimentRecord> experiments, Function<ExperimentRecord, String> value) {
    return String.join(", ", experiments.stream().map(value).distinct().toList());
  }
}
