package dev.onset.gatling;

import static dev.onset.gatling.ManualOrders.millis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.ConstantRate;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacerTest {

  private final Pacer pacer = new Pacer(1_000, 1_000);

  @Test
  void workers_wait_a_little_while_there_is_no_trial() {
    assertThat(pacer.next(1, 0)).isInstanceOf(Order.Pause.class);
  }

  @Test
  void idle_workers_ask_again_in_time_but_not_all_at_once() {
    var pauses = new HashSet<Long>();
    for (long worker = 0; worker < 500; worker++) {
      pauses.add(((Order.Pause) pacer.next(worker, 0)).millis());
    }

    assertThat(pauses).hasSizeGreaterThan(20);
    assertThat(pauses).allMatch(pause -> pause >= 200 && pause < 600);
  }

  @Test
  void whoever_asks_next_gets_the_next_slot() {
    pacer.run(trial(1_000, 3));

    assertThat(List.of(pacer.next(7, 0), pacer.next(3, 0), pacer.next(7, 0)))
        .extracting(order -> ((Order.Send) order).dueNanos())
        .containsExactly(millis(1_000), millis(1_010), millis(1_020));
  }

  @Test
  void workers_wait_when_all_slots_are_taken() {
    pacer.run(trial(1_000, 1));
    pacer.next(1, 0);

    assertThat(pacer.next(2, 0)).isInstanceOf(Order.Pause.class);
  }

  @Test
  void a_new_trial_replaces_the_one_before() {
    pacer.run(trial(1_000, 5));
    pacer.run(trial(9_000, 5));

    assertThat(((Order.Send) pacer.next(1, 0)).dueNanos()).isEqualTo(millis(9_000));
  }

  @Test
  void every_worker_leaves_when_it_is_over_even_if_slots_are_left() {
    pacer.run(trial(1_000, 5));
    pacer.finish();

    assertThat(pacer.next(1, 0)).isEqualTo(new Order.Leave());
    assertThat(pacer.next(2, 0)).isEqualTo(new Order.Leave());
  }

  private static Pass trial(long startMillis, int slots) {
    return new Pass(
        new ConstantRate(100, Duration.ofMillis(10L * slots)),
        Duration.ZERO,
        1,
        millis(startMillis),
        Order.Sending.Destination.SINK,
        new Endings(0),
        new Tally());
  }
}
