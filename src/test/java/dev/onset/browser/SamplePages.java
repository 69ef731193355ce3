package dev.onset.browser;

import dev.onset.compare.Comparison;
import dev.onset.compare.Tolerances;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.SampleExperiments;
import dev.onset.report.CompareReport;
import dev.onset.report.ReportPages;
import dev.onset.search.Verdict;
import dev.onset.store.ReportsFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pages made from records and from files of earlier versions, below target. */
final class SamplePages {

  /** Where pictures of the pages are kept. */
  static final Path PICTURES = Path.of("target", "browser");

  private static final Path ROOT = PICTURES.resolve("reports");

  /** Files of earlier versions, which lack what was added later. */
  private static final List<String> OLD =
      List.of(
          "experiment-1",
          "experiment-1-limiter",
          "experiment-1-connections",
          "experiment-1-latencies");

  private static final Map<String, Page> PAGES = new LinkedHashMap<>();

  private SamplePages() {}

  /**
   * A page to look at.
   *
   * @param charts how many charts it has at least
   */
  record Page(String name, Path file, int charts) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Each page that people see, with ordinary, old and hostile contents. */
  static synchronized List<Page> all() throws Exception {
    if (PAGES.isEmpty()) {
      write();
    }
    return List.copyOf(PAGES.values());
  }

  static Page named(String name) throws Exception {
    return all().stream().filter(page -> page.name().equals(name)).findFirst().orElseThrow();
  }

  /** Those whose contents are hostile. */
  static List<Page> hostile() throws Exception {
    return all().stream().filter(page -> page.name().startsWith("hostile")).toList();
  }

  private static void write() throws Exception {
    var good = new ReportsFolder(ROOT.resolve("good"));
    good.writeExperiment(SampleExperiments.watched());
    good.writeExperiment(SampleExperiments.concurrency());
    good.writeExperiment(SampleExperiments.connectionRate());
    keep(good, "unreadable", "rate", "{ \"schema\": \"onset");
    good.writeExperiment(longRun(600, 20));
    add("run", ReportPages.rebuild(good, SampleExperiments.RUN), 3);
    for (var old : OLD) {
      keep(good, old, "rate", resource(old + ".json"));
      add(old, ReportPages.rebuild(good, old), 1);
    }
    keep(good, "configured", "rate", ExperimentJson.write(SampleExperiments.configured()));
    add("configured", ReportPages.rebuild(good, "configured"), 1);
    add("unreadable-run", ReportPages.rebuild(good, "unreadable"), 0);
    add("long-run", ReportPages.rebuild(good, "long"), 1);
    add("history", ROOT.resolve("good").resolve("index.html"), 0);

    add(
        "compare",
        compare(
            good,
            SampleExperiments.RUN,
            List.of(SampleExperiments.rate(), SampleExperiments.concurrency()),
            good.experimentsOf(SampleExperiments.RUN),
            "rate.json was left out: not an experiment file."),
        0);

    var hostile = new ReportsFolder(ROOT.resolve("hostile"));
    var experiments =
        List.of(
            SampleExperiments.watched(),
            SampleExperiments.concurrency(),
            SampleExperiments.connectionRate());
    for (var experiment : experiments) {
      keep(hostile, HostileText.NAME, experiment.axis().slug(), HostileText.in(experiment));
    }
    var defined = HostileText.NAME + " definitions";
    keep(hostile, defined, "rate", HostileText.in(SampleExperiments.configured()));
    add("hostile-definitions", ReportPages.rebuild(hostile, defined), 1);
    add("hostile-run", ReportPages.rebuild(hostile, HostileText.NAME), 3);
    add("hostile-history", ROOT.resolve("hostile").resolve("index.html"), 0);
    var read = hostile.experimentsOf(HostileText.NAME);
    add("hostile-compare", compare(hostile, HostileText.NAME, read, read, HostileText.NAME), 0);
  }

  private static Path compare(
      ReportsFolder folder,
      String run,
      List<ExperimentRecord> baseline,
      List<ExperimentRecord> candidate,
      String problem)
      throws Exception {
    var comparison = Comparison.of(baseline, candidate, Tolerances.DEFAULT);
    return folder.writeRunPage(
        run, "compare.html", CompareReport.html(comparison, List.of(problem)));
  }

  private static void add(String name, Path file, int charts) {
    PAGES.put(name, new Page(name, file, charts));
  }

  /** An experiment with so many seconds of ten outcomes and so many trials. */
  static ExperimentRecord longRun(int seconds, int trials) {
    var lasting = SampleExperiments.lasting(seconds);
    var rows = new ArrayList<Trial>();
    for (int i = 0; i < trials; i++) {
      long sent = 400L * (i + 1);
      rows.add(
          new Trial(
              40.0 * (i + 1),
              10,
              sent,
              sent,
              i % 3 == 0 ? Verdict.BAD : Verdict.GOOD,
              i % 3 == 0 ? "12 of %d were rate limited".formatted(sent) : null,
              Map.of(Outcome.OK, sent - 12, Outcome.RATE_LIMITED, 12L),
              (double) i * seconds / trials,
              i % 5 == 0 ? "confirm" : "bracket",
              1.5,
              0.8,
              4));
    }
    return new ExperimentBuilder(Axis.RATE)
        .run("long", "2.4.1", Instant.parse("2026-11-21T03:00:00Z"))
        .series(
            new Series(
                lasting.series().secondsFromStart(),
                lasting.series().offered(),
                lasting.series().outcomes()))
        .outcomes(Map.of(Outcome.OK, 900L * seconds, Outcome.RATE_LIMITED, 5L * seconds))
        .trials(rows)
        .seconds(seconds)
        .build();
  }

  private static void keep(ReportsFolder folder, String run, String axis, String json)
      throws Exception {
    folder.writeRunPage(run, axis + ".json", json);
  }

  private static String resource(String name) throws Exception {
    try (var in = ExperimentRecord.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
