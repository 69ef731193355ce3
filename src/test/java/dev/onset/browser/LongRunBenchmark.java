package dev.onset.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.report.ReportPages;
import dev.onset.store.ReportsFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hours of ten outcomes and 60 trials. Needs a quiet machine. */
@BrowserTest
@Tag("benchmark")
class LongRunBenchmark {

  private static final Duration LIMIT = Duration.ofSeconds(2);

  @TempDir Path reports;

  @Test
  void the_page_of_two_hours_is_built_and_opened_within_two_seconds(Chromium browser)
      throws Exception {
    var folder = new ReportsFolder(reports);
    folder.writeExperiment(SamplePages.longRun(7_200, 60));

    // From the file on disk, in a JVM that has not made a page yet: what a person waits for.
    var start = System.nanoTime();
    var page = ReportPages.rebuild(folder, "long");
    var cold = Duration.ofNanos(System.nanoTime() - start);
    start = System.nanoTime();
    ReportPages.rebuild(folder, "long");
    var again = Duration.ofNanos(System.nanoTime() - start);

    browser.open(page, View.light(1280));
    assertThat(PageChecks.blankCharts(browser)).isEmpty();
    // Charts are drawn by the scripts of the page, so before its load event.
    var opened =
        Duration.ofMillis(
            ((Number)
                    browser.run(
                        "return Math.round(performance.getEntriesByType('navigation')[0].loadEventEnd)"))
                .longValue());
    System.out.printf(
        "7,200 s of ten outcomes, 60 trials: built in %d ms (again: %d ms), %,d bytes, opened in %d ms%n",
        cold.toMillis(), again.toMillis(), Files.size(page), opened.toMillis());
    assertThat(cold).isLessThan(LIMIT);
    assertThat(opened).isPositive().isLessThan(LIMIT);
  }
}
