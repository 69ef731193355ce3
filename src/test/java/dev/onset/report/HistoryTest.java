package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.SampleHistory;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.store.RunSummary;
import dev.onset.store.StoredRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final List<RunSummary> oldestFirst = new ArrayList<>();

  private ExperimentBuilder next() {
    int run = oldestFirst.size();
    return new ExperimentBuilder(Axis.RATE)
        .run("r" + run, "1." + run, FIRST.plus(Duration.ofDays(run)));
  }

  private void add(ExperimentBuilder experiment) {
    var record = experiment.build();
    oldestFirst.add(RunSummary.of(new StoredRun(record.runId(), List.of(record), List.of())));
  }

  private void found(double... estimates) {
    for (double estimate : estimates) {
      add(next().onset(limitedAt(estimate)));
    }
  }

  private void notReached(double upTo) {
    add(
        next()
            .onset(
                new Onset(
                    Outcome.RATE_LIMITED, OnsetStatus.NOT_REACHED, upTo, null, null, null, 1)));
  }

  private static Onset limitedAt(double estimate) {
    return new Onset(
        Outcome.RATE_LIMITED,
        OnsetStatus.FOUND,
        estimate * 0.995,
        estimate * 1.005,
        estimate,
        null,
        1);
  }

  @Test
  void the_runs_of_a_scenario_are_told_in_iterations() {
    for (double limit : new double[] {100, 100, 100, 80, 80, 80}) {
      add(next().countedIn("iterations/s").onset(limitedAt(limit)));
    }

    assertThat(page().text())
        .contains("Iteration rate", "80 iterations/s")
        .doesNotContain("requests/s");
  }

  private Document page() {
    var runs = new ArrayList<>(oldestFirst);
    Collections.reverse(runs);
    return Jsoup.parse(RunList.html(runs));
  }

  private Element line() {
    var lines = page().select("[data-line='Rate limiting']");
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void a_change_of_level_is_a_sentence_a_line_in_the_chart_and_a_mark_in_both_tables() {
    found(200, 201, 200, 190, 190, 190.5);
    var line = line();
    assertThat(line.select(".changes li").eachText())
        .containsExactly("LOWER From 1.3 on: 200.3 → 190.2 requests/s, −5.1%");
    assertThat(line.select(".changes a").attr("href")).isEqualTo("./r3/index.html");
    assertThat(line.select("[data-change=LOWER] > text").text()).isEqualTo("−5.1%");
    assertThat(line.select("tbody tr:has(a[href*=r3])").text()).contains("LOWER: 200.3 → 190.2");
    assertThat(line.select(".trend").text())
        .isEqualTo("On a level of 190.2 requests/s since 1.3 (run r3).");
    var runs = page().select("[data-table=runs] tbody tr[data-status*=CHANGED]");
    assertThat(runs).hasSize(1);
    assertThat(runs.text()).contains("r3", "LOWER Rate limiting: 200.3 → 190.2 requests/s, −5.1%");
  }

  @Test
  void the_newest_run_is_one_sentence_with_since_when_it_is_so() {
    found(200, 200, 200);
    assertThat(line().select(".state").text())
        .isEqualTo(
            "FOUND Newest run, release 1.2: Rate limiting begins between 199 and 201 requests/s"
                + " (best estimate 200). No change of level in 3 runs; it is 200 requests/s.");
  }

  @Test
  void a_newest_run_that_stands_alone_is_no_change_yet_and_said_so() {
    found(200, 200, 200, 150);
    assertThat(line().select(".changes")).isEmpty();
    assertThat(line().select(".trend").text()).startsWith("It stands alone: the runs before are");
    assertThat(line().select("a[data-kind=ALONE]")).hasSize(1);
    assertThat(line().select("tbody tr").first().text()).contains("stands alone");
  }

  @Test
  void where_an_onset_goes_away_and_comes_back_is_said_in_words_at_its_run() {
    found(200, 200);
    notReached(400);
    found(200, 200);
    assertThat(line().select(".changes li").eachText())
        .containsExactly(
            "BEGINS From 1.3 on: 199–201 requests/s; before: none up to 400 requests/s",
            "GONE From 1.2 on: none up to 400 requests/s; before: 199–201 requests/s");
    assertThat(line().select("a[data-kind=NOT_REACHED]")).hasSize(1);
  }

  @Test
  void not_reached_below_where_it_began_is_no_change() {
    found(200, 200);
    notReached(150);
    found(200);
    assertThat(line().select(".changes")).isEmpty();
  }

  @Test
  void runs_of_a_weak_load_generator_are_shown_and_do_not_count() {
    found(200, 200, 200);
    add(next().onset(limitedAt(100)).injector(Fitness.LIMITED, "CPU idle fell to 4%"));
    add(next().onset(limitedAt(100)).injector(Fitness.LIMITED, "CPU idle fell to 4%"));
    assertThat(line().select(".changes")).isEmpty();
    assertThat(line().select("[data-plot] > a")).hasSize(5);
    assertThat(line().select("tbody tr").first().text())
        .contains("load generator was the bottleneck");
  }

  @Test
  void a_run_that_cannot_tell_begins_nothing_and_ends_nothing() {
    notReached(400);
    notReached(400);
    add(next().onset(limitedAt(90)).injector(Fitness.LIMITED, "CPU idle fell to 4%"));
    add(next().onset(limitedAt(90)).status(Status.FAILED, "unreachable"));
    notReached(400);
    assertThat(line().select(".changes")).isEmpty();
  }

  @Test
  void another_request_to_the_same_url_is_another_question() {
    for (var setting :
        List.of(
            new Setting("onset.target.body", "{\"size\":500}", "a test"),
            new Setting("onset.target.headers.X-Plan", "gold", "a test"),
            new Setting("onset.target.path", "/orders?size=500", "a test"))) {
      oldestFirst.clear();
      found(200, 200);
      add(next().configuration(setting).onset(limitedAt(190)));
      add(next().configuration(setting).onset(limitedAt(190)));
      assertThat(page().select("[data-line='Rate limiting']")).as(setting.key()).hasSize(2);
      assertThat(page().select(".changes")).as(setting.key()).isEmpty();
    }
  }

  @Test
  void what_only_says_how_values_are_shown_changes_no_question() {
    found(200, 200);
    add(
        next()
            .configuration(new Setting("onset.target.secret-names", "sid", "a test"))
            .configuration(new Setting("onset.target.curl-file", "request.curl", "a test"))
            .configuration(new Setting("onset.target.body", "", "a test"))
            .configuration(new Setting("onset.target.path", "/orders", "a test"))
            .onset(limitedAt(200)));
    assertThat(line().select("[data-plot] > a")).hasSize(3);
  }

  @Test
  void a_run_that_could_not_measure_is_in_the_table_and_not_in_the_chart() {
    found(200, 200);
    add(next().status(Status.FAILED, "unreachable"));
    assertThat(line().select("[data-plot] > a")).hasSize(2);
    assertThat(line().select("tbody tr").first().text()).contains("FAILED");
    assertThat(line().select(".state").text())
        .isEqualTo("FAILED Newest run, release 1.2: It could not measure.");
  }

  @Test
  void other_requests_have_other_lines_and_the_sandbox_s_port_does_not_matter() {
    for (int port : new int[] {1111, 2222, 3333}) {
      add(next().onset(limitedAt(200)).target("http://127.0.0.1:" + port + "/a", "GET", true));
    }
    add(next().onset(limitedAt(100)).target("http://127.0.0.1:4444/a", "POST", true));
    add(next().onset(limitedAt(100)).target("http://127.0.0.1:4444/b", "GET", true));
    assertThat(page().select("[data-history]").eachAttr("data-history"))
        .containsExactly("GET /a on the sandbox");
    assertThat(line().select("[data-plot] > a")).hasSize(3);
    assertThat(page().select(".method").text()).contains("2 experiments have no other");
  }

  @Test
  void runs_with_other_timeouts_have_a_line_of_their_own_that_says_so() {
    found(200, 200);
    var setting = "onset.timeouts.connect";
    for (int i = 0; i < 2; i++) {
      add(next().onset(limitedAt(100)).configuration(new Setting(setting, "5s", "a test")));
    }
    var page = page();
    assertThat(page.select("[data-line='Rate limiting']")).hasSize(2);
    assertThat(page.select(".group-head").eachText())
        .containsExactly(
            "Request rate requests per second on kept-alive connections; 2 runs with connect"
                + " timeout 5s; runs with other settings have lines of their own",
            "Request rate requests per second on kept-alive connections; 2 runs with connect"
                + " timeout 2900ms; runs with other settings have lines of their own");
    assertThat(page.select(".changes")).isEmpty();
  }

  @Test
  void one_run_has_no_history() {
    found(200);
    assertThat(page().select("svg, .method, .jump")).isEmpty();
  }

  @Test
  void markup_in_names_is_shown_as_text() {
    var hostile = "<script>alert(1)</script>\"><img src=x>";
    for (int i = 0; i < 2; i++) {
      add(
          next()
              .run(hostile + i, hostile, FIRST.plusSeconds(i))
              .target("https://h/" + hostile, hostile, false)
              .onset(limitedAt(200)));
    }
    var page = page();
    assertThat(page.select("img")).isEmpty();
    assertThat(page.select("script"))
        .extracting(Element::data)
        .containsExactlyInAnyOrder(Asset.HISTORY.text(), Asset.TABLES.text());
    assertThat(page.select("[data-history] h2").text()).contains(hostile);
    assertThat(page.select("[data-plot] .releases title").text()).isEqualTo(hostile);
    assertThat(page.select("[data-plot] > a").attr("aria-label")).contains(hostile);
  }

  @Test
  void names_of_the_page_s_elements_and_regions_are_unique() {
    var page = Jsoup.parse(RunList.html(samples(40)));
    var ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(page.select("[role=region]").eachAttr("aria-label")).doesNotHaveDuplicates();
    assertThat(page.select("[style]")).isEmpty();
    assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
        .allSatisfy(id -> assertThat(ids).contains(id));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 12, 500})
  void every_run_has_its_row_and_every_value_its_place_inside_the_drawing(int count) {
    var page = Jsoup.parse(RunList.html(samples(count)));
    assertThat(page.select("[data-table=runs] tbody tr")).hasSize(count);
    for (var chart : page.select("[data-plot]")) {
      double height = Double.parseDouble(chart.attr("height"));
      for (var circle : chart.select("circle")) {
        assertThat(circle.attr("cx")).endsWith("%");
        assertThat(Double.parseDouble(circle.attr("cx").replace("%", ""))).isBetween(0.0, 100.0);
        assertThat(Double.parseDouble(circle.attr("cy"))).isBetween(0.0, height);
      }
    }
  }

  @Test
  void five_hundred_runs_are_less_than_three_megabytes_and_their_changes_stand_out() {
    var html = RunList.html(samples(500));
    assertThat(html.length()).isLessThan(3_000_000);
    var changes = Jsoup.parse(html).select("[data-line='Rate limiting'] .changes li").eachText();
    assertThat(changes).hasSize(2);
    assertThat(changes.get(0)).startsWith("HIGHER From 1.8.2 on: 190");
  }

  private static List<RunSummary> samples(int count) {
    var runs = new ArrayList<RunSummary>();
    for (int run = count - 1; run >= 0; run--) {
      runs.add(
          RunSummary.of(
              new StoredRun(
                  SampleHistory.runId(run, count), SampleHistory.run(run, count), List.of())));
    }
    return runs;
  }
}
