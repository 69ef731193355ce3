package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.SampleExperiments;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.store.ReportsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class ReportPagesTest {

  /** Below target, so that the pages can be looked at after a build. */
  private static final Path ROOT = Path.of("target", "sample-reports");

  @Test
  void every_link_of_the_pages_of_a_folder_leads_to_a_file_of_it() throws Exception {
    var folder = new ReportsFolder(ROOT);
    folder.writeExperiment(SampleExperiments.watched());
    folder.writeExperiment(SampleExperiments.concurrency());
    folder.writeExperiment(SampleExperiments.connectionRate());
    folder.writeExperiment(SampleExperiments.droppedSyns());
    folder.writeExperiment(
        new ExperimentBuilder(Axis.RATE)
            .run("2.3.1 hotfix", "2.3.1", Instant.parse("2026-11-20T07:10:00Z"))
            .target("https://api.example.test/v2/orders?state=open&limit=20", "POST", false)
            .status(Status.STOPPED, "10,000 rejected requests, the budget, were used up")
            .onset(
                new Onset(
                    Outcome.RATE_LIMITED, OnsetStatus.UNDECIDED, 120.0, null, null, 156.25, 0.4))
            .injector(Fitness.LIMITED, "CPU idle fell to 4% at 400 requests/s")
            .build());
    folder.writeExperiment(
        new ExperimentBuilder(Axis.CONCURRENCY)
            .run("2.3.1 hotfix", "2.3.1", Instant.parse("2026-11-20T07:14:00Z"))
            .status(Status.FAILED, "the target refused the connection at preflight")
            .gatlingReport(null)
            .build());

    var page = ReportPages.rebuild(folder, SampleExperiments.RUN);
    ReportPages.rebuild(folder, "2.3.1 hotfix");
    ReportPages.rebuild(folder, SampleExperiments.droppedSyns().runId());

    assertThat(page).isEqualTo(ROOT.resolve(SampleExperiments.RUN).resolve("index.html"));
    var list = ROOT.resolve("index.html").toUri();
    var links =
        Jsoup.parse(Path.of(list), "UTF-8").select("[data-table=runs] tbody a").eachAttr("href");
    assertThat(links)
        .hasSize(3)
        .allSatisfy(link -> assertThat(Path.of(list.resolve(link))).isRegularFile());
    var back = Jsoup.parse(page, "UTF-8").select(".eyebrow a").attr("href");
    assertThat(Files.isSameFile(Path.of(page.toUri().resolve(back)), Path.of(list))).isTrue();
  }
}
