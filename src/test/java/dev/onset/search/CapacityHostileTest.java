package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets on which a search for a capacity may state one that is not there. */
class CapacityHostileTest {

  private static final long SEED = 20261122;
  private static final int CASES = 12;
  private static final double MOST_WRONG = 0.06;

  private final CapacitySearch search =
      new CapacitySearch(
          new RatePlan(
              10,
              1000,
              0.01,
              1.25,
              Duration.ofSeconds(2),
              Duration.ofSeconds(5),
              Duration.ofSeconds(10)));

  /**
   * A kind of target.
   *
   * @param outcome what begins at the true rate, or null when nothing depends on the load
   * @param leastFound answers expected of the {@value #CASES} cases
   */
  record Kind(
      String name, Outcome outcome, int leastFound, DoubleFunction<SimulatedTarget.Behaviour> at) {}

  static Stream<Arguments> kinds() {
    return Stream.of(
            new Kind("a server", Outcome.OVERLOADED, CASES, CapacityHostileTest::capacity),
            new Kind(
                "a server that stands still for 1.5 s every two minutes",
                Outcome.OVERLOADED,
                CASES,
                rate -> HostileTargets.stalling(capacity(rate), 120, 1.5, Outcome.REQUEST_TIMEOUT)),
            new Kind(
                "a server that recovers slowly",
                Outcome.OVERLOADED,
                CASES,
                rate -> HostileTargets.slowToRecover(rate, 15)),
            new Kind(
                "a server that fails 0.2 % at random",
                Outcome.OVERLOADED,
                CASES,
                rate -> SimulatedTarget.withStrayFailures(capacity(rate), 0.002)),
            new Kind(
                "a server that dies for good",
                Outcome.CONNECT_TIMEOUT,
                0,
                rate -> HostileTargets.mortal(rate, 2 + rate / 50)),
            failing("5 % of failures", 0.05, Outcome.UPSTREAM_FAILURE),
            failing("1.5 % of failures", 0.015, Outcome.UPSTREAM_FAILURE),
            failing("1 % of failures", 0.01, Outcome.UPSTREAM_FAILURE),
            failing("one connect in 10,000 lost", 0.0001, Outcome.CONNECT_TIMEOUT),
            failing("one connect in 1,000 lost", 0.001, Outcome.CONNECT_TIMEOUT),
            failing("one connect in 1,000 refused", 0.001, Outcome.CONNECTION_REFUSED),
            interrupted(10, 0.3, Outcome.CONNECTION_REFUSED),
            interrupted(20, 0.3, Outcome.CONNECTION_REFUSED),
            interrupted(40, 0.3, Outcome.CONNECT_TIMEOUT),
            interrupted(20, 1, Outcome.OVERLOADED),
            interrupted(40, 1, Outcome.GATEWAY_TIMEOUT),
            interrupted(30, 0.2, Outcome.CONNECTION_RESET),
            interrupted(60, 1.5, Outcome.REQUEST_TIMEOUT))
        .map(kind -> Arguments.of(kind.name(), kind));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void a_search_ends_and_states_no_false_capacity(String name, Kind kind) {
    var random = new SplittableRandom(SEED);
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      double rate = 20 * Math.pow(30, random.nextDouble());
      var target = new SimulatedTarget(kind.at().apply(rate), random.split());
      var done = target.run(search);
      var what = "%s, %.1f/s, seed %d, case %d: %s".formatted(name, rate, SEED, i, done);
      for (var onset : search.onsets(target.trials())) {
        if (onset.status() == OnsetStatus.FOUND) {
          assertThat(onset.outcome()).as("%s: %s", what, onset).isEqualTo(kind.outcome());
          assertThat(rate)
              .as("%s: %s", what, onset)
              .isBetween(onset.lower() * (1 - MOST_WRONG), onset.upper() * (1 + MOST_WRONG));
          found++;
        }
      }
      if (kind.outcome() != null) {
        assertThat(target.peakLoad()).as(what).isLessThanOrEqualTo(2 * rate);
      }
    }
    assertThat(found).as("answers, seed %d", SEED).isGreaterThanOrEqualTo(kind.leastFound());
  }

  private static Kind failing(String name, double share, Outcome outcome) {
    return new Kind(
        name, null, 0, rate -> (at, random) -> random.nextDouble() < share ? outcome : Outcome.OK);
  }

  private static Kind interrupted(double everySeconds, double seconds, Outcome outcome) {
    return new Kind(
        "%s for %s s every %s s".formatted(outcome, seconds, everySeconds),
        null,
        0,
        rate ->
            HostileTargets.stalling((at, random) -> Outcome.OK, everySeconds, seconds, outcome));
  }

  private static SimulatedTarget.Behaviour capacity(double rate) {
    return SimulatedTarget.capacity(rate, 2 + rate / 50);
  }
}
