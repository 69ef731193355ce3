package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentHead;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.SampleExperiments;
import dev.onset.store.RunSummary;
import dev.onset.store.StoredRun;
import java.time.Instant;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class RunListTest {

  private static RunSummary run(String runId, ExperimentRecord... experiments) {
    return RunSummary.of(new StoredRun(runId, List.of(experiments), List.of()));
  }

  private static Document page(RunSummary... runs) {
    return Jsoup.parse(RunList.html(List.of(runs)));
  }

  @Test
  void two_runs_are_two_rows_with_their_answers_and_links() {
    var failed =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .run("r1", "2.3.1", Instant.parse("2026-11-20T07:10:00Z"))
            .status(Status.FAILED, "the target is unreachable");
    var page =
        page(
            run(
                SampleExperiments.RUN,
                SampleExperiments.rate(),
                SampleExperiments.concurrency(),
                SampleExperiments.connectionRate()),
            run("r1", failed.build()));

    var rows = page.select("[data-table=runs] tbody tr");
    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).text())
        .contains("2.4.0", "2026-11-22 13:50:32 UTC", "GET /orders on the sandbox")
        .contains("FOUND Rate limiting: 195–204 requests/s")
        .contains("NOT REACHED Connect timeouts: none up to 225 requests/s")
        .contains("FOUND Unanswered requests: at the 41st connection")
        .contains("FOUND Connect timeouts: at the 58th connection")
        .contains("NOT REACHED Connect timeouts: none up to 400 connections/s");
    assertThat(rows.get(1).text())
        .contains("FAILED Could not measure: the target is unreachable", "not measured");
    assertThat(page.select("[data-table=runs] tbody a").eachAttr("href"))
        .containsExactly("./" + SampleExperiments.RUN + "/index.html", "./r1/index.html");
  }

  @Test
  void the_page_has_one_heading_and_asks_nothing_of_any_network() {
    var page = page(run("r1", SampleExperiments.rate()));
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("link, [src]")).isEmpty();
    assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
        .contains("default-src 'none'");
  }

  @Test
  void every_script_of_the_page_is_its_own_and_allowed_by_its_hash() {
    var page = page(run("r1", SampleExperiments.rate()));
    var policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
    assertThat(page.select("script"))
        .isNotEmpty()
        .allSatisfy(script -> assertThat(policy).contains(new Asset(script.data()).hash()));
    assertThat(policy.replaceAll(".*script-src ([^;]*);.*", "$1")).doesNotContain("unsafe");
  }

  @Test
  void without_javascript_the_filter_is_not_there_and_every_run_is() {
    var page = page(run("r1", SampleExperiments.rate()));
    assertThat(page.select(".filter").hasAttr("hidden")).isTrue();
    assertThat(page.select("tbody tr[hidden]")).isEmpty();
  }

  @Test
  void a_run_links_to_its_comparison_when_it_has_one() {
    var head = ExperimentHead.of(SampleExperiments.rate());
    var compared = RunSummary.of("r 1", List.of(head), List.of(), List.of(), true);
    assertThat(page(compared).select("[data-table=runs] tbody a").eachAttr("href"))
        .containsExactly("./r%201/index.html", "./r%201/compare.html");
  }

  @Test
  void runs_sort_by_start_and_releases_by_their_numbers() {
    var page =
        page(
            run("a", new ExperimentBuilder(Axis.RATE).run("a", "1.10.0", Instant.EPOCH).build()),
            run("b", new ExperimentBuilder(Axis.RATE).run("b", "1.9.0", Instant.EPOCH).build()));
    var releases = page.select("[data-table=runs] td.release").eachAttr("data-sort");
    assertThat(releases.get(0)).isGreaterThan(releases.get(1));
    assertThat(page.select("[data-table=runs] tbody th").attr("data-sort")).isEqualTo("0");
  }

  @Test
  void names_from_outside_are_shown_as_text_and_stay_inside_their_link() {
    var name = "a\"><img src=x onerror=alert(1)> b%2f:";
    var page = page(run(name, SampleExperiments.rate()));
    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("[data-table=runs] tbody a").text()).isEqualTo(name);
    assertThat(page.select("[data-table=runs] tbody a").attr("href"))
        .startsWith("./a%22%3E%3Cimg%20src=x%20")
        .endsWith("%20b%252f:/index.html");
  }

  @Test
  void a_run_that_cannot_be_read_is_listed_with_the_reason() {
    var broken = new StoredRun("r2", List.of(), List.of("rate.json was left out: not JSON."));
    assertThat(page(RunSummary.of(broken)).select("tbody tr").text())
        .contains("r2", "rate.json was left out: not JSON.");
  }

  @Test
  void without_runs_the_page_says_how_to_make_one() {
    assertThat(page().text()).contains("No runs yet. mvn gatling:test makes one.");
  }
}
