package dev.onset.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryReadingTest {

  @ParameterizedTest(name = "fails until {0} s")
  @CsvSource({"5, 0", "5.95, 1", "9.95, 5"})
  void the_time_to_clean_runs_from_the_moment_to_the_first_demand_that_is_served_for_good(
      double until, double seconds) {
    var demands = demands(due -> due >= until, 15);

    assertThat(RecoveryReading.secondsToClean(demands, 5, 3)).isCloseTo(seconds, within(1e-6));
  }

  @Test
  void a_stretch_that_is_too_short_by_now_is_not_clean_yet() {
    assertThat(RecoveryReading.secondsToClean(demands(due -> due >= 6, 8.9), 5, 3)).isNull();
    assertThat(RecoveryReading.secondsToClean(demands(due -> due >= 6, 9.2), 5, 3)).isNotNull();
  }

  @Test
  void a_failure_begins_the_stretch_anew() {
    var demands = demands(due -> due >= 6 && Math.abs(due - 8) > 0.01, 15);

    assertThat(RecoveryReading.secondsToClean(demands, 5, 3)).isCloseTo(3.1, within(1e-6));
  }

  @Test
  void what_was_due_before_the_moment_does_not_count() {
    assertThat(RecoveryReading.secondsToClean(demands(due -> due < 5, 15), 5, 3)).isNull();
    assertThat(RecoveryReading.failedFrom(demands(due -> due >= 5, 15), 5)).isZero();
    assertThat(RecoveryReading.failedFrom(demands(due -> due >= 6, 15), 5)).isEqualTo(10);
  }

  @Test
  void without_demands_nothing_is_clean() {
    assertThat(RecoveryReading.isCleanFrom(demands(due -> true, 4.9), 5)).isFalse();
    assertThat(RecoveryReading.isCleanFrom(demands(due -> true, 15), 5)).isTrue();
    assertThat(RecoveryReading.isCleanFrom(demands(due -> due < 7 || due > 8, 15), 5)).isFalse();
  }

  /** Ten a second. */
  private static List<Demand> demands(DoublePredicate serves, double seconds) {
    return IntStream.range(0, (int) (seconds * 10))
        .mapToObj(
            i -> new Demand(i / 10.0, 1, serves.test(i / 10.0) ? i / 10.0 + 0.01 : Double.NaN))
        .toList();
  }
}
