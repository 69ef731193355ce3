package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Scopes, delays, capacity and noise, seen by a caller. */
@Timeout(60)
class GatewayLimitsTest {
  private static final RateLimit ONE = new RateLimit(0.001, 1);

  @Test
  void each_credential_has_a_limit_of_its_own() throws IOException {
    Scope scope = new Scope(Scope.Kind.CREDENTIAL, "X-Key");
    try (Sandbox sandbox = Sandbox.start(limits(ONE, scope, Duration.ZERO, null, Noise.none()));
        Caller caller = Caller.connect(sandbox)) {
      List<Integer> statuses = new ArrayList<>();
      for (String header : List.of("X-Key: a", "x-key: b", "X-Key: a", "X: y", "X: z")) {
        statuses.add(caller.send("GET / HTTP/1.1\r\n" + header + "\r\n\r\n").read().status());
      }
      assertThat(statuses).containsExactly(200, 200, 429, 200, 429);
    }
  }

  @Test
  void callers_from_one_address_share_a_limit_whatever_they_send() throws IOException {
    Scope scope = new Scope(Scope.Kind.ADDRESS, "Authorization");
    try (Sandbox sandbox = Sandbox.start(limits(ONE, scope, Duration.ZERO, null, Noise.none()));
        Caller one = Caller.connect(sandbox);
        Caller other = Caller.connect(sandbox)) {
      assertThat(one.get().status()).isEqualTo(200);
      assertThat(other.send("GET / HTTP/1.1\r\nAuthorization: b\r\n\r\n").read().status())
          .isEqualTo(429);
    }
  }

  @Test
  void the_key_not_used_for_longest_is_forgotten_beyond_the_most_that_are_kept() {
    RateLimiter limiter = new RateLimiter(ONE, 1, () -> 0);
    for (int i = 0; i < RateLimiter.MOST_KEYS; i++) {
      assertThat(admits(limiter, "key " + i)).isTrue();
    }
    assertThat(admits(limiter, "key 0")).isFalse();
    assertThat(admits(limiter, "one more")).isTrue();
    assertThat(admits(limiter, "key 0")).isFalse();
    assertThat(admits(limiter, "key 1")).isTrue();
  }

  private static boolean admits(RateLimiter limiter, String key) {
    return limiter.ask(key).decision().admitted();
  }

