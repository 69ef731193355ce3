package dev.onset.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConstantRateTest {

  private static final long SEED = 20261122;

  @ParameterizedTest(name = "{0}/s for {1} are {2} slots")
  @CsvSource({
    "200,     PT2S,     400",
    "10,      PT2S,     20",
    "12.5,    PT2S,     25",
    "19.53125,PT2S,     40",
    "3,       PT1S,     3",
    "0.1,     PT1S,     1",
    "0.1,     PT20S,    2",
    "1e-9,    PT1S,     1",
    "1000,    PT0.0005S,1",
    "1000000, PT1S,     1000000",
    "1,       PT1000H,  3600000",
    "1000,    PT24H,    86400000",
    "1000,    PT100H,   360000000"
  })
  void as_many_slots_as_fit_before_the_end_and_at_least_one(
      double perSecond, Duration length, long slots) {
    assertThat(new ConstantRate(perSecond, length).slots()).isEqualTo(slots);
  }

  @ParameterizedTest(name = "slot {1} at {0}/s")
  @CsvSource({
    "200,  0,   0",
    "200,  1,   5000000",
    "200,  399, 1995000000",
    "3,    1,   333333333",
    "3,    2,   666666666",
    "0.5,  1,   2000000000",
    "1e6,  7,   7000"
  })
  void slots_are_evenly_spaced_from_the_start(double perSecond, long slot, long dueNanos) {
    var schedule = new ConstantRate(perSecond, Duration.ofSeconds(10));

    assertThat(schedule.dueNanos(slot)).isEqualTo(dueNanos);
  }

  @Test
  void every_slot_is_due_before_the_end_and_the_slot_after_the_last_is_not() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      double perSecond = Math.pow(10, -3 + 9 * random.nextDouble());
      var length = Duration.ofNanos((long) Math.pow(10, 3 + 11 * random.nextDouble()));
      var schedule = new ConstantRate(perSecond, length);
      long slots = schedule.slots();
      assertThat(schedule.dueNanos(slots - 1))
          .as("last slot, seed %d, case %d: %s", SEED, i, schedule)
          .isLessThan(length.toNanos());
      assertThat(schedule.dueNanos(slots))
          .as("slot after the last, seed %d, case %d: %s", SEED, i, schedule)
          .isGreaterThanOrEqualTo(length.toNanos() - 1);
    }
  }

  @Test
  void a_long_trial_whose_length_is_a_whole_number_of_slots_does_not_get_one_more() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 20_000; i++) {
      double perSecond = random.nextInt(1, 100_000) / 7.0;
      long slots = random.nextLong(1_000_000, 1_000_000_000);
      var length = Duration.ofNanos((long) (slots * 1e9 / perSecond));
      var schedule = new ConstantRate(perSecond, length);
      assertThat(schedule.dueNanos(schedule.slots() - 1))
          .as("seed %d, case %d: %s", SEED, i, schedule)
          .isLessThan(length.toNanos());
    }
  }

  @Test
  void due_times_never_decrease() {
    var random = new SplittableRandom(SEED);
    for (int i = 0; i < 300; i++) {
      double perSecond = Math.pow(10, -2 + 12 * random.nextDouble());
      var schedule = new ConstantRate(perSecond, Duration.ofHours(1));
      long slot = random.nextLong(1_000_000);
      for (int k = 0; k < 100; k++, slot++) {
        assertThat(schedule.dueNanos(slot + 1))
            .as("seed %d, case %d, slot %d: %s", SEED, i, slot, schedule)
            .isGreaterThanOrEqualTo(schedule.dueNanos(slot));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_rate_that_is_none_is_refused(double perSecond) {
    assertThatThrownBy(() -> new ConstantRate(perSecond, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("perSecond")
        .hasMessageContaining(String.valueOf(perSecond));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void a_length_that_is_none_is_refused(Duration length) {
    assertThatThrownBy(() -> new ConstantRate(1, length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("length")
        .hasMessageContaining(length.toString());
  }
}
