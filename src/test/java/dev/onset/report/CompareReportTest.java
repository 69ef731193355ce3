package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.compare.Comparison;
import dev.onset.compare.Tolerances;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

class CompareReportTest {

  private static final String HOSTILE = "</title><script>alert(1)</script>|`x`\"'";

  @Test
  void the_first_screen_says_what_changed_and_by_how_much() {
    var page = page(compare("2.4.0", 200, "2.4.1", 190));

    assertThat(page.select("h1").text()).isEqualTo("2.4.1 against 2.4.0");
    assertThat(page.select("[data-verdict]").attr("data-verdict")).isEqualTo("WORSE");
    assertThat(page.select(".summary").text())
        .isEqualTo(
            "Worse than the baseline: rate limiting begins lower by 5% (4% to 6%) –"
                + " 189–191 requests/s, it was 199–201 requests/s.");
  }

  @Test
  void two_runs_of_one_release_are_told_apart_by_their_names() {
    var page = page(compare("local", 200, "local", 190));

    assertThat(page.select("h1").text()).isEqualTo("run-190 against run-200");
  }

  @Test
  void every_onset_is_a_picture_and_a_row_of_a_table() {
    var page = page(compare("2.4.0", 200, "2.4.1", 190));

    assertThat(page.select("svg[role=img]")).hasSize(2);
    assertThat(page.select("svg title").eachText())
        .containsExactly(
            "Rate limiting. Baseline: 199–201 requests/s. Candidate: 189–191 requests/s.",
            "Connect timeouts. Baseline: none up to 200 requests/s. Candidate: none up to 190"
                + " requests/s.");
    assertThat(page.select("table[data-table=onsets] tbody tr")).hasSize(2);
    assertThat(page.select("table[data-table=onsets] tbody tr").first().text())
        .isEqualTo("Rate limiting 199–201 requests/s 189–191 requests/s −5% worse");
  }

  @Test
  void bars_lie_where_the_bounds_are() {
    var bars = page(compare("2.4.0", 200, "2.4.1", 190)).select("svg").first().select("line.span");

    var baseline = percent(bars.select(".baseline").attr("x1"));
    var candidate = percent(bars.select(".candidate").attr("x2"));
    assertThat(candidate).isLessThan(baseline);
    assertThat(percent(bars.select(".candidate").attr("x1"))).isBetween(0.0, candidate);
  }

  @Test
  void markup_in_labels_shows_as_text_everywhere() {
    var comparison = compare(HOSTILE, 200, "2.4.1" + HOSTILE, 190);
    var page = page(comparison);

    assertThat(page.select("script").stream().map(Element::data))
        .containsExactly(Asset.TABLES.text());
    assertThat(page.select("h1").text()).contains(HOSTILE);
    assertThat(CompareReport.markdown(comparison)).doesNotContain("<script>", "|`x`");
    assertThat(CompareReport.markdown(comparison).lines().filter(line -> line.startsWith("|")))
        .allSatisfy(line -> assertThat(line.replace("\\|", "").split("\\|", -1)).hasSize(8));
  }

  @Test
  void a_page_without_onsets_still_says_why() {
    var one = List.of(new ExperimentBuilder(Axis.RATE).build());
    var other = List.of(new ExperimentBuilder(Axis.CONCURRENCY).build());
    var page = page(Comparison.of(one, other, Tolerances.DEFAULT));

    assertThat(page.select("[data-verdict]").attr("data-verdict")).isEqualTo("NOT COMPARABLE");
    assertThat(page.select(".summary").text())
        .isEqualTo("Not comparable: request rate: the candidate has no such experiment.");
    assertThat(page.select("[data-axis]")).hasSize(2);
  }

  @Test
  void the_console_has_a_line_for_each_onset_and_the_result_last() {
    var lines = CompareReport.console(compare("2.4.0\u001b[31m", 200, "2.4.1", 190));

    assertThat(lines).noneMatch(line -> line.contains("\u001b"));
    assertThat(lines.get(1))
        .startsWith("  WORSE           Request rate, rate limiting: 189–191 requests/s, was 199");
    assertThat(lines.get(lines.size() - 1)).startsWith("  RESULT          Worse than the baseline");
  }

  @Test
  void scenarios_are_compared_in_iterations() {
    var run = run("1.0", 200);
    var scenario =
        new ExperimentBuilder(Axis.RATE)
            .countedIn("iterations/s")
            .onset(run.onsets().get(0))
            .build();

    assertThat(page(Comparison.of(List.of(scenario), List.of(scenario), Tolerances.DEFAULT)).text())
        .contains("Iteration rate", "iterations/s")
        .doesNotContain("requests/s", "Request rate");
  }

  private static double percent(String length) {
    return Double.parseDouble(length.replace("%", ""));
  }

  private static Document page(Comparison comparison) {
    return Jsoup.parse(CompareReport.html(comparison, List.of()));
  }

  private static Comparison compare(String before, double was, String after, double is) {
    return Comparison.of(List.of(run(before, was)), List.of(run(after, is)), Tolerances.DEFAULT);
  }

  private static ExperimentRecord run(String release, double limit) {
    return new ExperimentBuilder(Axis.RATE)
        .run("run-" + (int) limit, release, Instant.parse("2026-11-22T13:50:32Z"))
        .onset(
            new Onset(
                Outcome.RATE_LIMITED, OnsetStatus.FOUND, limit - 1, limit + 1, limit, null, 0.95))
        .onset(
            new Onset(
                Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, limit, null, null, null, 0.95))
        .trials(
            List.of(
                new Trial(
                    50,
                    2,
                    100,
                    100,
                    Verdict.GOOD,
                    null,
                    Map.of(Outcome.OK, 100L),
                    0,
                    "LADDER",
                    1,
                    0.8,
                    5)))
        .build();
  }
}
