package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaterlineTest {

  @ParameterizedTest(name = "{0}/s of which every {1}th is rejected")
  @CsvSource({"200, 2, 100", "200, 4, 150", "400, 4, 300"})
  void a_constant_load_is_cut_off_at_what_was_admitted(double load, int nth, double expected) {
    var trial =
        Trials.paced(
            Purpose.WATCH,
            load,
            0,
            10,
            nth,
            (seconds, caller) -> caller == 0 ? Outcome.RATE_LIMITED : Outcome.OK);

    assertThat(Waterline.of(List.of(trial))).isCloseTo(expected, Percentage.withPercentage(3));
  }

  @Test
  void a_load_below_the_limit_does_not_pull_the_guess_down() {
    var below = Trials.paced(Purpose.WATCH, 40, 0, 10, 1, (seconds, caller) -> Outcome.OK);
    var above =
        Trials.paced(
            Purpose.WATCH,
            200,
            10,
            10,
            2,
            (seconds, caller) -> caller == 0 ? Outcome.RATE_LIMITED : Outcome.OK);

    // On average 70 a second were admitted; the limit is 100.
    assertThat(Waterline.of(List.of(below, above))).isCloseTo(100, Percentage.withPercentage(3));
  }

  @Test
  void nothing_offered_is_nothing_admitted() {
    assertThat(Waterline.of(List.of())).isZero();
  }
}
