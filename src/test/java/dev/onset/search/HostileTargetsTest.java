package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.outcome.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Targets on which many searches state a threshold that is not there. */
class HostileTargetsTest {

  private static final long SEED = 20261122;
  private static final int CASES = 12;

  /** Limiters with a long memory take long to tell. */
  private static final int FEW_CASES = 3;

  private static final int MOST_TRIALS = 200;

  /** How far outside of its bounds the truth may be. */
  private static final double MOST_WRONG = 0.06;

  private final RatePlan plan = RatePlan.defaults();

  /**
   * A kind of target.
   *
   * @param outcome what begins at the true rate, or null when nothing depends on the load
   * @param burstSeconds most that it admits at once beyond its rate, in seconds of that rate
   * @param leastFound answers expected of the {@value #CASES} cases
   */
  record Kind(
      String name,
      Outcome outcome,
      double burstSeconds,
      int leastFound,
      DoubleFunction<SimulatedTarget.Behaviour> at) {}

  static Stream<Arguments> kinds() {
    return Stream.of(
            new Kind(
                "a bucket whose path loses everything for 1.5 s every two minutes",
                Outcome.RATE_LIMITED,
                0.15,
                11,
                rate -> HostileTargets.stalling(bucket(rate), 120, 1.5, Outcome.CONNECT_TIMEOUT)),
            new Kind(
                "a server that stands still for 1.5 s every two minutes",
                Outcome.OVERLOADED,
                0.15,
                11,
                rate -> HostileTargets.stalling(capacity(rate), 120, 1.5, Outcome.REQUEST_TIMEOUT)),
            new Kind(
                "a server that recovers slowly",
                Outcome.OVERLOADED,
                0.15,
                11,
                rate -> HostileTargets.slowToRecover(rate, 15)),
            new Kind("a log of 1 s that counts rejects", Outcome.RATE_LIMITED, 1, 11, log(1)),
            new Kind("a log of 5 s that counts rejects", Outcome.RATE_LIMITED, 5, 3, log(5)),
            new Kind("a log of 30 s that counts rejects", Outcome.RATE_LIMITED, 30, 0, log(30)),
            new Kind("a limiter that blocks for 5 s", Outcome.RATE_LIMITED, 0.15, 0, block(5)),
            new Kind("a limiter that blocks for 60 s", Outcome.RATE_LIMITED, 0.15, 0, block(60)),
            new Kind("windows of 1 s", Outcome.RATE_LIMITED, 1, 11, window(1)),
            new Kind("windows of 5 s", Outcome.RATE_LIMITED, 5, 3, window(5)),
            new Kind("windows of 10 s", Outcome.RATE_LIMITED, 10, 2, window(10)),
            new Kind("windows of 60 s", Outcome.RATE_LIMITED, 60, 0, window(60)),
            new Kind(
                "a server that dies for good",
                Outcome.CONNECT_TIMEOUT,
                0.15,
                0,
                rate -> HostileTargets.mortal(rate, 2 + rate / 50)),
            new Kind("a target that fails 5 % at random", null, 0, 0, failing(0.05)),
            new Kind("a target that fails 1.5 % at random", null, 0, 0, failing(0.015)),
            new Kind("a target that fails 1 % at random", null, 0, 0, failing(0.01)),
            unreliable("one connect in 10,000 lost", 0.0001, Outcome.CONNECT_TIMEOUT),
            unreliable("one connect in 1,000 lost", 0.001, Outcome.CONNECT_TIMEOUT),
            unreliable("one connect in 1,000 refused", 0.001, Outcome.CONNECTION_REFUSED),
            interrupted(10, 0.3, Outcome.CONNECTION_REFUSED),
            interrupted(20, 0.3, Outcome.CONNECTION_REFUSED),
            interrupted(40, 0.3, Outcome.CONNECT_TIMEOUT),
            interrupted(20, 1, Outcome.OVERLOADED),
            interrupted(40, 1, Outcome.OVERLOADED),
            interrupted(40, 1, Outcome.GATEWAY_TIMEOUT),
            interrupted(30, 0.2, Outcome.CONNECTION_RESET),
            interrupted(60, 1.5, Outcome.REQUEST_TIMEOUT),
            new Kind(
                "a bucket behind a path that is cut for 0.3 s every 20 s",
                Outcome.RATE_LIMITED,
                0.15,
                11,
                rate -> HostileTargets.stalling(bucket(rate), 20, 0.3, Outcome.CONNECT_TIMEOUT)))
        .map(kind -> Arguments.of(kind.name(), kind));
  }

  @ParameterizedTest(name = "{0} a second and {1} every {2} s")
  @CsvSource({"145, 5983, 60", "38, 2003, 60", "161, 2054, 15", "121, 2475, 30"})
  void a_stricter_limit_that_is_declared_is_waited_for(long first, long second, double window) {
    var ofSecond = SimulatedTarget.fixedWindow(first, 1);
    var slower = SimulatedTarget.fixedWindow(second, window);
    var target =
        new SimulatedTarget(
            (at, random) ->
                ofSecond.arrives(at, random) == Outcome.OK
                    ? slower.arrives(at, random)
                    : Outcome.RATE_LIMITED,
            new SplittableRandom(SEED));
    var declared = List.of(policy(first, 1), policy(second, window));
    var search = new RateSearch(plan, new LimiterReading(Instant.EPOCH, () -> declared), 20_000, 1);

    target.run(search);

    for (var onset : search.onsets(target.trials())) {
      if (onset.status() == OnsetStatus.FOUND) {
        assertThat(second / window).as("%s", onset).isBetween(onset.lower(), onset.upper());
      }
    }
  }

