package dev.onset.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {

  private static final long SEED = 20261122;

  @Test
  void a_steady_ramp_opens_one_connection_after_the_other() {
    var ramp = Ramp.steady(100, 50);

    assertThat(ramp.slots()).isEqualTo(100);
    assertThat(ramp.length()).isEqualTo(Duration.ofSeconds(2));
    assertThat(ramp.dueNanos(0)).isZero();
    assertThat(ramp.dueNanos(1)).isEqualTo(20_000_000);
    assertThat(ramp.dueNanos(99)).isEqualTo(1_980_000_000);
  }

  @ParameterizedTest(name = "slot {0} is due after {1} ms")
  @CsvSource({"0, 0", "1, 20", "56, 1120", "57, 5040", "58, 5060"})
  void the_last_connections_follow_after_a_rest(long slot, long dueMillis) {
    var ramp = new Ramp(59, 50, 57, Duration.ofMillis(3900));

    assertThat(ramp.dueNanos(slot)).isEqualTo(dueMillis * 1_000_000);
    assertThat(ramp.length()).isEqualTo(Duration.ofMillis(1180 + 3900));
  }

  @Test
  void every_slot_is_due_before_the_end_and_not_before_the_one_ahead_of_it() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 2_000; i++) {
      int top = random.nextInt(1, 2_000);
      var ramp =
          new Ramp(
              top,
              Math.pow(10, -2 + 7 * random.nextDouble()),
              random.nextInt(top + 1),
              Duration.ofMillis(random.nextInt(5_000)));
      long before = 0;
      for (long slot = 0; slot < ramp.slots(); slot += 1 + random.nextInt(50)) {
        assertThat(ramp.dueNanos(slot))
            .as("seed %d, case %d, slot %d: %s", SEED, i, slot, ramp)
            .isGreaterThanOrEqualTo(before)
            .isLessThan(ramp.length().toNanos());
        before = ramp.dueNanos(slot);
      }
      assertThat(ramp.dueNanos(top - 1)).isLessThan(ramp.length().toNanos());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void a_ramp_to_nowhere_is_refused(int top) {
    assertThatThrownBy(() -> Ramp.steady(top, 50))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top must be at least 1, is " + top);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -50, Double.NaN, Double.POSITIVE_INFINITY})
  void an_opening_rate_that_is_none_is_refused(double perSecond) {
    assertThatThrownBy(() -> Ramp.steady(10, perSecond))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("perSecond")
        .hasMessageContaining(String.valueOf(perSecond));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11})
  void a_calm_part_outside_of_the_ramp_is_refused(int calm) {
    assertThatThrownBy(() -> new Ramp(10, 50, calm, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("calm must be from 0 to 10, is " + calm);
  }

  @Test
  void a_rest_before_now_is_refused() {
    assertThatThrownBy(() -> new Ramp(10, 50, 5, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rest")
        .hasMessageContaining("PT-0.001S");
  }
}
