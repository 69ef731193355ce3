package dev.onset.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.demand.Retrying.Ending;
import dev.onset.demand.Retrying.Numbers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryingTest {

  private static final Ending FAILED = new Ending(false, null);
  private static final Numbers NUMBERS =
      new Numbers(5, Duration.ofMillis(200), Duration.ofMillis(1_000), 10);

  @ParameterizedTest
  @EnumSource
  void a_demand_that_is_served_is_not_tried_again(Way way) {
    assertThat(Retrying.of(way, NUMBERS).caller().after(new Ending(true, null))).isEmpty();
  }

  @Test
  void without_retries_there_is_one_attempt() {
    assertThat(delays(Way.NONE, FAILED)).isEmpty();
  }

  @Test
  void the_most_attempts_are_the_first_one_and_the_retries() {
    assertThat(delays(Way.IMMEDIATE, FAILED)).containsExactly(0L, 0L, 0L, 0L);
    assertThat(delays(Way.FIXED, FAILED)).containsExactly(200L, 200L, 200L, 200L);
  }

  @Test
  void exponential_backoff_doubles_up_to_the_longest() {
    assertThat(delays(Way.EXPONENTIAL, FAILED)).containsExactly(200L, 400L, 800L, 1_000L);
  }

  @Test
  void full_jitter_is_spread_evenly_between_nothing_and_what_backoff_would_wait() {
    var most = new long[] {200, 400, 800, 1_000};
    var sums = new double[4];
    var lowest = new long[] {9_999, 9_999, 9_999, 9_999};
    int callers = 4_000;
    for (int i = 0; i < callers; i++) {
      var delays = delays(Way.JITTER, FAILED);
      for (int n = 0; n < 4; n++) {
        assertThat(delays.get(n)).isBetween(0L, most[n] + 1);
        sums[n] += delays.get(n);
        lowest[n] = Math.min(lowest[n], delays.get(n));
      }
    }
    for (int n = 0; n < 4; n++) {
      // The mean of so many is within 1 % with a chance of more than 0.9999; 4 % is generous.
      assertThat(sums[n] / callers).isBetween(0.48 * most[n], 0.52 * most[n]);
      assertThat(lowest[n]).isLessThan(most[n] / 20);
    }
  }

  @Test
  void a_wait_that_the_target_asks_for_is_kept_up_to_the_longest() {
    assertThat(delays(Way.RETRY_AFTER, new Ending(false, 0.3)))
        .containsExactly(300L, 300L, 300L, 300L);
    assertThat(delays(Way.RETRY_AFTER, new Ending(false, 60.0)))
        .containsExactly(1_000L, 1_000L, 1_000L, 1_000L);
    assertThat(delays(Way.RETRY_AFTER, FAILED)).hasSize(4);
  }

  @Test
  void a_budget_ends_retries_for_all_callers_together() {
    var retrying = Retrying.of(Way.BUDGET, NUMBERS);
    int allowed = 0;
    for (int i = 0; i < 1_000; i++) {
      allowed += retrying.caller().after(FAILED).isPresent() ? 1 : 0;
    }

    // 10/s, and the loop takes less than a second or two of a slow machine.
    assertThat(allowed).isBetween(10, 40);
  }

  private static List<Long> delays(Way way, Ending ending) {
    var caller = Retrying.of(way, NUMBERS).caller();
    var delays = new ArrayList<Long>();
    for (var delay = caller.after(ending); delay.isPresent(); delay = caller.after(ending)) {
      delays.add(delay.getAsLong());
    }
    return delays;
  }
}
