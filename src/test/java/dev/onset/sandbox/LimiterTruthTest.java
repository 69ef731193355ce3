package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whether limiters keep what their decisions say, on random arrivals. */
class LimiterTruthTest {
  private static final long START = TimeUnit.SECONDS.toNanos(1_700_000_000) + 123_456_789;
  private static final int HISTORIES = 60;

  /** How far from what is said may be; Bucket4j rounds down to a nanosecond. */
  private static final long ROUNDING_NANOS = 1_000;

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      mode = Mode.EXCLUDE,
      names = {"CONCURRENCY_CAP", "SHEDDING"})
  void a_request_is_admitted_when_it_was_said_and_not_before(Algorithm algorithm) {
    int rejections = 0;
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = new History(algorithm, seed);
      Decision last = history.run();
      if (last.admitted()) {
        assertThat(last.retryNanos()).isZero();
        continue;
      }
      rejections++;
      assertThat(last.remaining()).as("seed %d", seed).isZero();
      assertThat(last.resetNanos()).as("seed %d", seed).isGreaterThanOrEqualTo(last.retryNanos());
      long when = history.end() + last.retryNanos();
      assertThat(history.replayed().ask(when + ROUNDING_NANOS).admitted())
          .as("seed %d", seed)
          .isTrue();
      if (last.retryNanos() > ROUNDING_NANOS) {
        assertThat(history.replayed().ask(when - ROUNDING_NANOS).admitted())
            .as("seed %d", seed)
            .isFalse();
      }
    }
    assertThat(rejections).isGreaterThan(HISTORIES / 4);
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      mode = Mode.EXCLUDE,
      names = {"SHEDDING"})
  void exactly_as_many_more_are_admitted_as_are_said_to_remain(Algorithm algorithm) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = new History(algorithm, seed);
      Decision last = history.run();
      Limiter limiter = history.replayed();
      long more = 0;
      while (limiter.ask(history.end()).admitted()) {
        more++;
      }
      assertThat(more).as("seed %d", seed).isEqualTo(last.remaining());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      mode = Mode.EXCLUDE,
      names = {"CONCURRENCY_CAP", "SHEDDING"})
  void once_reset_a_limiter_admits_as_much_as_a_new_one(Algorithm algorithm) {
    for (int seed = 0; seed < HISTORIES; seed++) {
      History history = new History(algorithm, seed);
      long reset = history.end() + history.run().resetNanos() + ROUNDING_NANOS;
      Limiter limiter = history.replayed();
      long admitted = 0;
      while (limiter.ask(reset).admitted()) {
        admitted++;
      }
      assertThat(admitted).as("seed %d", seed).isEqualTo(history.limit.mostAtOnce());
    }
  }

  @Test
  void a_cap_admits_again_when_a_request_is_over() {
    Limiter cap = new ConcurrencyCap(2);

    assertThat(cap.ask(0).remaining()).isEqualTo(1);
    assertThat(cap.ask(1).admitted()).isTrue();
    assertThat(cap.ask(2).admitted()).isFalse();
    assertThat(cap.ask(1_000_000_000_000L).admitted()).isFalse();
    cap.done();
    assertThat(cap.ask(3).admitted()).isTrue();
    assertThat(cap.ask(4).admitted()).isFalse();
  }

  @Test
  void shedding_brings_any_overload_down_to_the_limit() {
    for (int perSecond : new int[] {150, 300, 1000}) {
      Limiter shedding = new Shedding(100, new SplittableRandom(1));
      long admitted = 0;
      for (long i = 0; i < 101L * perSecond; i++) {
        boolean passed = shedding.ask(START + i * 1_000_000_000 / perSecond).admitted();
        if (passed && i >= perSecond) {
          admitted++;
        }
      }
      // Three standard deviations of 10,000 expected.
      assertThat((double) admitted).isCloseTo(10_000, within(300.0));
    }
  }

  @Test
  void shedding_rejects_nobody_up_to_the_limit() {
    Limiter shedding = new Shedding(100, new SplittableRandom(1));
    for (long i = 0; i < 10_000; i++) {
      assertThat(shedding.ask(START + i * 10_000_000).admitted()).isTrue();
    }
  }

  @Test
  void a_log_of_many_requests_forgets_in_order() {
    RecentTimes times = new RecentTimes(1_000);
    for (int i = 0; i < 1_500; i++) {
      times.add(i);
      times.forgetUntil(i - 700);
    }
    assertThat(times.size()).isEqualTo(700);
    assertThat(times.oldest()).isEqualTo(800);
    for (int i = 1_500; i < 3_000; i++) {
      times.add(i);
    }
    assertThat(times.isFull()).isTrue();
    assertThat(times.oldest()).isEqualTo(2_000);
    assertThat(times.latest()).isEqualTo(2_999);
  }

  /** Some requests at random times, at about twice the limit. */
  private static final class History {
    private final RateLimit limit;
    private final List<Long> times = new ArrayList<>();

    History(Algorithm algorithm, int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int perSecond = random.nextInt(1, 40);
      int seconds = random.nextInt(1, 4);
      limit =
          new RateLimit(algorithm, perSecond, random.nextInt(1, 10), Duration.ofSeconds(seconds));
      long now = START;
      for (int i = random.nextInt(1, 8 * perSecond * seconds); i >= 0; i--) {
        times.add(now);
        now += random.nextLong(1_000_000_000 / perSecond);
      }
    }

    long end() {
      return times.get(times.size() - 1);
    }

    Decision run() {
      Limiter limiter = start();
      for (long time : times.subList(0, times.size() - 1)) {
        limiter.ask(time);
      }
      return limiter.ask(end());
    }

    Limiter replayed() {
      Limiter limiter = start();
      times.forEach(limiter::ask);
      return limiter;
    }

    private Limiter start() {
      return limit.algorithm().start(limit, START, new SplittableRandom(1));
    }
  }
}
