package dev.onset.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangePointsTest {

  private static List<Measured> exactly(double... values) {
    return Arrays.stream(values).mapToObj(Measured::exactly).toList();
  }

  private static Measured about(double value, double halfWidth) {
    return new Measured(value * (1 - halfWidth), value, value * (1 + halfWidth));
  }

  /** Runs of a level of 200 with noise, from an index on by a share higher. */
  private static List<Measured> runs(
      Random random, int count, double noise, double halfWidth, int changeAt, double step) {
    var runs = new ArrayList<Measured>();
    for (int i = 0; i < count; i++) {
      double level = i >= changeAt ? 200 * (1 + step) : 200;
      runs.add(about(level * Math.exp(noise * random.nextGaussian()), halfWidth));
    }
    return runs;
  }

  @Test
  void a_change_says_at_which_run_it_begins_and_from_what_to_what() {
    var found = ChangePoints.of(exactly(200, 201, 199, 200, 190, 190.5, 189.5, 190));
    assertThat(found.changes()).hasSize(1);
    var change = found.changes().get(0);
    assertThat(change.at()).isEqualTo(4);
    assertThat(change.before()).isCloseTo(200, within(0.01));
    assertThat(change.after()).isCloseTo(190, within(0.01));
    assertThat(change.change()).isCloseTo(-0.05, within(0.0001));
    assertThat(found.segments()).extracting(Segment::from).containsExactly(0, 4);
    assertThat(found.segments()).extracting(Segment::to).containsExactly(4, 8);
  }

  @Test
  void there_and_back_are_two_changes() {
    var found = ChangePoints.of(exactly(200, 200, 200, 160, 160, 160, 200, 200, 200));
    assertThat(found.changes()).extracting(ChangePoint::at).containsExactly(3, 6);
  }

  @Test
  void two_runs_are_the_fewest_that_make_a_level() {
    assertThat(ChangePoints.of(exactly(200, 200, 200, 200, 160, 160)).changes())
        .extracting(ChangePoint::at)
        .containsExactly(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 6, 7})
  void one_run_alone_is_no_change_wherever_it_stands(int odd) {
    var values = new double[] {200, 200.5, 199.5, 200, 200.2, 199.9, 200.1, 200};
    values[odd] = 120;
    var found = ChangePoints.of(exactly(values));
    assertThat(found.changes()).isEmpty();
    assertThat(found.alone()).containsExactly(odd);
    assertThat(found.segments().get(0).level()).isCloseTo(200, within(0.1));
  }

  @Test
  void a_run_alone_just_before_a_change_does_not_move_it() {
    var found = ChangePoints.of(exactly(200, 200, 200, 200, 300, 180, 180, 180, 180));
    assertThat(found.alone()).containsExactly(4);
    assertThat(found.changes()).hasSize(1);
    assertThat(found.changes().get(0).at()).isEqualTo(5);
    assertThat(found.changes().get(0).before()).isCloseTo(200, within(0.001));
  }

  @Test
  void a_step_of_each_run_on_a_staircase_is_not_taken_for_one_that_stands_alone() {
    assertThat(ChangePoints.of(exactly(100, 100, 150, 150, 220, 220)).alone()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0.015, 0", "0.019, 0", "0.021, 1", "-0.019, 0", "-0.03, 1"})
  void a_change_below_two_percent_is_not_marked_however_certain(double step, int marked) {
    double after = 200 * (1 + step);
    var found = ChangePoints.of(exactly(200, 200, 200, 200, after, after, after, after));
    assertThat(found.changes()).hasSize(marked);
  }

  @Test
  void wide_intervals_hide_a_step_that_narrow_ones_show() {
    var narrow = new ArrayList<Measured>();
    var wide = new ArrayList<Measured>();
    for (int i = 0; i < 8; i++) {
      narrow.add(about(i < 4 ? 200 : 190, 0.005));
      wide.add(about(i < 4 ? 200 : 190, 0.15));
    }
    assertThat(ChangePoints.of(narrow).changes()).hasSize(1);
    assertThat(ChangePoints.of(wide).changes()).isEmpty();
  }

  @Test
  void few_runs_or_none_have_no_change() {
    assertThat(ChangePoints.of(List.of()).segments()).isEmpty();
    assertThat(ChangePoints.of(exactly(200)).changes()).isEmpty();
    assertThat(ChangePoints.of(exactly(200, 100)).changes()).isEmpty();
    assertThat(ChangePoints.of(exactly(200, 100, 100)).changes()).isEmpty();
  }

  @Test
  void a_value_that_has_no_logarithm_is_refused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Measured.exactly(0))
        .withMessage("estimate must be above 0 and finite, not 0.0");
  }

  /** Noise alone; half-widths of 0 leave nothing but the differences to judge it by. */
  @ParameterizedTest
  @CsvSource({
    "30, 200, 0.01, 0", "30, 200, 0.03, 0", "30, 200, 0.01, 0.01", "30, 200, 0.05, 0.02",
    "3, 30, 0.01, 0", "3, 30, 0.03, 0", "3, 30, 0.03, 0.02", "300, 500, 0.03, 0"
  })
  void noise_alone_rarely_makes_a_change(int fewest, int most, double noise, double halfWidth) {
    long seed = 45;
    var random = new Random(seed);
    int series = 500;
    int wrong = 0;
    for (int i = 0; i < series; i++) {
      int count = fewest + random.nextInt(most - fewest + 1);
      if (!ChangePoints.of(runs(random, count, noise, halfWidth, count, 0)).changes().isEmpty()) {
        wrong++;
      }
    }
    assertThat(wrong).as("series with a false change, seed %d", seed).isLessThan(series / 20);
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0", "0.05, 0.01", "-0.05, 0", "-0.05, 0.01"})
  void a_step_of_five_percent_in_noise_of_one_is_found_at_its_run(double step, double halfWidth) {
    long seed = 46;
    var random = new Random(seed);
    int series = 500;
    int exact = 0;
    for (int i = 0; i < series; i++) {
      int count = 30 + random.nextInt(171);
      int at = 5 + random.nextInt(count - 9);
      var found = ChangePoints.of(runs(random, count, 0.01, halfWidth, at, step)).changes();
      if (found.size() == 1) {
        exact += found.get(0).at() == at ? 1 : 0;
      }
    }
    assertThat(exact).as("found, seed %d", seed).isGreaterThanOrEqualTo(series * 95 / 100);
  }
}
