package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.configured.Comparison.Verdict;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.Configured.Scope;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.FeederRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which measurement a configured limit is held against, and which other limit comes before it. */
class SeveralLimitsTest {

  private static Limit limit(Kind kind, double amount, @Nullable Double burst) {
    return new Limit(kind, "a limit", amount + "", "a.json", Scope.ADDRESS, amount, 1.0, burst);
  }

  private static Limit rate(double perSecond) {
    return limit(Kind.RATE_LIMIT, perSecond, null);
  }

  private static Onset found(Outcome outcome) {
    return new Onset(outcome, OnsetStatus.FOUND, 198.9, 200.8, 200.0, null, 1);
  }

  private static Onset notReached(Outcome outcome, double lower) {
    return new Onset(outcome, OnsetStatus.NOT_REACHED, lower, null, null, null, 1);
  }

  private static Comparison first(ExperimentBuilder experiment) {
    return Comparison.of(experiment.build()).get(0);
  }

  @ParameterizedTest(name = "{0} beside one of {2} {1}: {3}")
  @CsvSource({
    "500, RATE_LIMIT,  200,   NOT_REACHED",
    "500, RATE_LIMIT,  202,   NOT_REACHED",
    // Lower than what was measured itself, so it is not what rejected.
    "500, RATE_LIMIT,  250,   LOWER",
    "500, RATE_LIMIT,  600,   LOWER",
    "500, RATE_LIMIT,  500,   LOWER",
    // A limit on something else says nothing of a rate.
    "500, CONCURRENCY, 100,   LOWER",
    "500, QUOTA,       100,   LOWER",
    "200, RATE_LIMIT,  100,   KEPT"
  })
  void a_lower_limit_comes_first_only_if_it_can_have_been_the_one_that_rejected(
      double configured, Kind otherKind, double other, Verdict verdict) {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(found(Outcome.RATE_LIMITED))
            .definitions(rate(configured), limit(otherKind, other, null));

    assertThat(first(experiment).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_lower_limit_comes_first_on_the_concurrency_axis_too() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .onset(found(Outcome.OVERLOADED))
            .definitions(limit(Kind.CONCURRENCY, 500, null), limit(Kind.CONCURRENCY, 200, null));

    assertThat(Comparison.of(experiment.build()))
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.NOT_REACHED, Verdict.KEPT);
  }

