package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerTest {

  private static Onset onset(
      Outcome outcome,
      OnsetStatus status,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double estimate,
      @Nullable Double observed) {
    return new Onset(outcome, status, lower, upper, estimate, observed, 0.9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RATE            | RATE_LIMITED    | 195  | 204  | 200  | 212  | Rate limiting begins between 195 and 204 requests/s (best estimate 200; first seen at 212).
          RATE            | RATE_LIMITED    | 195  | 204  |      |      | Rate limiting begins between 195 and 204 requests/s.
          RATE            | RATE_LIMITED    | 195  | 204  |      | 212  | Rate limiting begins between 195 and 204 requests/s (first seen at 212).
          RATE            | RATE_LIMITED    | 200  | 200  | 200  |      | Rate limiting begins at 200 requests/s.
          RATE            | RATE_LIMITED    |      | 204  |      |      | Rate limiting begins at or below 204 requests/s.
          RATE            | RATE_LIMITED    | 195  |      |      |      | Rate limiting begins above 195 requests/s.
          RATE            | RATE_LIMITED    |      |      |      | 212  | Rate limiting begins; the bounds were not recorded (first seen at 212).
          RATE            | QUOTA_EXCEEDED  | 4000 | 5000 | 4500 |      | Quota refusals begin between 4,000 and 5,000 requests/s (best estimate 4,500).
          RATE            | REQUEST_TIMEOUT | 10   | 12   |      |      | Request timeouts begin between 10 and 12 requests/s.
          RATE            | OVERLOADED      | 0.5  | 0.75 |      |      | Overload answers begin between 0.5 and 0.75 requests/s.
          RATE            | OVERLOADED      | 0.5  | 40   |      |      | Overload answers begin between 0.5 and 40 requests/s.
          RATE            | GATEWAY_TIMEOUT | 99   | 101  |      |      | Gateway timeouts begin between 99 and 101 requests/s.
          CONNECTION_RATE | CONNECT_TIMEOUT | 300  | 320  | 311  | 350  | Connect timeouts begin between 300 and 320 connections/s (best estimate 311; first seen at 350).
          CONNECTION_RATE | TLS_FAILURE     | 300  | 320  |      |      | TLS failures begin between 300 and 320 connections/s.
          CONCURRENCY     | CONNECT_TIMEOUT | 57   | 58   | 58   | 58   | Connect timeouts begin at the 58th connection (57 were clean).
          CONCURRENCY     | CONNECT_TIMEOUT | 57   | 58   | 58   | 60   | Connect timeouts begin at the 58th connection (57 were clean; first seen at the 60th).
          CONCURRENCY     | CONNECT_TIMEOUT | 57   | 64   | 60   | 64   | Connect timeouts begin between the 58th and the 64th connection (57 were clean; best estimate the 60th).
          CONCURRENCY     | CONNECT_TIMEOUT | 1    | 2    |      |      | Connect timeouts begin at the 2nd connection (1 was clean).
          CONCURRENCY     | CONNECT_TIMEOUT | 0    | 1    |      |      | Connect timeouts begin at the 1st connection.
          CONCURRENCY     | CONNECT_TIMEOUT |      | 21   |      |      | Connect timeouts begin at or before the 21st connection.
          CONCURRENCY     | CONNECT_TIMEOUT | 57   |      |      |      | Connect timeouts begin above 57 connections.
          CONCURRENCY     | CONNECT_TIMEOUT |      |      |      |      | Connect timeouts begin; the bounds were not recorded.
          CONCURRENCY     | REQUEST_TIMEOUT | 40   | 41   | 41   | 41   | Requests stop being answered at the 41st connection (40 were answered).
          CONCURRENCY     | REQUEST_TIMEOUT | 1000 | 1001 |      |      | Requests stop being answered at the 1,001st connection (1,000 were answered).
          CONCURRENCY     | OVERLOADED      | 10   | 11   |      |      | Overload answers begin at the 11th connection (10 were clean).
          """)
  void an_onset_that_was_found(
      Axis axis,
      Outcome outcome,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double estimate,
      @Nullable Double observed,
      String sentence) {
    var onset = onset(outcome, OnsetStatus.FOUND, lower, upper, estimate, observed);
    assertThat(sentence(axis, onset)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RATE            | NOT_REACHED | RATE_LIMITED    | 1000 |     |     | No rate limiting up to 1,000 requests/s.
          RATE            | NOT_REACHED | RATE_LIMITED    |      |     |     | No rate limiting at any load offered.
          RATE            | NOT_REACHED | REQUEST_TIMEOUT | 1000 |     |     | No request timeout up to 1,000 requests/s.
          CONCURRENCY     | NOT_REACHED | CONNECT_TIMEOUT | 1000 |     |     | No connect timeout up to 1,000 connections.
          CONCURRENCY     | NOT_REACHED | CONNECT_TIMEOUT | 1    |     |     | No connect timeout up to 1 connection.
          CONCURRENCY     | NOT_REACHED | REQUEST_TIMEOUT | 1000 |     |     | No request timeout up to 1,000 connections.
          CONNECTION_RATE | NOT_REACHED | CONNECT_TIMEOUT | 400  |     |     | No connect timeout up to 400 connections/s.
          RATE            | BELOW_START | RATE_LIMITED    |      | 10  |     | Rate limiting begins at or below 10 requests/s, the lowest load offered.
          RATE            | BELOW_START | CONNECT_TIMEOUT |      |     |     | Connect timeouts begin at the lowest load offered or below it.
          CONNECTION_RATE | BELOW_START | CONNECT_TIMEOUT |      | 10  |     | Connect timeouts begin at or below 10 connections/s, the lowest load offered.
          CONCURRENCY     | BELOW_START | CONNECT_TIMEOUT |      | 1   |     | Connect timeouts begin at the 1st connection; none was clean.
          CONCURRENCY     | BELOW_START | REQUEST_TIMEOUT |      | 1   |     | Requests stop being answered at the 1st connection; none was answered.
          CONCURRENCY     | BELOW_START | CONNECT_TIMEOUT |      | 10  |     | Connect timeouts begin at or before the 10th connection, the lowest load offered.
          CONCURRENCY     | BELOW_START | CONNECT_TIMEOUT |      |     |     | Connect timeouts begin at the lowest number of connections offered or below it.
          RATE            | UNDECIDED   | RATE_LIMITED    | 195  | 204 | 212 | Where rate limiting begins is undecided: confirmed clean up to 195 requests/s; confirmed to fail at 204 requests/s; first seen at 212 requests/s.
          RATE            | UNDECIDED   | RATE_LIMITED    | 195  |     | 212 | Where rate limiting begins is undecided: confirmed clean up to 195 requests/s; no failing load was confirmed; first seen at 212 requests/s.
          RATE            | UNDECIDED   | CONNECT_TIMEOUT |      | 204 |     | Where connect timeouts begin is undecided: no load was confirmed clean; confirmed to fail at 204 requests/s.
          CONNECTION_RATE | UNDECIDED   | CONNECT_TIMEOUT |      |     |     | Where connect timeouts begin is undecided: no load was confirmed clean; no failing load was confirmed.
          CONCURRENCY     | UNDECIDED   | CONNECT_TIMEOUT | 57   |     | 60  | Where connect timeouts begin is undecided: 57 connections confirmed clean; no failing number was confirmed; first seen at the 60th.
          CONCURRENCY     | UNDECIDED   | REQUEST_TIMEOUT |      | 41  |     | Where requests stop being answered is undecided: no number of connections was confirmed answered; the 41st confirmed to fail.
          """)
  void an_onset_that_was_not_found(
      Axis axis,
      OnsetStatus status,
      Outcome outcome,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double observed,
      String sentence) {
    var onset = onset(outcome, status, lower, upper, null, observed);
    assertThat(sentence(axis, onset)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @EnumSource
  void every_outcome_has_a_sentence_for_every_status_on_every_axis(Outcome outcome) {
    for (var axis : Axis.values()) {
      for (var status : OnsetStatus.values()) {
        assertThat(sentence(axis, onset(outcome, status, 57.0, 58.0, null, null)))
            .matches("[A-Z].*\\.")
            .doesNotContain("  ", "null", "_", "begins begins");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "199.96, 200.04, between 199.96 and 200.04 ",
    "199.9612, 200.0389, between 199.961 and 200.039 ",
    "195.3125, 205.5, between 195 and 206 ",
    "195.3125, 203.5, between 195.3 and 203.5 ",
    "999.6, 1000.4, between 999.6 and 1,000.4 ",
    "0.30000000000000004, 0.4, between 0.3 and 0.4 ",
    "1234.5678, 2345.6789, between 1,234 and 2,346 "
  })
  void bounds_have_the_digits_that_their_distance_asks_for(
      double lower, double upper, String text) {
    var onset = onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, lower, upper, null, null);
    assertThat(sentence(Axis.RATE, onset)).contains(text);
  }

  @Test
  void printed_bounds_stay_apart_contain_the_confirmed_ones_and_hold_the_estimate() {
    var numbers = Pattern.compile("between ([0-9.,]+) and ([0-9.,]+) .*estimate ([0-9.,]+)\\)");
    var random = new Random(20_261_122);
    for (int i = 0; i < 10_000; i++) {
      var lower = Math.pow(10, random.nextDouble() * 6 - 1);
      var width = lower * Math.pow(10, -random.nextDouble() * 5);
      var upper = lower + width;
      var estimate = lower + width * random.nextDouble();
      var sentence =
          sentence(
              Axis.RATE,
              onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, lower, upper, estimate, null));
      var matcher = numbers.matcher(sentence);
      assertThat(matcher.find()).as(sentence).isTrue();
      var low = number(matcher.group(1));
      var high = number(matcher.group(2));
      assertThat(low).as(sentence).isLessThan(high).isLessThanOrEqualTo(lower * (1 + 1e-11));
      assertThat(high).as(sentence).isGreaterThanOrEqualTo(upper * (1 - 1e-11));
      assertThat(number(matcher.group(3))).as(sentence).isBetween(low, high);
      assertThat(high - low).as(sentence).isLessThanOrEqualTo(width * 1.21);
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }

  @Test
  void numbers_do_not_depend_on_the_locale_of_the_machine() {
    var before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      var onset = onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 1234.5, 1236.5, null, null);
      assertThat(sentence(Axis.RATE, onset)).contains("between 1,234.5 and 1,236.5 ");
    } finally {
      Locale.setDefault(before);
    }
  }

  private static ExperimentBuilder undecided() {
    return new ExperimentBuilder(Axis.RATE)
        .onset(onset(Outcome.RATE_LIMITED, OnsetStatus.UNDECIDED, 195.0, null, null, null));
  }

  @Test
  void an_experiment_that_failed_says_why_first() {
    var experiment = undecided().status(Status.FAILED, "the target is unreachable.").build();
    assertThat(Answer.of(experiment).get(0))
        .isEqualTo(new Statement(Mark.FAILED, "Could not measure: the target is unreachable."));
  }

  @Test
  void an_experiment_that_was_stopped_says_why_after_its_answers() {
    var statements = Answer.of(undecided().status(Status.STOPPED, "15 min were used up").build());
    assertThat(statements)
        .extracting(Statement::mark)
        .containsExactly(Mark.UNDECIDED, Mark.STOPPED);
    assertThat(statements.get(1).text())
        .isEqualTo(
            "The search stopped early: 15 min were used up."
                + " What was confirmed until then stands.");
  }

  @Test
  void an_undecided_onset_of_a_complete_search_carries_the_reason() {
    var statements =
        Answer.of(undecided().status(Status.COMPLETE, "repeated trials disagreed").build());
    assertThat(statements).hasSize(1);
    assertThat(statements.get(0).text()).endsWith(" Reason: repeated trials disagreed.");
  }

  @Test
  void an_experiment_without_any_onset_still_says_something() {
    assertThat(Answer.of(new ExperimentBuilder(Axis.RATE).build()))
        .containsExactly(new Statement(Mark.UNDECIDED, "The search ended without an onset."));
    assertThat(Answer.of(new ExperimentBuilder(Axis.RATE).status(Status.FAILED, null).build()))
        .containsExactly(new Statement(Mark.FAILED, "Could not measure."));
  }

  @Test
  void the_load_generator_was_fit_or_says_what_held_it_back() {
    var fit = new ExperimentBuilder(Axis.RATE).injector(Fitness.INNOCENT).build();
    assertThat(Answer.fitness(fit.injector()))
        .isEqualTo(
            new Statement(
                Mark.INNOCENT,
                "The load generator was not the bottleneck in any trial that counted."));
    var limited =
        new ExperimentBuilder(Axis.RATE).injector(Fitness.LIMITED, "no ports left.", "CPU idle 3%");
    assertThat(Answer.fitness(limited.build().injector()))
        .isEqualTo(
            new Statement(
                Mark.LIMITED,
                "The load generator was the bottleneck and kept the search from going on:"
                    + " no ports left; CPU idle 3%."));
  }

  private static String sentence(Axis axis, Onset onset) {
    return OnsetWords.on(axis, axis.unit()).sentence(onset);
  }
}
