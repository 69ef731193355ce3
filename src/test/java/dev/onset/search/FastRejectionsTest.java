package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastRejectionsTest {

  private static final IntUnaryOperator LEVEL = second -> 200;
  private static final IntUnaryOperator UNEVEN = second -> 120 + 40 * (second % 4);

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"OVERLOADED", "DENIED"})
  void fast_and_level_rejections_are_a_limiter_s_whatever_their_status(Outcome outcome) {
    var trials = List.of(trial(Purpose.WATCH, outcome, 2, LEVEL));

    assertThat(FastRejections.in(trials)).containsExactly(outcome);
    var relabelled = FastRejections.relabel(trials).get(0);
    assertThat(relabelled.summary().count(Outcome.RATE_LIMITED)).isEqualTo(1_200);
    assertThat(relabelled.summary().count(outcome)).isZero();
    assertThat(relabelled.summary().attempts()).isEqualTo(3_600);
  }

  @Test
  void slow_ones_are_distress() {
    var trials = List.of(trial(Purpose.WATCH, Outcome.OVERLOADED, 500, LEVEL));

    assertThat(FastRejections.in(trials)).isEmpty();
    assertThat(FastRejections.relabel(trials)).isEqualTo(trials);
  }

  @Test
  void fast_ones_are_distress_when_what_is_admitted_goes_up_and_down() {
    assertThat(FastRejections.in(List.of(trial(Purpose.WATCH, Outcome.OVERLOADED, 2, UNEVEN))))
        .isEmpty();
  }

  @Test
  void only_a_trial_that_watched_can_say_how_level_they_are() {
    assertThat(FastRejections.in(List.of(trial(Purpose.LADDER, Outcome.OVERLOADED, 2, UNEVEN))))
        .containsExactly(Outcome.OVERLOADED);
  }

  @Test
  void one_slow_trial_is_enough_to_doubt_them() {
    var trials =
        List.of(
            trial(Purpose.LADDER, Outcome.OVERLOADED, 2, LEVEL),
            trial(Purpose.LADDER, Outcome.OVERLOADED, 500, LEVEL));

    assertThat(FastRejections.in(trials)).isEmpty();
  }

  @Test
  void outcomes_that_can_mean_only_one_thing_stay_what_they_are() {
    assertThat(FastRejections.in(List.of(trial(Purpose.WATCH, Outcome.UPSTREAM_FAILURE, 2, LEVEL))))
        .isEmpty();
  }

  @Test
  void stray_failures_and_spoilt_trials_are_not_looked_at() {
    var stray = Trials.of(Purpose.WATCH, 300, Map.of(Outcome.OK, 1000, Outcome.OVERLOADED, 1));

    assertThat(FastRejections.in(List.of(stray, Trials.spoilt(Purpose.WATCH, 300)))).isEmpty();
  }

  private static Trial trial(
      Purpose purpose, Outcome outcome, int latencyMillis, IntUnaryOperator admitted) {
    return Trials.perSecond(
        purpose,
        300,
        12,
        second ->
            Map.of(
                Outcome.OK,
                admitted.applyAsInt(second),
                outcome,
                300 - admitted.applyAsInt(second)),
        Map.of(Outcome.OK, 3, outcome, latencyMillis));
  }
}