  @Test
  void a_leaky_bucket_spaces_the_answers_and_rejects_at_once() throws IOException {
    RateLimit leaky = new RateLimit(Algorithm.LEAKY_BUCKET, 20, 2, Duration.ofSeconds(1));
    try (Sandbox sandbox = Sandbox.start(limits(leaky, Duration.ZERO));
        Caller first = Caller.connect(sandbox);
        Caller second = Caller.connect(sandbox);
        Caller third = Caller.connect(sandbox);
        Caller fourth = Caller.connect(sandbox)) {
      long start = System.nanoTime();
      assertThat(first.get().status()).isEqualTo(200);
      second.send(Caller.GET);
      assertThat(Caller.soon(() -> sandbox.admitted() == 2)).isTrue();
      third.send(Caller.GET);
      assertThat(Caller.soon(() -> sandbox.admitted() + sandbox.rejected() == 3)).isTrue();
      fourth.send(Caller.GET);
      assertThat(second.read().status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
      assertThat(third.read().status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000L);
      assertThat(fourth.read().status()).isIn(200, 429);
    }
  }

  @Test
  void a_concurrency_cap_counts_requests_until_their_answer_or_their_connections_end()
      throws IOException {
    RateLimit cap = new RateLimit(Algorithm.CONCURRENCY_CAP, 1, 2, Duration.ofSeconds(1));
    try (Sandbox sandbox = Sandbox.start(limits(cap, Duration.ofMinutes(5)));
        Caller second = Caller.connect(sandbox);
        Caller third = Caller.connect(sandbox)) {
      second.send(Caller.GET);
      try (Caller first = Caller.connect(sandbox).send(Caller.GET)) {
        assertThat(Caller.soon(() -> sandbox.admitted() == 2)).isTrue();
        assertThat(first.silent()).isTrue();
        assertThat(third.get().status()).isEqualTo(429);
      }
      assertThat(Caller.soon(() -> sandbox.openConnections() == 2)).isTrue();
      third.send(Caller.GET);
      assertThat(Caller.soon(() -> sandbox.admitted() == 3)).isTrue();
    }
    try (Sandbox sandbox = Sandbox.start(limits(cap, Duration.ofMillis(5)));
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 5; i++) {
        assertThat(caller.get().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void a_full_queue_is_answered_503_after_a_wait_and_counted() throws IOException {
    Capacity capacity = new Capacity(10, 0, Duration.ZERO);
    try (Sandbox sandbox =
            Sandbox.start(limits(null, Scope.global(), Duration.ZERO, capacity, Noise.none()));
        Caller first = Caller.connect(sandbox);
        Caller second = Caller.connect(sandbox)) {
      long start = System.nanoTime();
      first.send(Caller.GET);
      assertThat(Caller.soon(() -> sandbox.admitted() == 1)).isTrue();
      assertThat(second.get().status()).isEqualTo(503);
      assertThat(first.read().status()).isEqualTo(200);
      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000L);
      assertThat(sandbox.overloaded()).isEqualTo(1);
    }
  }

  @Test
  void errors_by_chance_say_so_and_are_counted() throws IOException {
    Noise noise = new Noise(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 1);
    try (Sandbox sandbox = Sandbox.start(limits(ONE, Scope.global(), Duration.ZERO, null, noise));
        Caller caller = Caller.connect(sandbox)) {
      Caller.Response failed = caller.get();
      assertThat(failed.status()).isEqualTo(503);
      assertThat(failed.body()).isEqualTo("{\"error\": \"Upstream failure\"}");
      assertThat(caller.get().status()).isEqualTo(429);
      assertThat(sandbox.failed()).isEqualTo(1);
    }
  }

  @Test
  void a_stall_holds_rejections_too() throws IOException {
    Noise noise = new Noise(Duration.ofMillis(50), Duration.ofMillis(80), Duration.ZERO, 0, 1);
    try (Sandbox sandbox = Sandbox.start(limits(ONE, Scope.global(), Duration.ZERO, null, noise));
        Caller caller = Caller.connect(sandbox)) {
      assertThat(caller.get().status()).isEqualTo(200);
      long started;
      do {
        started = System.nanoTime();
        assertThat(caller.get().status()).isEqualTo(429);
      } while (System.nanoTime() - started < 40_000_000);
    }
  }

  @Test
  void answers_on_one_connection_keep_their_order_whatever_the_jitter() throws IOException {
    RateLimit three = new RateLimit(0.001, 3);
    Noise noise = new Noise(Duration.ZERO, Duration.ZERO, Duration.ofMillis(30), 0, 1);
    try (Sandbox sandbox =
            Sandbox.start(limits(three, Scope.global(), Duration.ZERO, null, noise));
        Caller caller = Caller.connect(sandbox).send(Caller.GET.repeat(4))) {
      List<String> left = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        left.add(caller.read().header("RateLimit").orElseThrow().replaceAll(";t=.*", ""));
      }
      assertThat(left)
          .containsExactly(
              "\"default\";r=2", "\"default\";r=1", "\"default\";r=0", "\"default\";r=0");
    }
  }

  private static SandboxLimits limits(RateLimit rate, Duration responseTime) {
    return limits(rate, Scope.global(), responseTime, null, Noise.none());
  }

  private static SandboxLimits limits(
      @Nullable RateLimit rate,
      Scope scope,
      Duration responseTime,
      @Nullable Capacity capacity,
      Noise noise) {
    return new SandboxLimits(
        rate, scope, 1, Rejection.standard(), null, responseTime, capacity, noise);
  }
}
