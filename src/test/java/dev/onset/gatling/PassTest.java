package dev.onset.gatling;

import static dev.onset.gatling.ManualOrders.CONNECT_TIMEOUT;
import static dev.onset.gatling.ManualOrders.SERVED;
import static dev.onset.gatling.ManualOrders.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.AttemptLog;
import dev.onset.load.ConstantRate;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trials of 100 requests/s for one second that begin at 10 s on a clock of their own. */
class PassTest {

  private static final long START = millis(10_000);
  private static final long END = millis(11_000);

  private final Tally tally = new Tally();
  private final Pass pass =
      new Pass(
          new ConstantRate(100, Duration.ofSeconds(1)),
          Duration.ZERO,
          1,
          START,
          Order.Sending.Destination.TARGET,
          new Endings(0),
          tally);

  @Test
  void slots_are_handed_out_once_and_in_order() {
    var due = new ArrayList<Long>();
    for (var order = pass.take(); order != null; order = pass.take()) {
      due.add(order.dueNanos());
    }

    assertThat(due).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(due).first().isEqualTo(START);
    assertThat(due).last().isEqualTo(START + millis(990));
  }

  @Test
  void each_slot_is_taken_by_one_of_many_workers() throws InterruptedException {
    var due = new ConcurrentLinkedQueue<Long>();

    Hammer.with(
        8,
        () -> {
          for (var order = pass.take(); order != null; order = pass.take()) {
            due.add(order.dueNanos());
          }
        });

    assertThat(due).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void an_attempt_is_counted_with_its_load_its_lag_and_its_outcome() {
    var attempt = pass.take().attempt();

    assertThat(attempt.destination()).isEqualTo(Order.Sending.Destination.TARGET);
    assertThat(attempt.begins(START + millis(4))).isTrue();
    attempt.ends(START + millis(404), CONNECT_TIMEOUT);

    var summary = pass.recorder().summary();
    assertThat(summary.counts()).isEqualTo(Map.of(Outcome.CONNECT_TIMEOUT, 1L));
    assertThat(summary.firstSeen().get(Outcome.CONNECT_TIMEOUT).load()).isEqualTo(100);
    assertThat(summary.firstSeen().get(Outcome.CONNECT_TIMEOUT).dueNanos()).isEqualTo(START);
    assertThat(summary.lagMillis(100)).isBetween(4.0, 4.01);
    assertThat(summary.latencyMillis(Outcome.CONNECT_TIMEOUT, 100)).isBetween(404.0, 404.5);
    assertThat(tally.failed()).isOne();
  }

  @Test
  void an_attempt_without_a_cause_is_counted_as_such() {
    var attempt = pass.take().attempt();
    attempt.begins(START);
    attempt.ends(START + millis(1), null);

    assertThat(pass.recorder().summary().counts()).containsOnlyKeys(Outcome.OTHER);
  }

  @ParameterizedTest(name = "{0} credentials, filled with row 7: caller {1}")
  @CsvSource({"1, 7", "2, 1"})
  void rows_are_told_apart_unless_credentials_are(int credentials, int caller) {
    var some =
        new Pass(
            new ConstantRate(100, Duration.ofSeconds(1)),
            Duration.ZERO,
            credentials,
            START,
            Order.Sending.Destination.TARGET,
            new Endings(0),
            tally);
    some.take();
    var attempt = some.take().attempt();
    attempt.filledWith(7);
    attempt.begins(START);
    attempt.ends(END, SERVED);

    assertThat(some.recorder().summary().log().entries())
        .extracting(AttemptLog.Entry::caller)
        .containsExactly(caller);
  }

  @Test
  void nothing_due_after_a_cut_is_handed_out_or_begun() {
    var early = pass.take();
    var taken = new ArrayList<Order.Send>();
    for (int i = 0; i < 29; i++) {
      taken.add(pass.take());
    }
    pass.cut(START + millis(205));

    assertThat(pass.take()).isNull();
    assertThat(early.attempt().begins(START + millis(206))).isTrue();
    assertThat(taken)
        .filteredOn(order -> order.attempt().begins(START + millis(206)))
        .extracting(Order.Send::dueNanos)
        .allMatch(due -> due < START + millis(205))
        .hasSize(20);
    assertThat(pass.endNanos()).isEqualTo(START + millis(205));
  }

  @Test
  void what_was_due_before_a_cut_is_intended_and_nothing_else() {
    assertThat(pass.intended()).isEqualTo(100);

    pass.cut(START + millis(205));

    assertThat(pass.intended()).isEqualTo(21);
  }

  @Test
  void a_slot_due_at_the_very_cut_is_not_intended() {
    pass.cut(START + millis(200));

    assertThat(pass.intended()).isEqualTo(20);
  }

  @Test
  void a_cut_before_the_start_intends_nothing() {
    pass.cut(START - 1);

    assertThat(pass.intended()).isZero();
    assertThat(pass.take()).isNull();
    assertThat(pass.isOver(START)).isTrue();
  }

  @Test
  void a_later_cut_does_not_prolong_a_trial() {
    pass.cut(START + millis(200));
    pass.cut(START + millis(800));

    assertThat(pass.endNanos()).isEqualTo(START + millis(200));
  }

  @Test
  void a_slot_is_begun_up_to_250_ms_after_the_end_and_then_never() {
    var punctual = pass.take().attempt();
    var tooLate = pass.take().attempt();

    assertThat(punctual.begins(END + millis(250))).isTrue();
    assertThat(tooLate.begins(END + millis(250) + 1)).isFalse();
    assertThat(pass.inFlight()).isOne();
    assertThat(tally.open()).isOne();
  }

  @Test
  void a_trial_whose_attempts_have_all_ended_is_over_at_its_end() {
    drain(START);

    assertThat(pass.isOver(END - 1)).isFalse();
    assertThat(pass.isOver(END)).isTrue();
  }

  @Test
  void a_trial_is_not_over_while_an_attempt_is_in_flight() {
    var slow = pass.take().attempt();
    slow.begins(START);
    drain(START);

    assertThat(pass.isOver(END + millis(9_000))).isFalse();

    slow.ends(END + millis(9_000), SERVED);

    assertThat(pass.isOver(END + millis(9_000))).isTrue();
  }

  @Test
  void a_trial_with_slots_that_nobody_took_is_over_when_they_are_too_late() {
    assertThat(pass.isOver(END + millis(250))).isFalse();
    assertThat(pass.isOver(END + millis(250) + 1)).isTrue();
    assertThat(pass.recorder().count()).isZero();
    assertThat(pass.intended()).isEqualTo(100);
  }

  @Test
  void counts_of_attempts_in_flight_stay_between_none_and_all() throws InterruptedException {
    var readings = new ConcurrentLinkedQueue<Long>();
    var many =
        new Pass(
            new ConstantRate(1e5, Duration.ofSeconds(1)),
            Duration.ZERO,
            1,
            START,
            Order.Sending.Destination.TARGET,
            new Endings(0),
            tally);

    Hammer.with(
        8,
        () -> {
          for (var order = many.take(); order != null; order = many.take()) {
            order.attempt().begins(START);
            readings.add(many.inFlight());
            order.attempt().ends(END, SERVED);
            readings.add(many.inFlight());
            readings.add((long) tally.open());
          }
        });

    assertThat(readings).hasSize(300_000);
    assertThat(readings.stream().mapToLong(n -> n).min()).hasValue(0);
    assertThat(readings.stream().mapToLong(n -> n).max().getAsLong()).isBetween(1L, 8L);
    assertThat(List.of(many.inFlight(), (long) tally.open())).containsOnly(0L);
    assertThat(many.recorder().count()).isEqualTo(100_000);
    assertThat(tally.admitted()).isEqualTo(100_000);
    assertThat(tally.peakOpen()).isBetween(1, 8);
    assertThat(many.isOver(END)).isTrue();
  }

  private void drain(long nowNanos) {
    for (var order = pass.take(); order != null; order = pass.take()) {
      order.attempt().begins(nowNanos);
      order.attempt().ends(nowNanos, SERVED);
    }
  }
}
