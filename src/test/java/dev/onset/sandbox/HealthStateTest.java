package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a health check sees of a gateway that is ill from 10 s to 11 s, 10.5 to 11.5 and 20 to 21.
 */
class HealthStateTest {

  @ParameterizedTest
  @CsvSource({
    "0, 9999, false",
    "0, 10000, true",
    "0, 11499, true",
    "0, 11500, false",
    "0, 19999, false",
    "0, 20000, true",
    "0, 21000, false",
    "3000, 12999, false",
    "3000, 13000, true",
    "3000, 14499, true",
    "3000, 14500, false",
    "3000, 23000, true",
    "3000, 24000, false",
    // A check so late that both spells are past before it has seen the first.
    "60000, 69999, false",
    "60000, 70000, true",
    "60000, 71500, false",
    "60000, 80000, true",
    "60000, 81000, false",
  })
  void it_is_seen_so_much_later_in_both_directions(long delay, long atMillis, boolean down) {
    HealthState state = new HealthState(Duration.ofMillis(delay));
    for (long from : new long[] {10_000, 10_500, 20_000}) {
      if (from <= atMillis) {
        state.ill(nanos(from), nanos(from + 1_000));
      }
    }
    assertThat(state.isDown(nanos(atMillis))).isEqualTo(down);
  }

  @Test
  void asking_again_and_again_changes_nothing() {
    HealthState state = new HealthState(Duration.ofMillis(100));
    state.ill(0, nanos(1_000));
    for (long millis = 0; millis < 3_000; millis += 50) {
      assertThat(state.isDown(nanos(millis))).isEqualTo(millis >= 100 && millis < 1_100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "health", "/health?deep", "/a b"})
  void what_is_no_path_is_refused(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HealthCheck(path, false, Duration.ZERO))
        .withMessageContaining("health.path");
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
