package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.demand.Demand;
import dev.onset.demand.Retrying;
import dev.onset.demand.Way;
import dev.onset.load.ConstantRate;
import dev.onset.outcome.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Demands and their retries on a clock of the test's own: workers that are never short. */
class DemandPassTest {

  private static final long MILLI = 1_000_000;
  private static final Ending OK = new Ending.Answered(200, Map.of(), "");
  private static final Ending DOWN = new Ending.Answered(503, Map.of(), "");

  @Test
  void each_demand_is_sent_once_when_all_are_served() {
    var pass = pass(Way.IMMEDIATE, Duration.ofSeconds(10));

    run(pass, now -> OK);

    assertThat(pass.demands()).hasSize(100).allMatch(Demand::isServed);
    assertThat(pass.made()).isEqualTo(100);
    assertThat(pass.demands().get(50).dueSeconds()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void when_all_fail_each_makes_as_many_attempts_as_it_may() {
    var pass = pass(Way.IMMEDIATE, Duration.ofSeconds(10));

    run(pass, now -> DOWN);

    assertThat(pass.demands()).hasSize(100).allMatch(demand -> demand.attempts() == 4);
    assertThat(pass.recorder().summary().attempts()).isEqualTo(400);
  }

  @Test
  void a_retry_comes_after_its_delay_and_serves_its_demand() {
    var pass = pass(Way.FIXED, Duration.ofSeconds(10));

    // Down for the first half second; delays are 200 ms, answers take 10 ms.
    run(pass, now -> now < 500 * MILLI ? DOWN : OK);

    var first = pass.demands().get(0);
    assertThat(first.attempts()).isEqualTo(4);
    assertThat(first.servedSeconds()).isCloseTo(0.64, within(1e-6));
    assertThat(pass.demands().get(45).attempts()).isEqualTo(2);
    assertThat(pass.demands()).allMatch(Demand::isServed);
  }

  @Test
  void a_demand_is_given_up_when_its_next_retry_would_be_too_late() {
    var pass = pass(Way.FIXED, Duration.ofMillis(500));

    run(pass, now -> DOWN);

    // At 0, 210 and 420 ms; the next one would be at 630 ms.
    assertThat(pass.demands()).allMatch(demand -> demand.attempts() == 3);
  }

  @Test
  void it_is_not_over_while_the_last_retry_is_with_a_worker() {
    var pass = pass(Way.FIXED, Duration.ofSeconds(10));
    long retryNanos = 3_000 * MILLI;
    for (long now = 0; now < 1_000 * MILLI; now += MILLI) {
      for (var order = pass.take(now); order != null; order = pass.take(now)) {
        assertThat(order.attempt().begins(order.dueNanos())).isTrue();
        boolean last = order.dueNanos() == 990 * MILLI;
        // The last answer comes long after the schedule's end, and is followed by a retry.
        order.attempt().ends(last ? retryNanos - 200 * MILLI : order.dueNanos(), last ? DOWN : OK);
      }
    }

    var retry = pass.take(retryNanos - 20 * MILLI);

    assertThat(retry).isNotNull();
    assertThat(pass.isOver(retryNanos - 10 * MILLI)).isFalse();
    assertThat(retry.attempt().begins(retryNanos)).isTrue();
    retry.attempt().ends(retryNanos + MILLI, OK);
    assertThat(pass.isOver(retryNanos + MILLI)).isTrue();
    assertThat(pass.demands()).allMatch(Demand::isServed);
  }

  @Test
  void nothing_is_sent_after_a_cut() {
    var pass = pass(Way.IMMEDIATE, Duration.ofSeconds(10));
    var order = pass.take(0);
    assertThat(order).isNotNull();
    assertThat(order.attempt().begins(0)).isTrue();
    pass.cut(5 * MILLI);
    order.attempt().ends(10 * MILLI, DOWN);

    assertThat(pass.take(10 * MILLI)).isNull();
    assertThat(pass.isOver(10 * MILLI)).isTrue();
    assertThat(pass.demands()).hasSize(1);
  }

  @Test
  void what_a_worker_was_given_ahead_of_a_cut_is_not_counted_as_not_sent() {
    var pass = pass(Way.NONE, Duration.ofSeconds(10));
    var first = pass.take(0);
    var ahead = pass.take(0);
    assertThat(first.attempt().begins(0)).isTrue();
    pass.cut(5 * MILLI);
    first.attempt().ends(8 * MILLI, OK);

    assertThat(ahead.attempt().begins(10 * MILLI)).isFalse();
    assertThat(pass.demands()).hasSize(1).allMatch(Demand::isServed);
  }

  @Test
  void a_demand_that_no_worker_took_in_time_is_counted_as_not_sent() {
    var pass = pass(Way.NONE, Duration.ofSeconds(10));
    var order = pass.take(0);
    assertThat(order).isNotNull();

    assertThat(order.attempt().begins(1_500 * MILLI)).isFalse();
    assertThat(pass.demands()).containsExactly(new Demand(0, 0, Double.NaN));
  }

  @Test
  void what_is_not_decided_yet_is_left_out_from_there_on() {
    var pass = pass(Way.NONE, Duration.ofSeconds(10));
    var orders = List.of(pass.take(0), pass.take(0), pass.take(0));
    for (var order : orders) {
      assertThat(order.attempt().begins(order.dueNanos())).isTrue();
    }
    orders.get(0).attempt().ends(30 * MILLI, OK);
    orders.get(2).attempt().ends(30 * MILLI, DOWN);

    assertThat(pass.decided()).hasSize(1);
    orders.get(1).attempt().ends(40 * MILLI, OK);
    assertThat(pass.decided()).hasSize(3);
  }

  private static DemandPass pass(Way way, Duration giveUp) {
    var numbers = new Retrying.Numbers(4, Duration.ofMillis(200), Duration.ofSeconds(1), 10);
    return new DemandPass(
        new ConstantRate(100, Duration.ofSeconds(1)),
        Retrying.of(way, numbers),
        giveUp,
        0,
        new Endings(0),
        new Tally());
  }

  private record InFlight(Order.Send order, long endNanos) {}

  /** Works the pass off a millisecond at a time; every answer takes 10 ms. */
  private static void run(DemandPass pass, LongFunction<Ending> target) {
    var inFlight = new PriorityQueue<InFlight>((a, b) -> Long.compare(a.endNanos(), b.endNanos()));
    for (long now = 0; !pass.isOver(now); now += MILLI) {
      assertThat(now).isLessThan(60_000 * MILLI);
      while (!inFlight.isEmpty() && inFlight.peek().endNanos() <= now) {
        var ended = inFlight.remove();
        ended.order().attempt().ends(ended.endNanos(), target.apply(ended.endNanos() - 10 * MILLI));
      }
      for (var order = pass.take(now); order != null; order = pass.take(now)) {
        long start = Math.max(now, order.dueNanos());
        assertThat(order.attempt().begins(start)).isTrue();
        inFlight.add(new InFlight(order, start + 10 * MILLI));
      }
    }
  }
}
