package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.configured.Comparison.Verdict;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.Configured.Scope;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Latency;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.FeederRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {

  private static Limit rate(double amount, double window) {
    return new Limit(
        Kind.RATE_LIMIT,
        "Tyk's global_rate_limit",
        Words.rate(amount, window),
        "a.json: $",
        Scope.CREDENTIAL,
        amount,
        window,
        null);
  }

  @ParameterizedTest(name = "{0} per {1} s against {2} {3} to {4}: {5}")
  @CsvSource({
    "200,    1, FOUND,       198.9, 200.8, KEPT",
    "202,    1, FOUND,       198.9, 200.8, KEPT",
    "203,    1, FOUND,       198.9, 200.8, LOWER",
    "400,    1, FOUND,       198.9, 200.8, LOWER",
    "100,    1, FOUND,       198.9, 200.8, HIGHER",
    "196,    1, FOUND,       198.9, 200.8, HIGHER",
    "200,    1, NOT_REACHED, 150,   ,      NOT_REACHED",
    "100,    1, NOT_REACHED, 150,   ,      HIGHER",
    "200,    1, BELOW_START, ,      100,   LOWER",
    "50,     1, BELOW_START, ,      100,   NOT_COMPARABLE",
    "200,    1, UNDECIDED,   150,   250,   NOT_COMPARABLE",
    "400,    1, UNDECIDED,   150,   250,   NOT_COMPARABLE",
    "100,    1, UNDECIDED,   150,   250,   NOT_COMPARABLE",
    "7200,  60, FOUND,       198.9, 200.8, NOT_COMPARABLE"
  })
  void a_rate_is_held_against_the_confirmed_bounds(
      double amount,
      double window,
      OnsetStatus status,
      Double lower,
      Double upper,
      Verdict verdict) {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.RATE_LIMITED, status, lower, upper, null, null, 1))
            .definitions(rate(amount, window))
            .build();
    assertThat(Comparison.of(experiment)).extracting(Comparison::verdict).containsExactly(verdict);
  }

  @Test
  void the_sentence_says_both_and_the_record_keeps_the_limit() throws Exception {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.9, 200.8, 200.0, null, 1))
            .definitions(rate(200, 1), rate(500, 1))
            .build();
    var read = ExperimentJson.read(ExperimentJson.write(experiment));
    assertThat(read.configured()).isEqualTo(experiment.configured());
    assertThat(Comparison.of(read))
        .extracting(Comparison::sentence)
        .containsExactly(
            "200/s by Tyk's global_rate_limit; measured 198.9–200.8/s: KEPT",
            "500/s by Tyk's global_rate_limit; measured 198.9–200.8/s: NOT REACHED, a lower limit"
                + " comes first");
  }

  @ParameterizedTest(name = "{0} with a burst of {1} for {2} s: {3}")
  @CsvSource({
    "200, 0,   5,  KEPT",
    "195, 20,  5,  KEPT",
    "195, 20,  60, HIGHER",
    "182, 90,  5,  KEPT",
    "180, 95,  5,  NOT_COMPARABLE",
    "150, 20,  5,  HIGHER",
    "150, 400, 5,  NOT_COMPARABLE",
    "400, 0,   5,  LOWER"
  })
  void what_a_burst_can_have_let_through_is_not_held_against_it(
      double amount, double burst, double seconds, Verdict verdict) {
    var limit =
        new Limit(
            Kind.RATE_LIMIT,
            "NGINX's limit_req",
            "",
            "a.conf: line 1",
            Scope.ADDRESS,
            amount,
            1.0,
            burst);
    var trial = new Trial(198.9, seconds, 1, 1, search(), null, Map.of(), 0, "CONFIRM", 1, 0.9, 1);
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.9, 200.8, null, null, 1))
            .trials(List.of(trial))
            .definitions(limit)
            .build();
    assertThat(Comparison.of(experiment)).extracting(Comparison::verdict).containsExactly(verdict);
  }

  private static dev.onset.search.Verdict search() {
    return dev.onset.search.Verdict.GOOD;
  }

  @ParameterizedTest(name = "{0} s against {1} ms: {2}")
  @CsvSource({"2, 2010, KEPT", "2, 1000, LOWER", "2, 4000, NOT_COMPARABLE"})
  void a_hard_timeout_is_held_against_gateway_timeouts(
      double seconds, double millis, Verdict verdict) {
    var limit =
        new Limit(
            Kind.HARD_TIMEOUT,
            "Tyk's hard_timeouts",
            "2 s",
            "a",
            Scope.EVERYONE,
            seconds,
            null,
            null);
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .latency(new Latency(Outcome.GATEWAY_TIMEOUT, 9, millis, millis, millis, millis))
            .definitions(limit)
            .build();
    assertThat(Comparison.of(experiment).get(0).verdict()).isEqualTo(verdict);
  }

  @Test
  void other_axes_do_not_measure_rates() {
    var experiment = new ExperimentBuilder(Axis.CONCURRENCY).definitions(rate(200, 1)).build();
    assertThat(Comparison.of(experiment).get(0).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHEDDING", "CONCURRENCY_CAP", "FIXED_WINDOW of tokens"})
  void a_rate_of_requests_is_not_held_against_what_another_kind_of_limiter_did(String met) {
    var algorithm = met.replace(" of tokens", "");
    var tokens =
        algorithm.equals(met)
            ? null
            : new ExperimentRecord.Tokens("TOKENS", 6e5, 2e4, 50, 20, 80, 0.999, 0.9);
    var limiter =
        new ExperimentRecord.Limiter(
            algorithm, null, 200, 0, null, null, 0.9, 0.99, List.of(), null, null, null, null, null,
            tokens);
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.9, 200.8, 200.0, null, 1))
            .limiter(limiter)
            .definitions(rate(500, 1))
            .build();

    assertThat(Comparison.of(experiment).get(0).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
  }

  @ParameterizedTest(name = "{0}, a limit for each row: {1}: {2}")
  @CsvSource({
    "CREDENTIAL, true,  KEPT",
    "CREDENTIAL, false, NOT_COMPARABLE",
    "CREDENTIAL,      , NOT_COMPARABLE",
    "EVERYONE,   true,  NOT_COMPARABLE",
    "EVERYONE,   false, HIGHER",
    "EVERYONE,        , HIGHER"
  })
  void with_rows_that_take_turns_a_limit_for_a_credential_is_held_against_that_of_one_row(
      Scope scope, Boolean perRow, Verdict verdict) {
    var limit = new Limit(Kind.RATE_LIMIT, "a limit", "50/s", "a.json", scope, 50.0, 1.0, null);
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.9, 200.8, 200.0, null, 1))
            .feeder(
                new FeederRecord(
                    "keys.csv", List.of("key"), 4, "circular", 9, 4, 2, 3, List.of(), perRow))
            .definitions(limit)
            .build();

    assertThat(Comparison.of(experiment).get(0).verdict()).isEqualTo(verdict);
  }
}
