package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RampSearchTest {

  private final RampSearch search =
      new RampSearch(new ConcurrencyPlan(200, 50, Duration.ofMillis(2900)));

  @ParameterizedTest(name = "capacity {0}, backlog {1}")
  @CsvSource({"40, 16", "1, 4", "2, 3", "100, 50", "150, 5"})
  void both_thresholds_of_a_full_gateway_are_found_exactly(int capacity, int backlog) {
    var target = new SimulatedConnections(SimulatedConnections.gateway(capacity, backlog));

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertFound(target, Outcome.REQUEST_TIMEOUT, capacity + 1);
    assertFound(target, Outcome.CONNECT_TIMEOUT, capacity + backlog + 2);
    assertThat(target.trials()).hasSize(2);
    assertThat(search.notes(target.trials())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(
      value = Outcome.class,
      names = {"CLOSED_EARLY", "CONNECTION_RESET", "OVERLOADED", "UNREACHABLE"})
  void a_failure_that_is_tolerated_now_and_then_is_confirmed_by_the_one_that_can_fail(
      Outcome outcome) {
    var target = new SimulatedConnections((load, seconds) -> load > 20 ? outcome : Outcome.OK);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertFound(target, outcome, 21);
    assertThat(target.trials()).hasSize(2);
    assertThat(search.notes(target.trials())).isEmpty();
  }

  @ParameterizedTest(name = "{0}/s after a burst of {1}")
  @CsvSource({"30, 20", "30, 5", "10, 5", "45, 3", "5, 40", "26, 1", "20, 100"})
  void a_limit_on_new_connections_per_second_is_no_threshold(double perSecond, double burst) {
    var target = new SimulatedConnections(SimulatedConnections.newConnections(perSecond, burst));

    target.run(search);

    var onset = onset(target, Outcome.CONNECT_TIMEOUT);
    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.UNDECIDED);
    assertThat(onset.estimate()).isNull();
    assertThat(search.notes(target.trials()))
        .anyMatch(
            note ->
                note.startsWith("CONNECT_TIMEOUT") && note.contains("new connections per second"));
  }

  @ParameterizedTest(name = "{0} at connection {1}")
  @CsvSource({
    "CONNECT_TIMEOUT, 1",
    "CONNECT_TIMEOUT, 7",
    "CONNECT_TIMEOUT, 30",
    "REQUEST_TIMEOUT, 7",
    "CONNECTION_RESET, 7"
  })
  void a_stray_early_failure_is_no_threshold(Outcome stray, int at) {
    var gateway = SimulatedConnections.gateway(40, 16);
    var opened = new AtomicInteger();
    var target =
        new SimulatedConnections(
            (load, seconds) ->
                opened.incrementAndGet() == at ? stray : gateway.opens(load, seconds));

    target.run(search);

    for (var onset : search.onsets(target.trials())) {
      assertThat(onset.status())
          .as("%s", onset)
          .isIn(OnsetStatus.FOUND, OnsetStatus.UNDECIDED, OnsetStatus.NOT_REACHED);
      if (onset.status() == OnsetStatus.FOUND) {
        assertThat(onset.upper()).as("%s", onset).isGreaterThanOrEqualTo(41);
      }
    }
  }

  @Test
  void a_stray_failure_on_a_target_without_a_limit_is_no_threshold() {
    var opened = new AtomicInteger();
    var target =
        new SimulatedConnections(
            (load, seconds) ->
                opened.incrementAndGet() == 25 ? Outcome.CONNECT_TIMEOUT : Outcome.OK);

    target.run(search);

    assertThat(onset(target, Outcome.CONNECT_TIMEOUT).status()).isEqualTo(OnsetStatus.UNDECIDED);
    assertThat(onset(target, Outcome.REQUEST_TIMEOUT).status()).isEqualTo(OnsetStatus.NOT_REACHED);
  }

  @Test
  void a_target_that_takes_them_all_is_not_reached_after_one_ramp() {
    var target = new SimulatedConnections((load, seconds) -> Outcome.OK);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertThat(target.trials()).hasSize(1);
    for (var outcome : new Outcome[] {Outcome.CONNECT_TIMEOUT, Outcome.REQUEST_TIMEOUT}) {
      var onset = onset(target, outcome);
      assertThat(onset.status()).isEqualTo(OnsetStatus.NOT_REACHED);
      assertThat(onset.lower()).isEqualTo(200);
      assertThat(onset.upper()).isNull();
    }
  }

  @Test
  void a_target_that_takes_none_is_below_start() {
    var target = new SimulatedConnections((load, seconds) -> Outcome.CONNECT_TIMEOUT);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    var onset = onset(target, Outcome.CONNECT_TIMEOUT);
    assertThat(onset.status()).isEqualTo(OnsetStatus.BELOW_START);
    assertThat(onset.lower()).isNull();
    assertThat(onset.upper()).isEqualTo(1);
  }

  @Test
  void rejections_by_a_rate_limiter_prove_connections_served() {
    var target =
        new SimulatedConnections((load, seconds) -> load > 20 ? Outcome.RATE_LIMITED : Outcome.OK);

    target.run(search);

    assertThat(search.onsets(target.trials()))
        .extracting(Onset::status)
        .containsOnly(OnsetStatus.NOT_REACHED);
    assertThat(search.notes(target.trials())).anyMatch(note -> note.contains("rate-limit"));
  }

  @Test
  void a_spoilt_ramp_is_repeated() {
    var target = new SimulatedConnections(SimulatedConnections.gateway(40, 16)).starvedIn(0);

    target.run(search);

    assertThat(target.trials()).hasSize(3);
    assertFound(target, Outcome.CONNECT_TIMEOUT, 58);
  }

  @Test
  void five_spoilt_ramps_are_the_load_generator_s_limit_and_no_threshold() {
    var target = new SimulatedConnections(SimulatedConnections.gateway(40, 16));
    for (int ramp = 0; ramp < 5; ramp++) {
      target.starvedIn(ramp);
    }

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.LIMITED);
    assertThat(done.reason()).contains("2 % idle");
    assertThat(target.trials()).hasSize(5);
    assertThat(search.onsets(target.trials()))
        .extracting(Onset::status)
        .containsOnly(OnsetStatus.UNDECIDED);
  }

  @Test
  void spoilt_ramps_are_repeated_after_rests_in_which_a_busy_host_can_calm_down() {
    var target =
        new SimulatedConnections(SimulatedConnections.gateway(40, 16))
            .starvedIn(0)
            .starvedIn(1)
            .starvedIn(2)
            .starvedIn(3);

    var done = target.run(search);

    assertThat(done.end()).isEqualTo(Step.End.ANSWERED);
    assertFound(target, Outcome.CONNECT_TIMEOUT, 58);
    assertThat(IntStream.range(0, 6).mapToObj(made -> restBefore(target, made)))
        .containsExactly(0L, 2L, 4L, 8L, 16L, 2L);
  }

  @Test
  void no_search_asks_for_more_ramps_than_it_says() {
    var opened = new AtomicInteger();
    // Fails earlier and earlier, so that no two ramps agree.
    var target =
        new SimulatedConnections(
            (load, seconds) ->
                load > 150 - opened.incrementAndGet() / 10.0
                    ? Outcome.CONNECT_TIMEOUT
                    : Outcome.OK);
    for (int ramp = 1; ramp < 5; ramp++) {
      target.starvedIn(ramp);
    }

    target.run(search);

    assertThat(target.trials()).hasSize(RampSearch.MOST_RAMPS);
  }

  private long restBefore(SimulatedConnections target, int made) {
    var step = (Step.Open) search.next(target.trials().subList(0, made));
    return step.restBefore().toSeconds();
  }

  private void assertFound(SimulatedConnections target, Outcome outcome, int firstToFail) {
    var onset = onset(target, outcome);
    assertThat(onset.status()).as("%s", onset).isEqualTo(OnsetStatus.FOUND);
    assertThat(onset.upper()).isEqualTo(firstToFail);
    assertThat(onset.lower()).isEqualTo(firstToFail - 1);
    assertThat(onset.observed()).isEqualTo(firstToFail);
  }

  private Onset onset(SimulatedConnections target, Outcome outcome) {
    return search.onsets(target.trials()).stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow();
  }
}
