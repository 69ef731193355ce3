package dev.onset.gatling;

import static dev.onset.gatling.ManualOrders.CONNECT_TIMEOUT;
import static dev.onset.gatling.ManualOrders.SERVED;
import static dev.onset.gatling.ManualOrders.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Ending;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkerTest {

  private final List<@Nullable Ending> endings = new ArrayList<>();

  @Test
  void the_worker_stays_until_it_is_told_to_leave() {
    var worker = told(new Order.Pause(1));
    assertThat(worker.stays()).isTrue();

    assertThat(told(new Order.Leave()).stays()).isFalse();
  }

  @Test
  void it_rests_as_long_as_it_is_told_and_sends_nothing() {
    var worker = told(new Order.Pause(80));

    assertThat(worker.pause()).isEqualTo(Duration.ofMillis(80));
    assertThat(worker.sendsNow()).isFalse();
  }

  @Test
  void it_waits_until_its_attempt_is_due() {
    var worker = told(send(System.nanoTime() + millis(60_000), true));

    assertThat(worker.pause()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void it_does_not_wait_for_an_attempt_that_is_overdue() {
    assertThat(told(send(System.nanoTime() - millis(5), true)).pause()).isZero();
  }

  @Test
  void it_does_not_send_what_is_not_wanted_any_more() {
    assertThat(told(send(System.nanoTime(), false)).sendsNow()).isFalse();
  }

  @Test
  void it_reports_the_answer() {
    var worker = told(send(System.nanoTime(), true));
    assertThat(worker.sendsNow()).isTrue();
    worker.answered(SERVED);
    worker.finish();

    assertThat(endings).containsExactly(SERVED);
  }

  @Test
  void an_answer_outranks_a_failure_that_was_logged_too() {
    var worker = told(send(System.nanoTime(), true));
    worker.sendsNow();
    worker.answered(SERVED);
    worker.failed(CONNECT_TIMEOUT);
    worker.finish();

    assertThat(endings).containsExactly(SERVED);
  }

  @Test
  void an_ending_is_not_reported_again_for_the_next_attempt() {
    var worker = told(send(System.nanoTime(), true));
    worker.sendsNow();
    worker.answered(SERVED);
    worker.finish();
    worker.askForOrders();
    worker.sendsNow();
    worker.finish();

    assertThat(endings).containsExactly(SERVED, null);
  }

  private static Worker told(Order order) {
    var worker = new Worker((number, nowNanos) -> order, null, 1);
    worker.askForOrders();
    return worker;
  }

  private Order send(long dueNanos, boolean wanted) {
    return new Order.Send(
        new Order.Sending() {
          @Override
          public Destination destination() {
            return Destination.TARGET;
          }

          @Override
          public boolean begins(long nowNanos) {
            return wanted;
          }

          @Override
          public @Nullable Outcome ends(long nowNanos, @Nullable Ending ending) {
            endings.add(ending);
            return null;
          }
        },
        dueNanos);
  }
}
