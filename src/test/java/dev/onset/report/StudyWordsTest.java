package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.Found;
import dev.onset.record.HeaderLimits.Oddity;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RecoveryStudy.Downward;
import dev.onset.record.RecoveryStudy.Relief;
import dev.onset.record.RetryStudy;
import dev.onset.record.RetryStudy.Policy;
import dev.onset.record.Study;
import dev.onset.store.RunSummary;
import dev.onset.store.StoredRun;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StudyWordsTest {

  static List<Study> studies() {
    return List.of(sizes(), back(), down(), retries());
  }

  @ParameterizedTest
  @MethodSource("studies")
  void a_study_survives_its_text(Study study) throws Exception {
    var experiment = experiment(study);

    assertThat(ExperimentJson.read(ExperimentJson.write(experiment))).isEqualTo(experiment);
  }

  @ParameterizedTest
  @MethodSource("studies")
  void it_has_a_section_of_its_own_in_the_report_of_a_run(Study study) {
    var run = new StoredRun("r1", List.of(), List.of(experiment(study)), List.of());
    var page = Jsoup.parse(RunReport.html(run));

    var section = page.select("section.axis");
    assertThat(section).hasSize(1);
    assertThat(section.attr("id")).isEqualTo(study.asked().slug());
    assertThat(section.select("table").size()).isPositive();
    assertThat(section.text()).doesNotContain("Load against outcomes", "null", "NaN");
  }

  @Test
  void a_run_of_studies_alone_is_in_the_list_of_runs() {
    var run = new StoredRun("r1", List.of(), List.of(experiment(sizes())), List.of());

    assertThat(Jsoup.parse(RunList.html(List.of(RunSummary.of(run)))).select("tbody tr").text())
        .contains("Also: header-limits", "not measured");
  }

  @Test
  void sizes_are_told_with_what_refuses_the_next_one() {
    assertThat(lines(sizes()))
        .containsExactly(
            "LIMIT URL: up to 8,177 bytes; 8,178 are refused with 414 Request-URI Too Large.",
            "LIMIT Number of headers: up to 100 headers; 101 end with the connection reset and no"
                + " answer.",
            "NOT REACHED Body: 2,097,152 bytes are taken, and more was not tried.",
            "UNDECIDED One header: no limit can be stated: a size was accepted once, refused once;"
                + " 10 was accepted and 20 refused before.",
            "ACCEPTED Taken like any other request: an underscore in a header's name.",
            "REFUSED Not taken: two Host headers (400 Bad Request); no Host header (no answer).");
  }

  @Test
  void a_target_that_comes_back_is_told_with_the_time_and_where_errors_stop() {
    assertThat(lines(back()))
        .containsExactly(
            "RECOVERY After 300 requests/s for 5 s, back at 75 requests/s, overload answers stop"
                + " after 2.6 s (to within 14 ms).",
            "HYSTERESIS On the way down overload answers stop at 90 requests/s; on the way up they"
                + " begin at 150 (as configured).");
  }

  @Test
  void one_that_stays_down_is_told_with_what_frees_it() {
    assertThat(lines(down()))
        .containsExactly(
            "STAYS DOWN After 300 requests/s for 5 s, rejections did not stop at 75 requests/s"
                + " within 1 min, a load that was clean before: the limiter keeps turning callers away,"
                + " for a window that is longer or because rejected requests count.",
            "RECOVERY What frees it: no load at all for 3 s; afterwards 75 requests/s are clean"
                + " again.");
  }

  @Test
  void retries_are_told_with_the_recommendation_first() {
    assertThat(lines(retries()))
        .containsExactly(
            "RECOMMENDED Backoff with full jitter: because.",
            "STAYS DOWN Immediate retries: the target stays down after the push, with 3.50 attempts"
                + " for each demand.",
            "UNDECIDED A fixed delay: the figures do not count: too busy.");
  }

  @Test
  void before_anything_is_known_the_reason_is_told() {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .status(ExperimentRecord.Status.FAILED, "nobody listens")
            .build()
            .with(RetryStudy.nothingYet());

    assertThat(Answer.of(experiment))
        .extracting(Answer.Statement::text)
        .containsExactly("Could not measure: nobody listens.");
  }

  private static List<String> lines(Study study) {
    return Answer.of(experiment(study)).stream()
        .map(statement -> statement.mark().word() + " " + statement.text())
        .toList();
  }

  static ExperimentRecord experiment(Study study) {
    return new ExperimentBuilder(Axis.RATE).build().with(study);
  }

  private static HeaderLimits sizes() {
    return new HeaderLimits(
        List.of(
            new SizeLimit(
                "URL_BYTES",
                Found.FOUND,
                8_177L,
                8_178L,
                414,
                "STATUS",
                "414 Request-URI Too Large",
                31,
                null),
            new SizeLimit(
                "HEADER_COUNT",
                Found.FOUND,
                100L,
                101L,
                null,
                "RESET",
                "Connection reset",
                31,
                null),
            new SizeLimit(
                "BODY_BYTES", Found.NOT_REACHED, 2_097_152L, null, null, null, null, 22, null),
            new SizeLimit(
                "ONE_HEADER_BYTES",
                Found.UNDECIDED,
                null,
                null,
                null,
                null,
                null,
                22,
                "a size was accepted once, refused once; 10 was accepted and 20 refused before")),
        List.of(
            new Oddity("TWO_HOSTS", "REFUSED", 400, "400 Bad Request"),
            new Oddity("NO_HOST", "NO_ANSWER", null, "no answer within 10000 ms"),
            new Oddity("UNDERSCORE", "ACCEPTED", 200, "200 OK")));
  }

  private static RecoveryStudy back() {
    return new RecoveryStudy(
        150.0,
        "as configured",
        300.0,
        5.0,
        75.0,
        Outcome.OVERLOADED,
        true,
        2.6,
        1 / 75.0,
        5.6,
        List.of(new Downward(150, 4, 600, 300, false), new Downward(90, 4, 360, 0, true)),
        90.0,
        true,
        List.of());
  }

  private static RecoveryStudy down() {
    return new RecoveryStudy(
        150.0,
        "as configured",
        300.0,
        5.0,
        75.0,
        Outcome.RATE_LIMITED,
        false,
        null,
        1 / 75.0,
        60.0,
        List.of(),
        null,
        null,
        List.of(new Relief(37.5, 3, false), new Relief(0, 3, true)));
  }

  private static RetryStudy retries() {
    return new RetryStudy(
        40.0,
        240.0,
        3.0,
        5.0,
        15.0,
        10.0,
        List.of(
            new Policy(
                "IMMEDIATE",
                "at most 4 attempts, at once",
                1_000,
                3_500,
                3.5,
                3.9,
                150,
                6.5,
                0.1,
                null,
                true,
                12.0,
                0,
                null),
            new Policy(
                "FIXED",
                "at most 4 attempts, 200 ms apart",
                1_000,
                3_500,
                3.5,
                3.9,
                150,
                6.5,
                0.1,
                1.0,
                false,
                null,
                3,
                "too busy"),
            new Policy(
                "JITTER",
                "at most 4 attempts",
                1_000,
                1_470,
                1.47,
                2.5,
                997,
                43.3,
                0.99,
                0.8,
                false,
                7_900.0,
                0,
                null)),
        "JITTER",
        "because");
  }
}
