package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimiterTest {

  @Test
  void a_bucket_lasts_for_its_burst_over_the_excess() {
    var bucket = Model.named(Algorithm.TOKEN_BUCKET, Variant.SMOOTH, 200, 20, null, null);

    assertThat(bucket.secondsToReject(202)).isCloseTo(20 / 2.0 + 1, within(1e-9));
    assertThat(bucket.secondsToReject(200)).isInfinite();
    assertThat(bucket.recoverySeconds()).isCloseTo(0.1, within(1e-9));
  }

  @Test
  void a_window_shows_an_excess_within_two_of_its_lengths() {
    var window = Model.named(Algorithm.FIXED_WINDOW, null, 10, 50, 5.0, null);

    assertThat(window.secondsToReject(12)).isCloseTo(10 + 0.5 + 1, within(1e-9));
    assertThat(window.recoverySeconds()).isEqualTo(5);
  }

  @Test
  void a_sliding_counter_remembers_two_windows() {
    var counter = Model.named(Algorithm.SLIDING_COUNTER, null, 10, 50, 5.0, false);

    assertThat(counter.recoverySeconds()).isEqualTo(10);
  }

  @Test
  void many_alike_sustain_the_sum_and_are_described_by_one() {
    var bucket = Model.named(Algorithm.TOKEN_BUCKET, Variant.SMOOTH, 50, 20, null, null);

    var four = bucket.times(4);

    assertThat(four.ratePerSecond()).isEqualTo(200);
    assertThat(four.burst()).isEqualTo(80);
    assertThat(four.recoverySeconds()).isEqualTo(bucket.recoverySeconds());
    assertThat(four.each()).isEqualTo(bucket);
    assertThat(four.inWords()).isEqualTo(bucket.inWords() + ", for each of 4 rows");
  }

  @Test
  void arrivals_are_sorted_by_the_time_sent() {
    var arrivals =
        Arrivals.builder(1e9).add(2, 2.5, false).add(1, 1.5, true).add(3, 3, true).build();

    assertThat(arrivals.size()).isEqualTo(3);
    assertThat(arrivals.sent(0)).isEqualTo(1);
    assertThat(arrivals.answered(1)).isEqualTo(2.5);
    assertThat(arrivals.admitted(1)).isFalse();
    assertThat(arrivals.epochSecondsOfZero()).isEqualTo(1e9);
  }

  @Test
  void an_answer_before_its_request_is_refused() {
    var builder = Arrivals.builder(0);

    assertThatThrownBy(() -> builder.add(2, 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sent at 2.0 s, answered at 1.0 s");
  }

  @Test
  void windows_that_cannot_be_are_not_hints() {
    var hints = new Hints(java.util.List.of(-1.0, 0.0, Double.NaN, 60.0, 60.0));

    assertThat(hints.windowsSeconds()).containsExactly(60.0);
  }
}
