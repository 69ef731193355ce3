package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be told is not named. */
class IdentificationHonestyTest {

  private static final double JITTER = 0.0005;

  @Test
  void a_target_that_never_rejects_is_unknown() {
    var named = watched(now -> true, 100, 1, 20, 1);

    assertThat(named.algorithm()).isEqualTo(Algorithm.UNKNOWN);
    assertThat(named.reason()).isEqualTo("no request was rejected");
  }

  @Test
  void no_arrivals_at_all_are_unknown() {
    var named = Identification.of(Arrivals.builder(0).build(), Hints.NONE);

    assertThat(named.algorithm()).isEqualTo(Algorithm.UNKNOWN);
  }

  @Test
  void a_few_rejections_are_too_few() {
    var seen = Arrivals.builder(0);
    for (int i = 0; i < 500; i++) {
      seen.add(i / 100.0, i / 100.0 + 0.001, i % 100 != 99);
    }

    var named = Identification.of(seen.build(), Hints.NONE);

    assertThat(named.algorithm()).isEqualTo(Algorithm.UNKNOWN);
    assertThat(named.reason()).isEqualTo("only 5 requests were rejected; it takes 10");
  }

  @Test
  void under_a_constant_load_a_log_and_an_anchored_window_are_not_told_apart() {
    var watched = watch(LimiterDouble.slidingLog(100, 1, false), 100, 1, 3);
    watched.ladder(5000);
    watched.watch(new double[] {2}, 20, 15_000);

    var named = Identification.of(watched.arrivals(), Hints.NONE);

    assertThat(named.algorithm() == Algorithm.SLIDING_LOG || !Identification.isSettled(named))
        .as("%s", named)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_server_at_its_capacity_is_no_bucket(long seed) {
    var random = new SplittableRandom(seed);
    // Fails the more often the busier its last second was.
    var recent = new ArrayDeque<Double>();
    LimiterDouble server =
        now -> {
          recent.addLast(now);
          while (recent.peekFirst() < now - 1) {
            recent.removeFirst();
          }
          return random.nextDouble() < Math.min(1, 100.0 / recent.size());
        };

    var named = watched(server, 100, 1, 40, seed);

    assertThat(
            named.algorithm() == Algorithm.SHEDDING
                || named.algorithm() == Algorithm.UNKNOWN
                || !Identification.isSettled(named))
        .as("%s", named)
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void of_two_tiers_the_one_that_was_seen_gives_the_rate(long seed) {
    var perSecond = LimiterDouble.alignedWindow(100, 1, Watched.EPOCH);
    var perMinute = LimiterDouble.alignedWindow(2000, 60, Watched.EPOCH);
    LimiterDouble both = now -> perSecond.admits(now) && perMinute.admits(now);

    var named = watched(both, 100, 1, 150, seed);

    if (Identification.isSettled(named)) {
      double seen = Math.abs(named.ratePerSecond() - 100) < 2 ? 100 : 2000 / 60.0;
      assertThat(named.ratePerSecond()).as("%s", named).isCloseTo(seen, within(0.02 * seen));
    }
  }

  @Test
  void a_declared_window_is_found_though_it_is_unusual() {
    double window = 7.3125;
    var watched = watch(LimiterDouble.slidingLog(400, window, false), 55, window, 4);
    watched.ladder(5000);
    watched.watch(Watched.DENSE, 3 * window, 15_000);

    var named = Identification.of(watched.arrivals(), new Hints(java.util.List.of(window)));

    assertThat(named.algorithm()).isEqualTo(Algorithm.SLIDING_LOG);
    assertThat(named.windowSeconds()).isEqualTo(window);
    assertThat(named.burst()).isEqualTo(400);
  }

  @Test
  void requests_that_were_never_answered_count_as_admitted() {
    var limiter = LimiterDouble.tokenBucket(50, 20);
    var random = new SplittableRandom(5);
    var seen = Arrivals.builder(0);
    double now = 0;
    for (int i = 0; i < 6000; i++) {
      now += (i / 100 % 3 == 0 ? 0.03 : 0.011) * (0.8 + 0.4 * random.nextDouble());
      boolean admitted = limiter.admits(now);
      boolean lost = admitted && random.nextInt(100) == 0;
      seen.add(now, lost ? Double.POSITIVE_INFINITY : now + 0.001, admitted);
    }

    var named = Identification.of(seen.build(), Hints.NONE);

    assertThat(named.algorithm()).as("%s", named).isEqualTo(Algorithm.TOKEN_BUCKET);
    assertThat(named.ratePerSecond()).isCloseTo(50, within(0.5));
    assertThat(named.burst()).isCloseTo(20, within(1.0));
  }

  private static Limiter watched(
      LimiterDouble limiter, double rate, double window, double seconds, long seed) {
    var watched = watch(limiter, rate, window, seed);
    watched.ladder(10_000);
    watched.watch(Watched.DENSE, seconds, 25_000);
    return Identification.of(watched.arrivals(), Hints.NONE);
  }

  private static Watched watch(LimiterDouble limiter, double rate, double window, long seed) {
    return new Watched(new SplittableRandom(seed), limiter, JITTER, 0.002, rate, window);
  }
}
