package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CapacitySearchTest {

  private static final RatePlan PLAN =
      new RatePlan(
          10,
          1000,
          0.01,
          1.25,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));

  private final CapacitySearch search = new CapacitySearch(PLAN);

  @Test
  void a_target_that_serves_everything_is_held_at_the_highest_load_before_it_is_believed() {
    var target = target((seconds, random) -> Outcome.OK);

    var done = target.run(search);

    var last = target.trials().get(target.trials().size() - 1);
    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(last.load()).isEqualTo(1000);
    assertThat(last.length()).isEqualTo(PLAN.confirm());
    var onset = onset(target, Outcome.CONNECT_TIMEOUT);
    assertThat(onset.status()).isEqualTo(OnsetStatus.NOT_REACHED);
    assertThat(onset.lower()).isEqualTo(1000);
  }

  @Test
  void a_target_that_fails_at_the_lowest_load_is_below_start_once_that_is_confirmed() {
    var target = target(SimulatedTarget.capacity(5, 2));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(target.peakLoad()).isEqualTo(10);
    assertThat(target.trials()).extracting(Trial::purpose).contains(Purpose.CONFIRM);
    var onset = onset(target, Outcome.OVERLOADED);
    assertThat(onset.status()).isEqualTo(OnsetStatus.BELOW_START);
    assertThat(onset.upper()).isEqualTo(10);
  }

  @Test
  void a_stray_failure_on_the_ladder_does_not_end_the_climb() {
    var first = List.of(Trials.of(Purpose.LADDER, 10, Map.of(Outcome.OK, 100)));
    var stray = new ArrayList<>(first);
    stray.add(shortTrial(12.5, Map.of(Outcome.OK, 20, Outcome.CONNECT_TIMEOUT, 5)));

    var again = (Step.Measure) search.next(stray);
    assertThat(again.purpose()).isEqualTo(Purpose.BRACKET);
    assertThat(again.load()).isEqualTo(12.5);

    var proven = new ArrayList<>(stray);
    proven.add(Trials.of(Purpose.BRACKET, 12.5, Map.of(Outcome.OK, 125)));
    var on = (Step.Measure) search.next(proven);
    assertThat(on.purpose()).isEqualTo(Purpose.LADDER);
    assertThat(on.load()).isEqualTo(12.5 * 1.25);
  }

  @Test
  void two_outcomes_that_begin_at_different_loads_are_found_in_one_search() {
    var first = SimulatedTarget.capacity(200, 5);
    var second = SimulatedTarget.capacity(215, 5);
    var target =
        target(
            (seconds, random) -> {
              boolean resets = second.arrives(seconds, random) != Outcome.OK;
              boolean overloaded = first.arrives(seconds, random) != Outcome.OK;
              return resets
                  ? Outcome.CONNECTION_RESET
                  : overloaded ? Outcome.OVERLOADED : Outcome.OK;
            });

    target.run(search);

    var overloaded = onset(target, Outcome.OVERLOADED);
    var reset = onset(target, Outcome.CONNECTION_RESET);
    assertThat(overloaded.status()).as("%s", overloaded).isEqualTo(OnsetStatus.FOUND);
    assertThat(overloaded.estimate()).isBetween(198.0, 206.0);
    assertThat(reset.status()).as("%s", reset).isEqualTo(OnsetStatus.FOUND);
    assertThat(reset.estimate()).isBetween(213.0, 223.0);
  }

  @Test
  void a_limiter_that_comes_first_ends_the_climb_without_a_capacity() {
    var target = target(SimulatedTarget.tokenBucket(200, 20));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(target.peakLoad()).isLessThanOrEqualTo(400);
    assertThat(search.onsets(target.trials()))
        .extracting(Onset::status)
        .doesNotContain(OnsetStatus.FOUND, OnsetStatus.BELOW_START);
  }

  @Test
  void a_target_that_never_recovers_ends_the_search_with_a_sentence() {
    var target = target(HostileTargets.mortal(100, 4));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.UNDECIDED);
    assertThat(done.reason()).contains("did not recover");
    assertThat(search.onsets(target.trials()))
        .extracting(Onset::status)
        .doesNotContain(OnsetStatus.FOUND);
  }

  @Test
  void a_load_generator_that_falls_short_ends_the_search_as_limited() {
    var target = target(SimulatedTarget.capacity(200, 5));
    target.starveTheInjector();

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.LIMITED);
    assertThat(done.reason()).contains("2 % idle");
  }

  @Test
  void a_target_that_varies_gets_wider_bounds_and_a_note_that_says_so() {
    var server =
        new FluidServer(
            500,
            new FluidServer.Trouble("jitter", 0, Double.POSITIVE_INFINITY, 0, 0.03, 0),
            new SplittableRandom(1));

    server.run(search);

    assertThat(search.onsets(server.trials()))
        .anySatisfy(
            onset -> {
              assertThat(onset.outcome()).isEqualTo(Outcome.OVERLOADED);
              assertThat(onset.status()).isEqualTo(OnsetStatus.FOUND);
              assertThat(onset.upper() - onset.lower()).isGreaterThan(0.01 * onset.upper());
            });
    assertThat(search.notes(server.trials()))
        .singleElement()
        .asString()
        .contains("varies from trial to trial");
  }

  private static Trial shortTrial(double load, Map<Outcome, Integer> counts) {
    var summary = Trials.summary(counts);
    return Judge.judge(
        Purpose.LADDER,
        load,
        Duration.ZERO,
        Duration.ofSeconds(2),
        summary.attempts(),
        summary,
        Trials.WELL,
        false);
  }

  private static SimulatedTarget target(SimulatedTarget.Behaviour behaviour) {
    return new SimulatedTarget(behaviour, new SplittableRandom(7));
  }

  private Onset onset(SimulatedTarget target, Outcome outcome) {
    return search.onsets(target.trials()).stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow();
  }
}
