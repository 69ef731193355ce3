package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionRateSearchTest {

  private static final long SEED = 20261122;

  /** The plan that {@code reference.conf} describes, up to a higher load. */
  private static final RatePlan PLAN =
      new RatePlan(
          10,
          400,
          0.02,
          1.5,
          Duration.ofSeconds(1),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8),
          Axis.CONNECTION_RATE);

  private final ConnectionRateSearch search = new ConnectionRateSearch(PLAN);
  private final SplittableRandom random = new SplittableRandom(SEED);

  @ParameterizedTest(name = "{0}/s, burst {1}")
  @CsvSource({"25, 5", "50, 5", "50, 10", "100, 5", "137, 5", "333, 20"})
  void the_first_dropped_syn_lies_within_five_percent_of_a_firewall_s_limit(
      double limit, double burst) {
    var target = serving(SimulatedFirewall.limit(limit, burst));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    var dropped = search.droppedSyns(target.trials());
    assertThat(dropped.status()).as(dropped.toString()).isEqualTo(OnsetStatus.FOUND);
    assertThat(dropped.estimate()).isBetween(limit * 0.95, limit * 1.05);
    assertThat(limit).as(dropped.toString()).isBetween(dropped.lower(), dropped.upper());
    assertThat(dropped.upper() - dropped.lower()).isLessThanOrEqualTo(0.05 * dropped.upper());
    assertThat(dropped.afterSeconds()).containsKeys(1, 2);
    var timeout = timeout(target);
    assertThat(timeout.status()).as(timeout.toString()).isEqualTo(OnsetStatus.FOUND);
    assertThat(timeout.upper()).isGreaterThanOrEqualTo(dropped.lower());
    assertThat(target.elapsedSeconds()).as("seconds").isLessThan(9 * 60);
    assertThat(target.peakLoad()).isLessThanOrEqualTo(1.6 * limit);
  }

  /** The trials are too short to use it up just above the limit: wide bounds, or no answer. */
  @ParameterizedTest(name = "{0}/s, burst {1}")
  @CsvSource({"50, 50", "100, 100", "137, 40", "333, 100", "262, 526"})
  void a_large_burst_moves_neither_the_bounds_nor_the_estimate_off_the_limit(
      double limit, double burst) {
    var target = serving(SimulatedFirewall.limit(limit, burst));

    target.run(search);

    var dropped = search.droppedSyns(target.trials());
    assertThat(limit).as(dropped.toString()).isBetween(dropped.lower(), dropped.upper());
    assertThat(dropped.estimate()).isCloseTo(limit, within(0.02 * limit));
  }

  @Test
  void without_a_limit_a_short_ladder_up_to_the_highest_load_is_enough() {
    var target = serving(seconds -> true);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(search.onsets(target.trials()))
        .singleElement()
        .satisfies(
            onset -> {
              assertThat(onset.outcome()).isEqualTo(Outcome.CONNECT_TIMEOUT);
              assertThat(onset.status()).isEqualTo(OnsetStatus.NOT_REACHED);
              assertThat(onset.lower()).isEqualTo(400);
            });
    assertThat(search.droppedSyns(target.trials()).status()).isEqualTo(OnsetStatus.NOT_REACHED);
    assertThat(search.droppedSyns(target.trials()).connections()).isZero();
    assertThat(target.elapsedSeconds()).isLessThan(35);
  }

  @Test
  void a_packet_lost_now_and_then_is_no_threshold() {
    var target = serving(SimulatedFirewall.lossy(0.002, random));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(timeout(target).status()).isEqualTo(OnsetStatus.NOT_REACHED);
    var dropped = search.droppedSyns(target.trials());
    assertThat(dropped.status()).isEqualTo(OnsetStatus.NOT_REACHED);
    assertThat(dropped.afterSeconds()).containsOnlyKeys(1);
    assertThat(target.elapsedSeconds()).isLessThan(60);
  }

  @Test
  void many_packets_lost_at_every_load_are_no_threshold_either() {
    var target = serving(SimulatedFirewall.lossy(0.05, random));

    target.run(search);

    assertThat(timeout(target).status()).isNotEqualTo(OnsetStatus.FOUND);
    assertThat(search.droppedSyns(target.trials()).status()).isNotEqualTo(OnsetStatus.FOUND);
  }

  @Test
  void what_fails_for_good_is_not_exceeded_for_the_sake_of_dropped_syns() {
    var target =
        new SimulatedFirewall(
            SimulatedFirewall.lossy(0.002, random),
            load -> load > 120 ? Outcome.OVERLOADED : Outcome.OK,
            random);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    var overloaded =
        search.onsets(target.trials()).stream()
            .filter(onset -> onset.outcome() == Outcome.OVERLOADED)
            .findFirst()
            .orElseThrow();
    assertThat(overloaded.status()).isEqualTo(OnsetStatus.FOUND);
    assertThat(overloaded.estimate()).isCloseTo(120, within(3.0));
    assertThat(target.peakLoad()).isLessThanOrEqualTo(1.6 * 120);
  }

  @Test
  void a_limiter_s_answer_proves_the_connection_served() {
    var target =
        new SimulatedFirewall(
            seconds -> true, load -> load > 100 ? Outcome.RATE_LIMITED : Outcome.OK, random);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(search.onsets(target.trials()))
        .extracting(Onset::outcome, Onset::status, Onset::lower)
        .containsExactly(tuple(Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 400.0));
    assertThat(search.notes(target.trials()))
        .anySatisfy(note -> assertThat(note).contains("turned away by a limiter from 113.9"));
  }

  @Test
  void dropped_syns_are_not_counted_in_trials_that_the_load_generator_spoilt() {
    var target = serving(SimulatedFirewall.limit(50, 5));
    target.run(search);
    var counted = search.droppedSyns(target.trials());

    var withSpoilt = new ArrayList<>(target.trials());
    for (var trial : target.trials()) {
      var spoilt =
          Judge.judge(
              trial.purpose(),
              trial.load(),
              trial.startedAt(),
              trial.length(),
              2 * trial.intended(),
              trial.summary(),
              trial.health(),
              trial.cut());
      assertThat(spoilt.spoilt()).isTrue();
      withSpoilt.add(spoilt);
    }

    assertThat(counted.connections()).isPositive();
    assertThat(search.droppedSyns(withSpoilt).connections()).isEqualTo(counted.connections());
  }

  @Test
  void nothing_is_said_of_dropped_syns_before_the_first_trial() {
    assertThat(search.droppedSyns(List.of())).isNull();
    assertThat(search.onsets(List.of())).isEmpty();
  }

  private SimulatedFirewall serving(DoublePredicate lets) {
    return new SimulatedFirewall(lets, load -> Outcome.OK, random);
  }

  private Onset timeout(SimulatedFirewall target) {
    return search.onsets(target.trials()).stream()
        .filter(onset -> onset.outcome() == Outcome.CONNECT_TIMEOUT)
        .findFirst()
        .orElseThrow();
  }
}
