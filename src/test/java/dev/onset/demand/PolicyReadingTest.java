package dev.onset.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.record.RetryStudy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReadingTest {

  /** 10/s for 2 s, 50/s for 2 s, 10/s for 10 s. */
  private static final Push PUSH =
      new Push(10, 50, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(10));

  private static final Retrying FOUR =
      Retrying.of(
          Way.IMMEDIATE, new Retrying.Numbers(4, Duration.ofMillis(1), Duration.ofMillis(1), 1));

  @Test
  void the_amplification_is_that_of_the_arithmetic() {
    // Half of the push fails four times, everything else is served at once.
    var policy = read(due -> due < 3 || due >= 4, failed -> 4);

    // 20 + 100 + 100 demands, of which 50 make four attempts.
    assertThat(policy.demands()).isEqualTo(220);
    assertThat(policy.attempts()).isEqualTo(170 + 4 * 50);
    assertThat(policy.amplification()).isCloseTo(370 / 220.0, within(1e-9));
    assertThat(policy.amplificationInPush()).isCloseTo(2.5, within(1e-9));
    assertThat(policy.served()).isEqualTo(170);
    assertThat(policy.servedInPush()).isCloseTo(0.5, within(1e-9));
    assertThat(policy.goodputPerSecond()).isCloseTo(170 / 14.0, within(1e-9));
    assertThat(policy.secondsToRecover()).isZero();
  }

  @ParameterizedTest(name = "served again from {0} s on: back after {1} s")
  @CsvSource({"4, 0", "4.5, 0.5", "7, 3", "10.9, 6.9"})
  void the_target_is_back_when_demands_are_served_until_the_end(double from, double seconds) {
    var policy = read(due -> due < 2 || due >= from, failed -> 1);

    assertThat(policy.secondsToRecover()).isCloseTo(seconds, within(0.11));
    assertThat(policy.staysDown()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"11.2", "13", "100"})
  void one_that_comes_back_too_late_to_be_seen_has_not_come_back(double from) {
    var policy = read(due -> due < 2 || due >= from, failed -> 1);

    assertThat(policy.secondsToRecover()).isNull();
    assertThat(policy.staysDown()).isTrue();
  }

  @Test
  void a_spell_that_passes_is_not_being_back() {
    var policy = read(due -> due < 2 || (due >= 5 && due < 8) || due >= 9, failed -> 1);

    assertThat(policy.secondsToRecover()).isCloseTo(5, within(0.11));
  }

  @Test
  void one_failure_by_chance_among_a_hundred_does_not_count() {
    var policy = read(due -> due < 2 || (due >= 4 && Math.abs(due - 9) > 0.04), failed -> 1);

    assertThat(policy.secondsToRecover()).isZero();
  }

  @Test
  void demands_that_are_served_by_a_retry_do_not_show_that_the_target_is_back() {
    var demands = new ArrayList<Demand>();
    for (long slot = 0; slot < PUSH.schedule().slots(); slot++) {
      double due = PUSH.schedule().dueNanos(slot) / 1e9;
      boolean down = due >= 2 && due < 6;
      demands.add(new Demand(due, down ? 3 : 1, due + (down ? 4.5 : 0.01)));
    }

    var policy = PolicyReading.of(FOUR, demands, PUSH, 5, 3, null);

    assertThat(policy.served()).isEqualTo(policy.demands());
    assertThat(policy.secondsToRecover()).isCloseTo(2, within(0.11));
  }

  @Test
  void a_demand_that_is_served_after_it_was_given_up_is_not_served() {
    var late = List.of(new Demand(0, 2, 5.1), new Demand(1, 1, 1.2));

    var policy = PolicyReading.of(FOUR, late, PUSH, 5, 3, null);

    assertThat(policy.served()).isEqualTo(1);
    assertThat(policy.waitP99Millis()).isCloseTo(200, within(1e-6));
  }

  @Test
  void demands_that_the_load_generator_did_not_get_to_are_counted() {
    var policy =
        PolicyReading.of(
            FOUR, List.of(new Demand(0, 0, Double.NaN)), PUSH, 5, 3, "it was too busy");

    assertThat(policy.unsent()).isEqualTo(1);
    assertThat(policy.untrusted()).isEqualTo("it was too busy");
    assertThat(policy.waitP99Millis()).isNull();
  }

  private static Policy read(DoublePredicate serves, IntUnaryOperator attemptsOfFailed) {
    var demands = new ArrayList<Demand>();
    var schedule = PUSH.schedule();
    for (long slot = 0; slot < schedule.slots(); slot++) {
      double due = schedule.dueNanos(slot) / 1e9;
      boolean served = serves.test(due);
      demands.add(
          new Demand(
              due, served ? 1 : attemptsOfFailed.applyAsInt(1), served ? due + 0.01 : Double.NaN));
    }
    return PolicyReading.of(FOUR, demands, PUSH, 5, 3, null);
  }
}
