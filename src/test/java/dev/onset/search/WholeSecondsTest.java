package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeSecondsTest {

  private static final double[] USUAL = {1.8, 2.0, 2.2, 2.4, 9};

  @ParameterizedTest(name = "{0} ms: {1}")
  @CsvSource({
    "2,    0",
    "300,  0",
    "899,  0",
    "1003, 1",
    "1066, 1",
    "1125, 1",
    "1500, 0",
    "2010, 2",
    "2130, 2",
    "3240, 3",
    "4270, 4",
    "2600, 0",
    "NaN,  0",
    "40000, 0"
  })
  void a_retry_comes_whole_seconds_later_and_a_little_late(double millis, int seconds) {
    assertThat(WholeSeconds.of(with(1_010, 2_020)).secondsBefore(millis * 1e6)).isEqualTo(seconds);
  }

  @Test
  void the_usual_time_comes_on_top() {
    var far = WholeSeconds.of(new double[] {240, 250, 260, 1_255, 1_300});

    assertThat(far.secondsBefore(1_250e6)).isEqualTo(1);
    assertThat(far.secondsBefore(1_050e6)).isZero();
  }

  @Test
  void where_connecting_is_merely_slow_there_are_no_steps() {
    var slow = WholeSeconds.of(with(1_010, 1_300, 1_450, 1_600));

    assertThat(slow.secondsBefore(1_010e6)).isZero();
  }

  @Test
  void without_a_quick_connection_nothing_is_known() {
    assertThat(WholeSeconds.of(new double[] {1_010, 2_020}).secondsBefore(1_010e6)).isZero();
    assertThat(WholeSeconds.of(new double[0]).secondsBefore(1_010e6)).isZero();
  }

  private static double[] with(double... slow) {
    return DoubleStream.concat(Arrays.stream(USUAL), Arrays.stream(slow)).toArray();
  }
}
