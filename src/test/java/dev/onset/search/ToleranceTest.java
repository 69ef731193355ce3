package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ToleranceTest {

  @ParameterizedTest
  @EnumSource(
      names = {
        "RATE_LIMITED",
        "QUOTA_EXCEEDED",
        "CONNECT_TIMEOUT",
        "CONNECTION_REFUSED",
        "UNREACHABLE"
      })
  void what_a_target_does_on_purpose_is_never_tolerated(Outcome outcome) {
    var summary = Trials.summary(Map.of(Outcome.OK, 9_999, outcome, 1));

    assertThat(Tolerance.exceeded(outcome, summary)).isTrue();
    assertThat(Tolerance.exceeded(outcome, Trials.summary(Map.of(Outcome.OK, 10)))).isFalse();
  }

  @Test
  void neither_good_answers_nor_a_weak_load_generator_are_a_fault_of_the_target() {
    var summary = Trials.summary(Map.of(Outcome.OK, 10, Outcome.INJECTOR_EXHAUSTED, 90));

    assertThat(Tolerance.exceeded(summary)).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "1,    1, false",
    "1,   20, false",
    "2,   20, true",
    "2,  199, true",
    "2,  200, false",
    "3,  200, true",
    "10, 1000, false",
    "11, 1000, true"
  })
  void a_stray_failure_is_tolerated_and_more_than_one_in_a_hundred_is_not(
      int failed, int attempts, boolean exceeded) {
    var summary =
        attempts == failed
            ? Trials.summary(Map.of(Outcome.OVERLOADED, failed))
            : Trials.summary(Map.of(Outcome.OVERLOADED, failed, Outcome.OK, attempts - failed));

    assertThat(Tolerance.exceeded(Outcome.OVERLOADED, summary)).isEqualTo(exceeded);
  }

  @Test
  void every_outcome_is_tolerated_never_now_and_then_or_always() {
    var always = EnumSet.of(Outcome.OK, Outcome.INJECTOR_EXHAUSTED);
    for (var outcome : Outcome.values()) {
      assertThat(Tolerance.of(outcome))
          .as("%s", outcome)
          .isIn(always.contains(outcome) ? new Object[] {1.0} : new Object[] {0.0, 0.01});
    }
  }

  @Test
  void the_most_frequent_outcome_comes_first() {
    var summary =
        Trials.summary(
            Map.of(
                Outcome.OK, 100,
                Outcome.CONNECT_TIMEOUT, 3,
                Outcome.OVERLOADED, 20,
                Outcome.UPSTREAM_FAILURE, 1,
                Outcome.RATE_LIMITED, 7));

    assertThat(Tolerance.exceeded(summary))
        .containsExactly(Outcome.OVERLOADED, Outcome.RATE_LIMITED, Outcome.CONNECT_TIMEOUT);
  }
}