  @ParameterizedTest(name = "{0} connections against {1} {2} to {3} on the {4} axis: {5}")
  @CsvSource({
    "100, RATE_LIMITED,    99,  101, CONCURRENCY, KEPT",
    "100, OVERLOADED,      99,  101, CONCURRENCY, KEPT",
    "100, DENIED,          99,  101, CONCURRENCY, KEPT",
    "100, OVERLOADED,      50,   60, CONCURRENCY, LOWER",
    "100, OVERLOADED,     150,  160, CONCURRENCY, HIGHER",
    // No connection came through, so that no gateway refused it.
    "100, CONNECT_TIMEOUT, 99,  101, CONCURRENCY, NOT_COMPARABLE",
    "100, RATE_LIMITED,    99,  101, RATE,        NOT_COMPARABLE"
  })
  void a_limit_on_connections_is_held_against_where_requests_are_turned_away(
      double amount, Outcome outcome, double lower, double upper, Axis axis, Verdict verdict) {
    var experiment =
        new ExperimentBuilder(axis)
            .onset(new Onset(outcome, OnsetStatus.FOUND, lower, upper, null, null, 1))
            .definitions(limit(Kind.CONCURRENCY, amount, null));

    assertThat(first(experiment).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_count_of_connections_has_no_unit_of_a_rate() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .onset(found(Outcome.OVERLOADED))
            .definitions(limit(Kind.CONCURRENCY, 200, null));

    assertThat(first(experiment).measured()).isEqualTo("198.9–200.8");
  }

  @ParameterizedTest(name = "{0} by a {1}: {2}")
  @CsvSource({
    "OVERLOADED,      FIXED_WINDOW, KEPT",
    "DENIED,          FIXED_WINDOW, KEPT",
    "OVERLOADED,      UNKNOWN,      KEPT",
    // No limiter was met, so that 503 or 403 are no limiter's.
    "OVERLOADED,                  , NOT_COMPARABLE",
    "DENIED,                      , NOT_COMPARABLE",
    "OVERLOADED,      SHEDDING,     NOT_COMPARABLE",
    "REQUEST_TIMEOUT, FIXED_WINDOW, NOT_COMPARABLE",
    "RATE_LIMITED,                , KEPT"
  })
  void a_503_or_403_is_a_rejection_where_a_limiter_was_met(
      Outcome outcome, @Nullable String algorithm, Verdict verdict) {
    var experiment = new ExperimentBuilder(Axis.RATE).onset(found(outcome)).definitions(rate(200));
    if (algorithm != null) {
      experiment.limiter(ExperimentBuilder.limiter(algorithm, 200, 0, 1.0, null, 0.9, null));
    }

    assertThat(first(experiment).verdict()).isEqualTo(verdict);
  }

  @Test
  void where_429_was_met_a_503_is_no_rejection() {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(new Onset(Outcome.OVERLOADED, OnsetStatus.FOUND, 300.0, 310.0, null, null, 1))
            .onset(found(Outcome.RATE_LIMITED))
            .limiter(ExperimentBuilder.limiter("FIXED_WINDOW", 200, 0, 1.0, null, 0.9, null))
            .definitions(rate(200), rate(305));

    assertThat(Comparison.of(experiment.build()))
        .extracting(Comparison::verdict)
        .containsExactly(Verdict.KEPT, Verdict.NOT_REACHED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"found last, false", "found first, true"})
  void an_onset_that_was_found_counts_before_one_that_was_not_reached(
      String order, boolean foundFirst) {
    var onsets =
        new ArrayList<>(List.of(notReached(Outcome.RATE_LIMITED, 400), found(Outcome.OVERLOADED)));
    if (foundFirst) {
      Collections.reverse(onsets);
    }
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .limiter(ExperimentBuilder.limiter("FIXED_WINDOW", 200, 0, 1.0, null, 0.9, null))
            .definitions(rate(200));
    onsets.forEach(experiment::onset);

    assertThat(first(experiment).verdict()).as(order).isEqualTo(Verdict.KEPT);
  }

  @ParameterizedTest(name = "{0} rows, {1} on the {2} axis: {3}")
  @CsvSource({
    "1, 200, RATE,        KEPT",
    "2, 100, RATE,        KEPT",
    "4,  50, RATE,        KEPT",
    "4, 200, RATE,        LOWER",
    // Of the connections no row has a part.
    "4, 200, CONCURRENCY, KEPT",
    "4,  50, CONCURRENCY, HIGHER"
  })
  void what_was_measured_is_shared_among_rows_only_as_a_rate(
      int rows, double configured, Axis axis, Verdict verdict) {
    var kind = axis == Axis.RATE ? Kind.RATE_LIMIT : Kind.CONCURRENCY;
    var experiment =
        new ExperimentBuilder(axis)
            .onset(found(Outcome.RATE_LIMITED))
            .feeder(
                new FeederRecord(
                    "k.csv", List.of("key"), rows, "circular", 9, rows, 2, 3, List.of(), true))
            .definitions(
                new Limit(kind, "a limit", "", "a.json", Scope.CREDENTIAL, configured, 1.0, null));

    assertThat(first(experiment).verdict()).isEqualTo(verdict);
  }

  @Test
  void a_single_row_needs_no_limit_of_its_own_to_be_compared() {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(found(Outcome.RATE_LIMITED))
            .feeder(
                new FeederRecord(
                    "k.csv", List.of("key"), 1, "circular", 9, 1, 9, 9, List.of(), null))
            .definitions(
                new Limit(
                    Kind.RATE_LIMIT, "a limit", "", "a.json", Scope.CREDENTIAL, 200.0, 1.0, null));

    assertThat(first(experiment).verdict()).isEqualTo(Verdict.KEPT);
  }

  @Test
  void without_an_upper_bound_a_burst_may_have_hidden_the_limit() {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(notReached(Outcome.RATE_LIMITED, 199))
            .trials(List.of(trial(199, 10)))
            .definitions(limit(Kind.RATE_LIMIT, 195, 40.0));

    assertThat(first(experiment).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
  }

  @ParameterizedTest(name = "beside a trial of {1} s at {0}/s: {2}")
  @CsvSource({
    // The burst of 400 hides 40/s over 10 s and 4/s over 100 s; 150 and 40 are less than 199.
    "198.9, 100, HIGHER",
    "203,   100, HIGHER",
    "194,   100, HIGHER",
    "206,   100, NOT_COMPARABLE",
    "190,   100, NOT_COMPARABLE"
  })
  void what_a_burst_hides_is_reckoned_from_the_trials_near_the_load(
      double load, double seconds, Verdict verdict) {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(found(Outcome.RATE_LIMITED))
            .trials(List.of(trial(198.9, 5), trial(load, seconds)))
            .definitions(limit(Kind.RATE_LIMIT, 150, 400.0));

    assertThat(first(experiment).verdict()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0}, a burst of {1}: {2}")
  @CsvSource({
    "ADDRESS,    0, less is admitted; without a burst it refuses whatever comes unevenly",
    "ADDRESS,    5, less is admitted",
    "ADDRESS,     , less is admitted",
    "CREDENTIAL, 5, less is admitted",
    "EVERYONE,   5, less is admitted; others may have used a part of it",
    "EVERYONE,    , less is admitted; others may have used a part of it",
    "EVERYONE,   0, less is admitted; without a burst it refuses whatever comes unevenly"
  })
  void the_reason_for_less_names_what_can_have_taken_the_rest(
      Scope scope, @Nullable Double burst, String reason) {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(found(Outcome.RATE_LIMITED))
            .definitions(
                new Limit(Kind.RATE_LIMIT, "a limit", "", "a.conf", scope, 400.0, 1.0, burst));

    assertThat(first(experiment).reason()).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({"QUOTA", "CIRCUIT_BREAKER"})
  void what_no_load_may_try_is_not_compared(Kind kind) {
    var experiment =
        new ExperimentBuilder(Axis.RATE)
            .onset(found(Outcome.RATE_LIMITED))
            .definitions(limit(kind, 200, null));

    assertThat(first(experiment).verdict()).isEqualTo(Verdict.NOT_COMPARABLE);
    assertThat(first(experiment).measured()).isEqualTo(Comparison.NOTHING);
  }

  private static Trial trial(double load, double seconds) {
    return new ExperimentRecord.Trial(
        load,
        seconds,
        1,
        1,
        dev.onset.search.Verdict.GOOD,
        null,
        Map.of(),
        0,
        "CONFIRM",
        1,
        0.9,
        1);
  }
}
