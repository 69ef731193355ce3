package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Outages with times passed in. */
class OutageStateTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @CsvSource({
    "100, 99, false",
    "100, 100, false",
    "100, 101, true",
    "100, 150, true",
    // Whole requests in 250 ms: 25 of 103 / 4 = 25.75 are not more, 26 are.
    "103, 100, false",
    "103, 101, true",
    "4, 4, false",
    "4, 5, true",
    "100000, 100000, false",
    "100000, 100001, true",
  })
  void more_than_so_many_evenly_spaced_requests_put_it_down(
      double above, int perSecond, boolean down) {
    OutageState state = new OutageState(new Outage(above, above, Duration.ZERO, 503));
    boolean met = false;
    for (long i = 0; i < 3L * perSecond; i++) {
      met |= state.arrive(i * SECOND / perSecond);
    }
    assertThat(met).isEqualTo(down);
  }

  @ParameterizedTest
  @CsvSource({
    // old, new, above, below, recovery: 250 ms x (old - below) / (old - new) + recovery
    "200, 50, 100, 100, 0, 166.7",
    "200, 50, 100, 100, 2000, 2166.7",
    "200, 10, 100, 40, 2000, 2210.5",
    "1000, 100, 400, 400, 500, 666.7",
    "100, 50, 80, 80, 1000, 1100",
    "200, 2, 100, 8, 3000, 3242.4",
  })
  void it_is_up_so_long_after_the_load_has_dropped(
      int before, int after, double above, double below, long recoveryMillis, double millis) {
    assertThat(250.0 * (before - below) / (before - after) + recoveryMillis)
        .isCloseTo(millis, within(0.1));
    OutageState state =
        new OutageState(new Outage(above, below, Duration.ofMillis(recoveryMillis), 503));
    for (long i = 0; i < 5L * before; i++) {
      state.arrive(i * SECOND / before);
    }
    long drop = 5 * SECOND;
    long i = 0;
    while (i < 10L * after && state.arrive(drop + i * SECOND / after)) {
      i++;
    }
    double tookMillis = (double) i * 1_000 / after;
    // To within a request, before or after.
    assertThat(tookMillis).isBetween(millis - 1_000.0 / before - 1, millis + 1_000.0 / after + 1);
    assertThat(tookMillis).isLessThanOrEqualTo(250 + recoveryMillis + 1_000.0 / after);
  }

  @ParameterizedTest
  @CsvSource({
    // Demand 60/s, fine before; 1 + retries attempts of each while it is down.
    "60, 1, 100, 80, true",
    "60, 2, 100, 80, false",
    "60, 2, 100, 100, false",
    "40, 2, 100, 100, true",
    "40, 3, 100, 100, false",
    // Without retries: demand alone keeps it down.
    "90, 1, 100, 80, false",
    "70, 1, 100, 80, true",
  })
  void retries_keep_it_down(
      int demand, int attempts, double above, double below, boolean comesBack) {
    OutageState state = new OutageState(new Outage(above, below, Duration.ofSeconds(1), 503));
    assertThat(metIn(state, 0, demand, 1)).isFalse();
    assertThat(metIn(state, 2, 200, 1)).isTrue();
    metIn(state, 4, demand, attempts);
    metIn(state, 6, demand, attempts);
    assertThat(metIn(state, 8, demand, attempts)).isEqualTo(!comesBack);
  }

  /** Two seconds of requests; whether any was turned away, each as often as it tries. */
  private static boolean metIn(OutageState state, long second, int demand, int attempts) {
    boolean met = false;
    for (long i = 0; i < 2L * demand; i++) {
      long at = second * SECOND + i * SECOND / demand;
      boolean turnedAway = true;
      for (int tries = 0; turnedAway && tries < attempts; tries++) {
        turnedAway = state.arrive(at);
        met |= turnedAway;
      }
    }
    return met;
  }

  @Test
  void a_break_in_the_calm_starts_the_recovery_anew() {
    OutageState state = new OutageState(new Outage(4, 4, Duration.ofSeconds(2), 503));
    assertThat(state.arrive(0)).isFalse();
    assertThat(state.arrive(MILLI)).isTrue();
    // Empty from 251 ms on, so it would be up at 2,251 ms.
    assertThat(state.arrive(2_250 * MILLI)).isTrue();
    // Empty from 2,500 ms on.
    assertThat(state.latest(4_499 * MILLI))
        .hasValue(new OutageState.Spell(MILLI, 4_499 * MILLI + 1));
    assertThat(state.latest(9_000 * MILLI)).hasValue(new OutageState.Spell(MILLI, 4_500 * MILLI));
    assertThat(state.arrive(9_000 * MILLI)).isFalse();
  }

  @Test
  void without_one_there_is_none() {
    OutageState state = new OutageState(new Outage(100, 100, Duration.ZERO, 503));
    state.arrive(0);
    assertThat(state.latest(SECOND)).isEmpty();
  }

  @Test
  void what_no_outage_can_be_is_refused_all_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Outage(3, 4.5, Duration.ofMinutes(11), 200))
        .withMessageContainingAll(
            "outage.above", "outage.below", "outage.recovery", "outage.status");
  }
}