  @ParameterizedTest(name = "{0}/s, burst {1}, at most {2}/s")
  @CsvSource({"348.592, 34, 364.965", "200, 20, 209"})
  void a_bucket_that_could_not_be_emptied_proves_less(double rate, double burst, double most) {
    for (int seed = 0; seed < 5; seed++) {
      var target =
          new SimulatedTarget(SimulatedTarget.tokenBucket(rate, burst), new SplittableRandom(seed));
      var cramped = new RatePlan(10, most, 0.01, 1.25, plan.level(), plan.trial(), plan.confirm());
      var search = new RateSearch(cramped, new LimiterReading(Instant.EPOCH, List::of), 20_000, 1);

      target.run(search);

      for (var onset : search.onsets(target.trials())) {
        if (onset.status() == OnsetStatus.FOUND) {
          assertThat(rate).as("%s", onset).isBetween(onset.lower(), onset.upper());
        }
      }
    }
  }

  private static DeclaredPolicy policy(double limit, double windowSeconds) {
    return new DeclaredPolicy(
        null, DeclaredUnit.REQUESTS, limit, windowSeconds, null, null, "RateLimit-Policy");
  }

  /** Healthy at every load, but for an interruption now and then. */
  private static Kind interrupted(double everySeconds, double seconds, Outcome outcome) {
    return new Kind(
        "%s for %s s every %s s".formatted(outcome, seconds, everySeconds),
        null,
        0,
        0,
        rate ->
            HostileTargets.stalling((at, random) -> Outcome.OK, everySeconds, seconds, outcome));
  }

  /** Healthy at every load, but for one attempt in so many. */
  private static Kind unreliable(String name, double share, Outcome outcome) {
    return new Kind(
        name,
        null,
        0,
        0,
        rate -> (at, random) -> random.nextDouble() < share ? outcome : Outcome.OK);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kinds")
  void a_search_ends_states_no_false_threshold_and_offers_no_more_than_it_must(
      String name, Kind kind) {
    var random = new SplittableRandom(SEED);
    int found = 0;
    int cases = kind.burstSeconds() >= 5 || name.contains("blocks") ? FEW_CASES : CASES;
    for (int i = 0; i < cases; i++) {
      double rate = 20 * Math.pow(30, random.nextDouble());
      var target = new SimulatedTarget(kind.at().apply(rate), random.split());
      var search = new RateSearch(plan, new LimiterReading(Instant.EPOCH, List::of), 20_000, 1);
      target.run(search);
      var what = "%s, %.1f/s, seed %d, case %d".formatted(name, rate, SEED, i);

      assertThat(target.trials()).as(what).hasSizeLessThan(MOST_TRIALS);
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
        assertThat(target.peakLoad()).as(what).isLessThanOrEqualTo(mostOffered(rate, kind));
      }
    }
    assertThat(found).as("answers, seed %d", SEED).isGreaterThanOrEqualTo(kind.leastFound());
  }

  /**
   * The ladder leaves a level x only if it was clean, so that {@code (x - rate) · level} is at most
   * the burst; the next level is {@code step} times that. A limiter is watched at up to three times
   * the rate that it is suspected of; whatever else fails is never pushed further than once more.
   */
  private double mostOffered(double rate, Kind kind) {
    double levelSeconds = plan.level().toNanos() / 1e9;
    double burst = kind.burstSeconds() * rate + 3;
    double reached = plan.step() * (rate + burst / levelSeconds);
    return kind.outcome() == Outcome.RATE_LIMITED ? 3 * reached : 1.6 * reached;
  }

  private static SimulatedTarget.Behaviour bucket(double rate) {
    return SimulatedTarget.tokenBucket(rate, 1 + rate / 10);
  }

  private static SimulatedTarget.Behaviour capacity(double rate) {
    return SimulatedTarget.capacity(rate, 2 + rate / 50);
  }

  private static DoubleFunction<SimulatedTarget.Behaviour> log(double seconds) {
    return rate -> HostileTargets.slidingLogCountingRejects(Math.round(rate * seconds), seconds);
  }

  private static DoubleFunction<SimulatedTarget.Behaviour> block(double seconds) {
    return rate -> HostileTargets.blocking(rate, 1 + rate / 10, seconds);
  }

  private static DoubleFunction<SimulatedTarget.Behaviour> window(double seconds) {
    return rate -> SimulatedTarget.fixedWindow(Math.round(rate * seconds), seconds);
  }

  private static DoubleFunction<SimulatedTarget.Behaviour> failing(double share) {
    return rate -> SimulatedTarget.withStrayFailures((seconds, random) -> Outcome.OK, share);
  }
}
