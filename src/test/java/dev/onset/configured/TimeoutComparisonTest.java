package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.configured.Comparison.Verdict;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Limit;
import dev.onset.record.Configured.Scope;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Latency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutComparisonTest {

  private static Limit limit(Kind kind, @Nullable Double seconds) {
    return new Limit(
        kind, "Tyk's hard_timeouts", "", "a.json", Scope.EVERYONE, seconds, null, null);
  }

  private static Limit timeout(double seconds) {
    return limit(Kind.HARD_TIMEOUT, seconds);
  }

  private static ExperimentBuilder took(Outcome outcome, long count, double millis) {
    return new ExperimentBuilder(Axis.RATE)
        .latency(new Latency(outcome, count, millis, millis, millis, millis));
  }

  private static Verdict verdict(ExperimentBuilder experiment) {
    return Comparison.of(experiment.build()).get(0).verdict();
  }

  @ParameterizedTest(name = "{0} s, gateway timeouts after {1} ms: {2}")
  @CsvSource({
    "2,   1981, KEPT",
    "2,   1979, LOWER",
    "2,   2199, KEPT",
    "2,   2201, NOT_COMPARABLE",
    // Of a short one a tenth is less than a request is under way.
    "0.1,  149, KEPT",
    "0.1,  151, NOT_COMPARABLE",
    "30, 32900, KEPT",
    "30, 33100, NOT_COMPARABLE"
  })
  void it_is_kept_by_answers_that_come_a_little_after_it(
      double seconds, double millis, Verdict verdict) {
    assertThat(verdict(took(Outcome.GATEWAY_TIMEOUT, 9, millis).definitions(timeout(seconds))))
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0} times {1}")
  @CsvSource({"GATEWAY_TIMEOUT, 0", "REQUEST_TIMEOUT, 9", "OK, 9"})
  void without_a_gateways_timeout_it_was_not_reached(Outcome outcome, long count) {
    assertThat(verdict(took(outcome, count, 2_000).definitions(timeout(2))))
        .isEqualTo(Verdict.NOT_REACHED);
  }

  @ParameterizedTest(name = "of 5 s beside {1} {0}, timeouts after 2 s: {2}")
  @CsvSource({
    "HARD_TIMEOUT,    2, NOT_REACHED",
    "HARD_TIMEOUT,    3, LOWER",
    "CIRCUIT_BREAKER, 2, LOWER",
    "HARD_TIMEOUT,     , LOWER"
  })
  void another_timeout_explains_what_came_earlier(
      Kind otherKind, @Nullable Double other, Verdict verdict) {
    assertThat(
            verdict(
                took(Outcome.GATEWAY_TIMEOUT, 9, 2_010)
                    .definitions(timeout(5), limit(otherKind, other))))
        .isEqualTo(verdict);
  }

  @Test
  void times_that_are_not_known_are_not_compared() {
    var experiment = took(Outcome.GATEWAY_TIMEOUT, 9, Double.NaN).definitions(timeout(2)).build();

    assertThat(Comparison.of(experiment))
        .extracting(Comparison::sentence)
        .containsExactly(
            " by Tyk's hard_timeouts; not compared: NOT COMPARABLE, how long gateway timeouts took"
                + " is not known");
  }

  @Test
  void a_timeout_without_a_number_was_not_reached() {
    assertThat(
            verdict(
                took(Outcome.GATEWAY_TIMEOUT, 9, 2_000)
                    .definitions(limit(Kind.HARD_TIMEOUT, null))))
        .isEqualTo(Verdict.NOT_REACHED);
  }
}
