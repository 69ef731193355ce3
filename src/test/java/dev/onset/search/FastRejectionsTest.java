package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Stairs;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FastRejectionsTest {

  private static final long SEED = 20261122;

  private final FastRejections rejections =
      new FastRejections(new LimiterReading(Instant.EPOCH, List::of));

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"OVERLOADED", "DENIED"})
  void fast_rejections_are_taken_for_a_limiter_s_until_they_were_watched(Outcome outcome) {
    var trials = List.of(trial(outcome, 2));

    assertThat(rejections.in(trials)).containsExactly(outcome);
    var relabelled = rejections.relabel(trials).get(0);
    assertThat(relabelled.summary().count(Outcome.RATE_LIMITED)).isEqualTo(600);
    assertThat(relabelled.summary().count(outcome)).isZero();
    assertThat(relabelled.summary().attempts()).isEqualTo(1_800);
  }

  @Test
  void slow_ones_are_distress() {
    var trials = List.of(trial(Outcome.OVERLOADED, 500));

    assertThat(rejections.in(trials)).isEmpty();
    assertThat(rejections.relabel(trials)).isEqualTo(trials);
  }

  @Test
  void one_slow_trial_is_enough_to_doubt_them() {
    assertThat(rejections.in(List.of(trial(Outcome.OVERLOADED, 2), trial(Outcome.OVERLOADED, 500))))
        .isEmpty();
  }

  @Test
  void those_that_a_limiter_s_rules_predict_are_a_limiter_s() {
    var bucket = SimulatedTarget.tokenBucket(200, 20);
    var watched =
        watched(
            (seconds, random) ->
                bucket.arrives(seconds, random) == Outcome.OK ? Outcome.OK : Outcome.OVERLOADED);

    assertThat(rejections.in(watched)).containsExactly(Outcome.OVERLOADED);
  }

  @Test
  void those_that_come_at_random_are_distress_however_fast() {
    var watched =
        watched((seconds, random) -> random.nextDouble() < 0.3 ? Outcome.OVERLOADED : Outcome.OK);

    assertThat(rejections.in(watched))
        .as(
            "%s",
            new LimiterReading(Instant.EPOCH, List::of)
                .of(
                    watched.stream()
                        .map(t -> t.relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED))
                        .toList()))
        .isEmpty();
  }

  @Test
  void outcomes_that_can_mean_only_one_thing_stay_what_they_are() {
    assertThat(rejections.in(List.of(trial(Outcome.UPSTREAM_FAILURE, 2)))).isEmpty();
  }

  @Test
  void stray_failures_and_spoilt_trials_are_not_looked_at() {
    var stray = Trials.of(Purpose.LADDER, 300, Map.of(Outcome.OK, 1000, Outcome.OVERLOADED, 1));

    assertThat(rejections.in(List.of(stray, Trials.spoilt(Purpose.LADDER, 300)))).isEmpty();
  }

  private static Trial trial(Outcome outcome, int latencyMillis) {
    return Trials.perSecond(
        Purpose.LADDER,
        300,
        6,
        second -> Map.of(Outcome.OK, 200, outcome, 100),
        Map.of(Outcome.OK, 3, outcome, latencyMillis));
  }

  private static List<Trial> watched(SimulatedTarget.Behaviour behaviour) {
    var target = new SimulatedTarget(behaviour, new SplittableRandom(SEED));
    var stairs = new ArrayList<Stairs.Stair>();
    for (double load : new double[] {150, 500, 100, 320, 0, 440, 140, 600, 240}) {
      stairs.add(new Stairs.Stair(load, Duration.ofMillis(740)));
    }
    target.measure(
        new Step.Measure(Purpose.WATCH, 300, new Stairs(stairs), Duration.ZERO, 1, Duration.ZERO));
    return target.trials();
  }
}
