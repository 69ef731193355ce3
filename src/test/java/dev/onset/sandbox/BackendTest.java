package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.onset.sandbox.CapacityQueue.Turn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The server behind the limiter, and what disturbs it. */
class BackendTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void a_queue_grows_and_drains_and_turns_away_what_it_has_no_room_for() {
    CapacityQueue queue = new CapacityQueue(new Capacity(100, 2, Duration.ZERO));

    assertThat(queue.take(0)).isEqualTo(new Turn(true, 10 * MILLI));
    assertThat(queue.take(0)).isEqualTo(new Turn(true, 20 * MILLI));
    assertThat(queue.take(0)).isEqualTo(new Turn(true, 30 * MILLI));
    assertThat(queue.take(0)).isEqualTo(new Turn(false, 30 * MILLI));
    assertThat(queue.take(10 * MILLI)).isEqualTo(new Turn(true, 30 * MILLI));
    assertThat(queue.take(15 * MILLI)).isEqualTo(new Turn(false, 25 * MILLI));
    assertThat(queue.take(100 * MILLI)).isEqualTo(new Turn(true, 10 * MILLI));
  }

  @Test
  void up_to_its_capacity_it_serves_all_and_beyond_just_its_capacity() {
    assertThat(servedPerSecond(99, Duration.ZERO)).isCloseTo(99, within(0.1));
    assertThat(servedPerSecond(100, Duration.ZERO)).isCloseTo(100, within(0.1));
    assertThat(servedPerSecond(200, Duration.ZERO)).isCloseTo(100, within(0.5));
  }

  @Test
  void too_much_load_makes_it_slower_for_the_time_it_takes_to_recover() {
    Duration recovery = Duration.ofSeconds(3);
    assertThat(servedPerSecond(125, recovery)).isCloseTo(100, within(0.5));
    assertThat(servedPerSecond(150, recovery)).isCloseTo(70, within(1.0));

    CapacityQueue queue = new CapacityQueue(new Capacity(100, 10, recovery));
    for (int i = 0; i < 150; i++) {
      queue.take(i * 5 * MILLI);
    }
    long last = 149 * 5 * MILLI;
    assertThat(queue.take(last + 2 * SECOND).delayNanos()).isEqualTo(Math.round(SECOND / 70.0));
    assertThat(queue.take(last + 3 * SECOND).delayNanos()).isEqualTo(10 * MILLI);
  }

  private static double servedPerSecond(int offered, Duration recovery) {
    CapacityQueue queue = new CapacityQueue(new Capacity(100, 10, recovery));
    int seconds = 100;
    int served = 0;
    for (long i = 0; i < (long) (seconds + 10) * offered; i++) {
      boolean taken = queue.take(i * SECOND / offered).served();
      if (taken && i >= 10L * offered) {
        served++;
      }
    }
    return (double) served / seconds;
  }

  @Test
  void stalls_come_as_often_and_take_as_long_as_configured() {
    Noise noise = new Noise(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ZERO, 0, 7);
    NoiseSource source = new NoiseSource(noise, 0);
    long stalled = 0;
    int stalls = 0;
    long step = 10 * MILLI;
    for (long now = 0; now < 10_000 * SECOND; now += step) {
      long held = source.heldNanos(now);
      assertThat(held).isBetween(0L, 500 * MILLI);
      stalled += held > 0 ? step : 0;
      stalls += held > 490 * MILLI ? 1 : 0;
    }
    // A cycle takes 2.5 s on average; three standard deviations of 4,000 cycles.
    assertThat(stalls).isCloseTo(4_000, within(200));
    assertThat(stalled / (double) SECOND).isCloseTo(2_000, within(100.0));
  }

  @Test
  void jitter_and_errors_keep_to_their_share_and_repeat_with_the_seed() {
    Noise noise = new Noise(Duration.ZERO, Duration.ZERO, Duration.ofMillis(3), 0.02, 5);
    NoiseSource source = new NoiseSource(noise, 0);
    NoiseSource again = new NoiseSource(noise, 0);
    int errors = 0;
    double sum = 0;
    for (int i = 0; i < 100_000; i++) {
      long jitter = source.jitterNanos();
      assertThat(jitter).isBetween(0L, 3 * MILLI).isEqualTo(again.jitterNanos());
      sum += jitter;
      boolean fails = source.fails();
      assertThat(fails).isEqualTo(again.fails());
      errors += fails ? 1 : 0;
    }
    assertThat(errors).isCloseTo(2_000, within(150));
    assertThat(sum / 100_000 / MILLI).isCloseTo(1.5, within(0.02));
    assertThat(source.heldNanos(SECOND)).isZero();
  }

  @Test
  void what_no_server_can_be_is_refused_all_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Capacity(0, -1, Duration.ofMinutes(11)))
        .withMessageContainingAll("capacity.perSecond", "capacity.queue", "capacity.recovery");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Noise(
                    Duration.ofHours(2), Duration.ofMillis(-1), Duration.ofMinutes(2), 1.1, 1))
        .withMessageContainingAll(
            "noise.stallEvery", "noise.stall ", "noise.jitter", "noise.errorShare");
  }
}
