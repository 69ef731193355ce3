package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Diagnosis;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Promise;
import dev.onset.record.ExperimentRecord.RetryAfter;
import dev.onset.record.ExperimentRecord.Scope;
import dev.onset.record.ExperimentRecord.Series;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.SampleExperiments;
import dev.onset.search.Verdict;
import dev.onset.store.StoredRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunReportTest {

  private static final List<ExperimentRecord> SAMPLE =
      List.of(
          SampleExperiments.watched(),
          SampleExperiments.concurrency(),
          SampleExperiments.connectionRate());

  private static Document page(ExperimentRecord... experiments) {
    return Jsoup.parse(html(List.of(experiments)));
  }

  private static String html(List<ExperimentRecord> experiments) {
    return RunReport.html(new StoredRun(SampleExperiments.RUN, experiments, List.of()));
  }

  private static Document sample() {
    return Jsoup.parse(html(SAMPLE));
  }

  @Test
  void the_first_heading_is_the_target_and_there_is_one() {
    assertThat(sample().select("h1").eachText()).containsExactly("GET /orders on the sandbox");
  }

  @Test
  void the_first_screen_has_one_answer_per_axis_in_the_words_of_the_console() {
    var answers = sample().select("[data-answer]");
    assertThat(answers.eachAttr("data-answer"))
        .containsExactly("rate", "concurrency", "connection-rate");
    for (int i = 0; i < SAMPLE.size(); i++) {
      var shown = answers.get(i).text();
      assertThat(Answer.of(SAMPLE.get(i)))
          .allSatisfy(s -> assertThat(shown).contains(s.mark().word() + " " + s.text()));
      assertThat(Answer.particulars(SAMPLE.get(i)))
          .isNotEmpty()
          .allSatisfy(s -> assertThat(shown).contains(s.mark().word() + " " + s.text()));
    }
  }

  @Test
  void the_masthead_says_what_was_tested_and_when() {
    assertThat(sample().select(".masthead").text())
        .contains("Release 2.4.0", "Started 2026-11-22 13:50:32 UTC", "sandbox", "Gatling 3.15.1");
  }

  @Test
  void nothing_is_asked_of_any_network() {
    var page = sample();
    assertThat(page.select("[src], link, iframe, img, object, form, base")).isEmpty();
    assertThat(page.select("[href]").eachAttr("href"))
        .isNotEmpty()
        .noneMatch(href -> href.matches("(?i)^([a-z]+:|//).*"));
    assertThat(page.select("style").html()).doesNotContain("url(", "@import");
  }

  @Test
  void the_content_security_policy_allows_the_scripts_and_styles_of_the_page_and_nothing_else() {
    var page = sample();
    var policy =
        page.select("meta[http-equiv=Content-Security-Policy]").attr("content").split("; ");
    var scripts = page.select("script:not([type])").stream().map(Element::data).toList();
    assertThat(scripts).hasSize(3);
    assertThat(policy)
        .contains("default-src 'none'", "img-src data:")
        .contains("style-src " + new Asset(page.select("style").first().data()).hash())
        .anySatisfy(
            sources ->
                assertThat(sources.split(" "))
                    .startsWith("script-src")
                    .hasSize(1 + scripts.size())
                    .containsAll(scripts.stream().map(s -> new Asset(s).hash()).toList()));
    assertThat(page.select("[style]")).isEmpty();
    assertThat(page.select("[onclick], [onload], [onerror]")).isEmpty();
  }

  @Test
  void every_chart_has_a_description_a_name_and_a_table_of_its_numbers() {
    var charts = page(SampleExperiments.droppedSyns()).select("[data-chart]");
    assertThat(charts.eachAttr("data-chart"))
        .containsExactly(
            "connection-rate",
            "connection-rate-load",
            "connection-rate-latencies",
            "connection-rate-connects");
    assertThat(charts)
        .allSatisfy(
            chart -> {
              assertThat(chart.attr("role")).isEqualTo("img");
              assertThat(chart.attr("aria-label")).contains("The table below");
              assertThat(chart.parent().select("details table tbody tr")).isNotEmpty();
              assertThat(chart.hasAttr("style")).isFalse();
            });
  }

  @Test
  void what_an_earlier_record_lacks_is_said_where_its_chart_would_be() {
    var page = sample();
    assertThat(page.select("[data-absent=rate-latencies]").text())
        .isEqualTo("This record was made before distributions were kept.");
    assertThat(page.select("[data-absent=concurrency-connects]").text())
        .isEqualTo("This record was made before distributions were kept.");
    assertThat(page.select("#rate-connect")).isEmpty();
    assertThat(page.select("[data-absent=connection-rate-load]").text())
        .isEqualTo(
            "Every attempt was admitted at every load that was held, up to 400 connections/s.");
  }

  @Test
  void the_chart_draws_the_numbers_of_its_table() throws Exception {
    var page = sample();
    for (var experiment : SAMPLE) {
      var id = experiment.axis().slug();
      var json =
          new ObjectMapper().readTree(page.select("[data-chart-data=%s]".formatted(id)).html());
      var rows = page.select("[data-chart-table=%s] tbody tr".formatted(id));
      var headings = page.select("[data-chart-table=%s] thead th".formatted(id)).eachText();
      assertThat(headings).startsWith("Second", "Offered", "Admitted");
      assertThat(column(rows, 0)).isEqualTo(numbers(json.get("seconds")));
      assertThat(column(rows, 1)).isEqualTo(numbers(json.get("offered")));
      assertThat(column(rows, 2)).isEqualTo(numbers(json.get("admitted")));
      assertThat(headings).hasSize(3 + json.get("outcomes").size());
      for (int i = 0; i < json.get("outcomes").size(); i++) {
        assertThat(headings.get(3 + i))
            .isEqualTo(json.at("/outcomes/%d/name".formatted(i)).asText());
        assertThat(column(rows, 3 + i))
            .isEqualTo(numbers(json.at("/outcomes/%d/values".formatted(i))));
      }
    }
  }

  private static List<Long> column(List<Element> rows, int index) {
    return rows.stream().map(row -> Long.valueOf(row.child(index).text())).toList();
  }

  private static List<Long> numbers(JsonNode array) {
    var numbers = new ArrayList<Long>();
    array.forEach(value -> numbers.add(value.asLong()));
    return numbers;
  }

  @Test
  void a_band_marks_the_onset_on_the_rate_axis_and_none_on_the_concurrency_axis() {
    assertThat(Timeline.of(SampleExperiments.rate()).bands())
        .containsExactly(
            new Timeline.Band("Rate limiting begins: 195–204 requests/s", 195.0, 204.0));
    assertThat(Timeline.of(SampleExperiments.concurrency()).bands()).isEmpty();
  }

  @Test
  void consecutive_trials_of_one_purpose_are_one_phase() {
    assertThat(Timeline.of(SampleExperiments.connectionRate()).phases())
        .containsExactly(
            new Timeline.Phase("ladder", 0, 12), new Timeline.Phase("confirm", 12, 16));
  }

  @Test
  void a_column_that_is_too_short_counts_as_zero() {
    var series =
        new Series(
            List.of(0, 1),
            List.of(5L),
            Map.of(Outcome.OK, List.of(4L), Outcome.DENIED, List.of(1L)));
    var timeline = Timeline.of(new ExperimentBuilder(Axis.RATE).series(series).build());
    assertThat(timeline.offered()).containsExactly(5L, 0L);
    assertThat(timeline.admitted()).containsExactly(4L, 0L);
    assertThat(timeline.outcomes())
        .containsExactly(new Timeline.Line("DENIED", Look.of(Outcome.DENIED), List.of(1L, 0L)));
  }

  @ParameterizedTest
  @CsvSource({
    "OK,ADMITTED",
    "RATE_LIMITED,REJECTED",
    "QUOTA_EXCEEDED,REJECTED",
    "DENIED,REJECTED",
    "CONNECT_TIMEOUT,FAILED",
    "OVERLOADED,FAILED",
    "OTHER,FAILED"
  })
  void outcomes_are_admitted_rejected_or_failed(Outcome outcome, OutcomeGroup group) {
    assertThat(OutcomeGroup.of(outcome)).isEqualTo(group);
  }

  @Test
  void tables_have_captions_and_headings_with_a_scope() {
    var page = sample();
    assertThat(page.select("table")).isNotEmpty().allMatch(t -> t.select("> caption").size() == 1);
    assertThat(page.select("th")).isNotEmpty().allMatch(th -> th.hasAttr("scope"));
  }

  @Test
  void ids_are_unique_and_labels_point_at_something() {
    var page = sample();
    assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
        .allMatch(id -> page.getElementById(id) != null);
    assertThat(page.select("a[href^=#]").eachAttr("href"))
        .allMatch(href -> page.getElementById(href.substring(1)) != null);
  }

  @Test
  void a_trial_is_shown_with_its_verdict_and_reason_in_words() {
    var rows = sample().select("#concurrency [data-table=trials] tbody tr").eachText();
    assertThat(rows.get(rows.size() - 1))
        .contains("58 confirm BAD 1 connect timeout, at connection 58")
        .contains("40 OK, 1 CONNECT_TIMEOUT, 17 REQUEST_TIMEOUT");
  }

  @Test
  void what_a_trial_was_for_is_said_in_words_and_a_load_that_varied_is_called_a_mean() {
    var rows = sample().select("#rate [data-table=trials] tbody tr");
    assertThat(rows.eachText())
        .anyMatch(row -> row.startsWith("295 on average, varied watch the limiter BAD"))
        .anyMatch(row -> row.startsWith("199.1 confirm GOOD"))
        .anyMatch(row -> row.startsWith("320 scope: two credentials together BAD"))
        .anyMatch(row -> row.startsWith("160 recovery: after overload GOOD"));
    assertThat(rows.eachText()).filteredOn(row -> row.contains("on average")).hasSize(1);
  }

  @Test
  void a_broken_promise_is_marked_as_such() {
    var badges = sample().select("[data-answer=rate] [data-mark='BROKEN PROMISE']");
    assertThat(badges.eachText()).containsExactly("PROMISE");
  }

  @Test
  void what_is_configured_is_a_row_beside_what_was_measured() {
    var page = page(SampleExperiments.configured());
    assertThat(page.select("[data-table=configured] tbody tr").eachText())
        .containsExactly(
            "Tyk's key rate 200/s 195–204/s KEPT key.json: $",
            "Tyk's global_rate_limit 500/s 195–204/s NOT REACHED a lower limit comes first"
                + " api.json: $.global_rate_limit",
            "Tyk's key rate 100/s 195–204/s HIGHER more is admitted half.json: $");
    assertThat(page.select("[data-table=configured] .badge").eachAttr("data-mark"))
        .containsExactly("KEPT", "NOT REACHED", "HIGHER");
    assertThat(page.select(".notes li").eachText())
        .contains("api.json: $.version_data.versions.Default is for GET /other.");
    assertThat(page(SampleExperiments.rate()).select("[data-table=configured]")).isEmpty();
  }

  @Test
  void the_numbers_of_limiter_and_recovery_wait_behind_a_summary() {
    var details = sample().select("details:has([data-table=limiter])");
    assertThat(details.select("summary").eachText())
        .containsExactly("Limiter and recovery in numbers");
    assertThat(details.hasAttr("open")).isFalse();
    assertThat(details.select("tbody tr").eachText())
        .contains(
            "Limiter TOKEN_BUCKET",
            "Variant SMOOTH",
            "Sustained rate 200 requests/s",
            "Burst 20 requests",
            "Predicted decisions 99.9%",
            "Confidence 97.4%",
            "Scope SHARED",
            "Promise BROKEN_STRICTER")
        .noneMatch(row -> row.contains("null"));
  }

  @Test
  void a_record_from_before_limiters_were_named_still_has_a_page() throws Exception {
    String text;
    try (var file = ExperimentRecord.class.getResourceAsStream("experiment-1.json")) {
      text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    var page = page(ExperimentJson.read(text));
    assertThat(page.select("[data-answer=rate]").text())
        .contains(
            "LIMITER Token bucket: 1,200 requests/s sustained, bursts of 20 (confidence 97%).")
        .contains("PROMISE The target declares 1,200 requests/s over 1 s in RateLimit-Policy.")
        .doesNotContain("COST", "SCOPE", "RECOVERY", "null", "NaN", "unknown");
    assertThat(page.select("[data-table=limiter]").text()).doesNotContain("Predicted", "NaN");
  }

  @Test
  void messages_stand_beside_their_outcome_as_they_arrived() {
    var row = sample().select("#rate [data-table=outcomes] tr:contains(RATE_LIMITED)");
    assertThat(row.select("code").text()).contains("{\"error\":\"rate limit exceeded\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "</style></title><script>alert(1)</script>",
        "<!--<script>",
        "{{ 7 * 7 }}{% raw %}"
      })
  void markup_from_outside_is_shown_as_text(String hostile) throws Exception {
    var experiment = hostile(hostile);
    var page =
        Jsoup.parse(RunReport.html(new StoredRun(hostile, List.of(experiment), List.of(hostile))));
    assertThat(page.select("script:not([type])")).hasSize(3);
    assertThat(page.select("script")).hasSize(5);
    assertThat(page.select("img, svg, [onerror], [onload]")).isEmpty();
    var chart = new ObjectMapper().readTree(page.select("[data-chart-data=rate]").html());
    assertThat(chart.at("/phases/0/name").asText()).isEqualTo(hostile);
    assertThat(page.select("h1").text()).contains(hostile);
    assertThat(page.title()).contains(hostile);
    assertThat(page.select("[data-table=outcomes] code").text()).isEqualTo(hostile);
    assertThat(page.select("[data-table=trials] .reason").text()).isEqualTo(hostile);
    assertThat(page.select(".notes").text()).isEqualTo(hostile);
    assertThat(page.select(".mechanism").text()).startsWith(hostile);
    assertThat(page.select(".problems").text()).contains(hostile);
  }

  private static ExperimentRecord hostile(String text) {
    var trial =
        new Trial(1, 1, 1, 1, Verdict.BAD, text, Map.of(Outcome.OTHER, 1L), 0, text, 1, 1, 1);
    return new ExperimentBuilder(Axis.RATE)
        .run(text, text, SAMPLE.get(0).startedAt())
        .target("http://example.test/" + text, "GET", false)
        .status(Status.STOPPED, text)
        .injector(Fitness.LIMITED, text)
        .outcomes(Map.of(Outcome.OTHER, 1L))
        .message(Outcome.OTHER, text, 1)
        .trials(List.of(trial))
        .series(new Series(List.of(0), List.of(1L), Map.of(Outcome.OTHER, List.of(1L))))
        .note(text)
        .limiter(
            new Limiter(
                text,
                text,
                1,
                1,
                1.0,
                true,
                1,
                1,
                List.of(text),
                text,
                new Declared(1.0, 1.0, text),
                new Promise(text, text),
                new RetryAfter(1, 1, 1, text),
                new Scope(text, 0.5, 1)))
        .diagnosis(new Diagnosis(text, 0.5, List.of(text), List.of(text)))
        .gatlingReport(text)
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "../gatling/run 1/index.html, ../gatling/run%201/index.html",
    "/tmp/gatling/index.html, /tmp/gatling/index.html",
    "javascript:alert(1), ",
    "https://example.test/, ",
    "//example.test/x, "
  })
  void only_local_paths_become_links(String path, @Nullable String link) {
    var section = SectionModel.of(new ExperimentBuilder(Axis.RATE).gatlingReport(path).build());
    assertThat(section.gatlingReport()).isEqualTo(new RunPage.GatlingReport(link, path));
  }

  @Test
  void without_a_report_of_gatlings_there_is_no_link_to_it() {
    assertThat(page(new ExperimentBuilder(Axis.RATE).gatlingReport(null).build()).text())
        .doesNotContain("Gatling's report");
  }

  @Test
  void trials_that_do_not_count_leave_the_load_generators_health_alone() {
    var good = trial(Verdict.GOOD, 2, 0.8);
    var invalid = trial(Verdict.INVALID, 900, 0.01);
    var section =
        SectionModel.of(new ExperimentBuilder(Axis.RATE).trials(List.of(good, invalid)).build());
    assertThat(section.health())
        .contains(
            new RunPage.Fact("Trials that counted", "1 of 2"),
            new RunPage.Fact("Latest start, p99", "2 ms"),
            new RunPage.Fact("Least CPU idle", "80%"));
  }

  private static Trial trial(Verdict verdict, double lag, double idle) {
    return new Trial(10, 2, 20, 20, verdict, null, Map.of(), 0, "ladder", lag, idle, 1);
  }

  @Test
  void failed_checks_are_counted_and_named() {
    var experiment =
        new ExperimentBuilder(Axis.RATE).check(new Check("Proxy", false, "Not reachable."));
    var checks = page(experiment.build()).select("details:has([data-table=preflight])");
    assertThat(checks.select("summary").text()).isEqualTo("Preflight: 4 of 5 checks passed");
    assertThat(checks.select("tr").eachText()).endsWith("Proxy FAILED Not reachable.");
  }

  @Test
  void an_experiment_that_could_not_start_still_has_a_page() {
    var page =
        page(
            new ExperimentBuilder(Axis.RATE)
                .status(Status.FAILED, "the target refused the connection")
                .build());
    assertThat(page.select("[data-answer=rate]").text())
        .contains("FAILED Could not measure: the target refused the connection.");
    assertThat(page.text()).contains("No trial was held.", "No attempt was made.");
  }

  @Test
  void a_run_without_readable_experiments_says_why() {
    var problem = "rate.json was left out: not an experiment file.";
    var page = Jsoup.parse(RunReport.html(new StoredRun("r1", List.of(), List.of(problem))));
    assertThat(page.select("h1").text()).isEqualTo("Run r1");
    assertThat(page.select(".problems li").text()).isEqualTo(problem);
  }

  @Test
  void two_hours_second_by_second_fit_into_one_page() {
    var experiment = SampleExperiments.lasting(7_200);
    assertThat(html(SAMPLE)).isNotEmpty(); // Loads the templates.
    var start = System.nanoTime();
    var html = html(List.of(experiment));
    var millis = (System.nanoTime() - start) / 1_000_000;
    var bytes = html.getBytes(StandardCharsets.UTF_8).length;
    System.out.printf("7,200 s with ten outcomes: %,d ms, %,d bytes%n", millis, bytes);
    var page = Jsoup.parse(html);
    assertThat(page.select("[data-chart-table=rate] tbody tr")).hasSize(1_440);
    assertThat(page.select("[data-chart-table=rate] summary").text())
        .isEqualTo("Every 5 seconds as a table");
    assertThat(page.select("[data-chart-table=rate] tbody tr:eq(1) td:lt(2)").eachText())
        .containsExactly("5", "5000");
    assertThat(page.select("[data-chart-data=rate]").html()).contains(",7199]");
    assertThat(bytes).isLessThan(3_000_000);
  }
}
