package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldPaceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest(name = "{1} connections, limit {0}/s: every {2} ms")
  @CsvSource({
    "  , 1, 1000",
    "  , 100, 1000",
    "  , 500, 5000",
    "40, 10, 1000",
    "40, 100, 5000",
    "900, 200, 2000"
  })
  void held_connections_together_stay_well_below_the_limit(
      @Nullable Double rateOnset, int connections, long millis) {
    assertThat(HoldPace.of(SECOND, rateOnset, 1e9).intervalNanos(connections))
        .isEqualTo(millis * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({"timeout=5, 3000", "'timeout=5, max=100', 3000", "'max=100,timeout=2', 1200"})
  void a_connection_is_used_again_before_the_target_closes_it(String keepAlive, long millis) {
    assertThat(HoldPace.of(SECOND, null, 1e9).within(keepAlive).longest().toMillis())
        .isEqualTo(millis);
  }

  @ParameterizedTest
  @CsvSource(
      value = {"max=100", "timeout=0", "timeout=x", "''", "null"},
      nullValues = "null")
  void a_header_that_says_nothing_changes_nothing(@Nullable String keepAlive) {
    var pace = HoldPace.of(SECOND, null, 1e9);

    assertThat(pace.within(keepAlive)).isSameAs(pace);
  }

  @Test
  void the_shortest_keep_alive_time_counts() {
    var pace = HoldPace.of(SECOND, null, 1e9).within("timeout=5").within("timeout=60");

    assertThat(pace.longest()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void a_long_interval_gives_way_to_the_keep_alive_time_but_the_rate_does_not() {
    var pace = HoldPace.of(Duration.ofSeconds(10), null, 1e9).within("timeout=5");

    assertThat(pace.intervalNanos(1)).isEqualTo(Duration.ofSeconds(3).toNanos());
    assertThat(pace.intervalNanos(1_000)).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void the_highest_rate_that_may_be_offered_bounds_holding_too() {
    assertThat(HoldPace.of(SECOND, null, 10).intervalNanos(100))
        .isEqualTo(Duration.ofSeconds(10).toNanos());
  }
}
