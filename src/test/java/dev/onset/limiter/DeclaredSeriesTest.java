package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredSeriesTest {

  private static final int LIMIT = 50;

  private final DeclaredSeries series = new DeclaredSeries();

  @ParameterizedTest(name = "window {0} s, first boundary after {1} s, whole seconds {2}")
  @CsvSource({
    "1, 0.3, true",
    "1, 0.3, false",
    "2, 1.7, true",
    "5, 2.5, true",
    "5, 0.01, false",
    "10, 9, true"
  })
  void a_fixed_window_shows_in_what_remains_and_when_it_is_reset(
      double window, double phase, boolean whole) {
    fixedWindow(window, phase, whole, 3 * window, 3 * LIMIT / window);

    assertThat(onlyPolicy().windowSeconds()).isCloseTo(window, within(whole ? 1e-9 : 0.05));
    assertThat(onlyPolicy().ratePerSecond()).isCloseTo(LIMIT / window, within(2.5));
  }

  @Test
  void answers_out_of_order_around_a_boundary_do_not_matter() {
    var random = new Random(3);
    for (int window = 0; window < 4; window++) {
      for (int i = 0; i < 300; i++) {
        double at = window * 3 + i * 0.01;
        boolean late = window > 0 && i < 5 && random.nextBoolean();
        int remaining = late ? 0 : Math.max(0, LIMIT - 1 - i + random.nextInt(3));
        series.add(at, limits(remaining, Math.ceil(late ? 0 : 3 - i * 0.01)), remaining > 0);
      }
    }

    assertThat(onlyPolicy().windowSeconds()).isEqualTo(3);
  }

  @Test
  void a_window_longer_than_the_experiment_stays_unknown() {
    fixedWindow(3600, 1800, true, 60, 3);

    assertThat(onlyPolicy().windowSeconds()).isNull();
    assertThat(onlyPolicy().ratePerSecond()).isNull();
  }

  @Test
  void a_window_that_never_comes_near_its_limit_stays_unknown() {
    fixedWindow(5, 2, true, 30, 2);

    assertThat(onlyPolicy().windowSeconds()).isNull();
  }

  @ParameterizedTest(name = "bucket of {0} refilled at {1}/s, bursts every {2} s")
  @CsvSource({"50, 50, 1.3", "50, 50, 2", "50, 10, 7", "50, 200, 1", "50, 25, 3"})
  void a_bucket_has_no_window(double capacity, double rate, double every) {
    double tokens = capacity;
    for (int i = 0; i < 4_000; i++) {
      double at = i * 0.005;
      tokens = Math.min(capacity, tokens + rate * 0.005);
      if (at % every > every * 0.6) {
        continue;
      }
      boolean admitted = tokens >= 1;
      tokens -= admitted ? 1 : 0;
      series.add(at, limits((int) tokens, Math.ceil((capacity - tokens) / rate)), admitted);
    }

    assertThat(onlyPolicy().windowSeconds()).isNull();
  }

  @ParameterizedTest(name = "log of {0} s, {1}/s, bursts every {2} s")
  @CsvSource({"1, 60, 1.5", "1, 200, 1", "3, 40, 1.1", "3, 100, 7", "5, 30, 20"})
  void a_sliding_log_shows_its_own_window_or_none(double window, double perSecond, double every) {
    var log = new ArrayDeque<Double>();
    for (double at = 0; at < 40; at += 1 / perSecond) {
      if (at % every > every * 0.5) {
        continue;
      }
      while (!log.isEmpty() && log.peekFirst() <= at - window) {
        log.removeFirst();
      }
      boolean admitted = log.size() < LIMIT;
      if (admitted) {
        log.addLast(at);
      }
      series.add(at, limits(LIMIT - log.size(), log.peekLast() + window - at), admitted);
    }

    assertThat(onlyPolicy().windowSeconds()).isIn(null, window);
  }

  @Test
  void a_window_of_tokens_shows_though_cheap_requests_fit_in_where_dear_ones_were_refused() {
    var random = new Random(4);
    double window = 2;
    int used = 0;
    for (double at = 0; at < 5 * window; at += 0.04) {
      used = at % window < 0.04 ? 0 : used;
      int cost = 1 + random.nextInt(4);
      boolean admitted = used + cost <= LIMIT;
      used += admitted ? cost : 0;
      series.add(at, limits(LIMIT - used, window - at % window), admitted);
    }

    assertThat(onlyPolicy().windowSeconds()).isCloseTo(window, within(0.05));
  }

  @Test
  void a_window_shows_through_trials_that_pause_before_they_use_it_up() {
    double window = 2;
    int used = 0;
    double last = 0;
    for (double at = 0; at < 40; at += 0.01) {
      if (at % 5.3 > 3 || (at < 20 && at % 0.05 > 0.01)) {
        continue;
      }
      used = Math.floor(at / window) > Math.floor(last / window) ? 0 : used;
      last = at;
      boolean admitted = used < LIMIT;
      used += admitted ? 1 : 0;
      series.add(at, limits(LIMIT - used, window - at % window), admitted);
    }

    assertThat(onlyPolicy().windowSeconds()).isCloseTo(window, within(0.05));
  }

  @Test
  void what_is_left_of_a_window_after_a_pause_is_not_its_length() {
    for (double at = 30; at < 35; at += 0.02) {
      series.add(at, limits(Math.max(0, 40 - (int) ((at - 30) * 20)), 60 - at), at < 32);
    }
    for (double at = 100; at < 110; at += 0.5) {
      series.add(at, limits(49 - (int) (at - 100), 120 - at), true);
    }

    assertThat(onlyPolicy().windowSeconds()).isNull();
  }

  @ParameterizedTest(name = "bucket refilled at {0} tokens/s, seed {1}")
  @CsvSource({"25, 1", "25, 2", "50, 3", "100, 4"})
  void a_bucket_of_tokens_has_no_window(double rate, long seed) {
    var random = new Random(seed);
    double tokens = LIMIT;
    double every = 2.0 * LIMIT / rate;
    for (double at = 0; at < 30; at += 0.01) {
      tokens = Math.min(LIMIT, tokens + rate * 0.01);
      if (at % every > every * 0.5) {
        continue;
      }
      int cost = 1 + random.nextInt(4);
      boolean admitted = cost <= tokens;
      tokens -= admitted ? cost : 0;
      series.add(at, limits((int) tokens, (LIMIT - tokens) / rate), admitted);
    }

    assertThat(onlyPolicy().windowSeconds()).isNull();
  }

  @Test
  void a_declared_window_is_left_as_it_is() {
    series.add(0, DeclaredLimits.of(Map.of("ratelimit-policy", "50;w=7"), null), true);

    assertThat(onlyPolicy().windowSeconds()).isEqualTo(7);
  }

  @Test
  void responses_that_declare_nothing_change_nothing() {
    fixedWindow(2, 0.5, true, 6, 80);
    series.add(7, DeclaredLimits.NONE, true);

    assertThat(onlyPolicy().windowSeconds()).isEqualTo(2);
  }

  @Test
  void nothing_declared_is_no_policy() {
    assertThat(series.policies()).isEmpty();
  }

  private void fixedWindow(
      double window, double phase, boolean whole, double length, double perSecond) {
    int used = 0;
    double ends = phase;
    for (double at = 0; at < length; at += 1 / perSecond) {
      while (at >= ends) {
        ends += window;
        used = 0;
      }
      boolean admitted = used < LIMIT;
      used += admitted ? 1 : 0;
      double reset = whole ? Math.ceil(ends - at) : ends - at;
      series.add(at, limits(LIMIT - used, reset), admitted);
    }
  }

  private static DeclaredLimits limits(int remaining, double reset) {
    return DeclaredLimits.of(
        Map.of(
            "x-ratelimit-limit",
            "" + LIMIT,
            "x-ratelimit-remaining",
            "" + remaining,
            "x-ratelimit-reset",
            String.format(Locale.ROOT, "%.3f", reset)),
        null);
  }

  private DeclaredPolicy onlyPolicy() {
    assertThat(series.policies()).hasSize(1);
    return series.policies().get(0);
  }
}
