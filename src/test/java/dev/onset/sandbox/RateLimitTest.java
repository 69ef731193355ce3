package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.sandbox.Caller.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RateLimitTest {
  private final StoppedClock clock = new StoppedClock();

  @Test
  void the_burst_is_admitted_and_the_rest_rejected_until_a_token_is_back() throws IOException {
    try (Sandbox sandbox = Sandbox.start(limits(200, 3, Rejection.standard()), clock);
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 3; i++) {
        assertThat(caller.get().status()).isEqualTo(200);
      }
      Response rejected = caller.get();
      assertThat(rejected.status()).isEqualTo(429);
      assertThat(rejected.body()).isEqualTo("{\"error\": \"API Rate Limit Exceeded\"}");
      assertThat(rejected.header("Content-Type")).contains("application/json");

      clock.advance(Duration.ofMillis(5).minusNanos(1));
      assertThat(caller.get().status()).isEqualTo(429);
      clock.advance(Duration.ofNanos(1));
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(caller.get().status()).isEqualTo(429);

      assertThat(sandbox.admitted()).isEqualTo(4);
      assertThat(sandbox.rejected()).isEqualTo(3);
      assertThat(sandbox.acceptedConnections()).isEqualTo(1);
    }
  }

  @Test
  void admitted_and_rejected_responses_announce_the_policy_and_what_is_left() throws IOException {
    try (Sandbox sandbox = Sandbox.start(limits(0.5, 2, Rejection.standard()), clock);
        Caller caller = Caller.connect(sandbox)) {
      assertAnnounces(caller.get(), 200, "\"default\";r=1;t=2");
      assertAnnounces(caller.get(), 200, "\"default\";r=0;t=4");
      assertAnnounces(caller.get(), 429, "\"default\";r=0;t=4");
      clock.advance(Duration.ofMillis(3500));
      assertAnnounces(caller.get(), 200, "\"default\";r=0;t=3");
    }
  }

  private static void assertAnnounces(Response response, int status, String rateLimit) {
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("RateLimit-Policy")).contains("\"default\";q=1;w=2");
    assertThat(response.header("RateLimit")).contains(rateLimit);
  }

  @Test
  void the_system_clock_does_not_refill_a_nearly_dry_bucket() throws IOException {
    try (Sandbox sandbox = Sandbox.start(limits(0.001, 10, Rejection.standard()));
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 30; i++) {
        assertThat(caller.get().status()).isEqualTo(i < 10 ? 200 : 429);
      }
      assertThat(sandbox.admitted()).isEqualTo(10);
      assertThat(sandbox.rejected()).isEqualTo(20);
    }
  }

  @Test
  void the_rejection_can_look_like_another_gateways() throws IOException {
    Rejection rejection =
        new Rejection(
            503, Map.of("X-Gateway", "ours", "Retry-After", "7"), "später", "text/plain", false);
    try (Sandbox sandbox = Sandbox.start(limits(0.001, 1, rejection), clock);
        Caller caller = Caller.connect(sandbox)) {
      Response admitted = caller.get();
      Response rejected = caller.get();

      assertThat(admitted.status()).isEqualTo(200);
      assertThat(admitted.header("X-Gateway")).isEmpty();
      assertThat(admitted.header("RateLimit")).isEmpty();
      assertThat(rejected.head().get(0)).isEqualTo("HTTP/1.1 503 Service Unavailable");
      assertThat(rejected.header("X-Gateway")).contains("ours");
      assertThat(rejected.header("Retry-After")).contains("7");
      assertThat(rejected.header("Content-Type")).contains("text/plain");
      assertThat(rejected.header("RateLimit")).isEmpty();
      assertThat(rejected.header("RateLimit-Policy")).isEmpty();
      assertThat(rejected.body()).isEqualTo("später");
    }
  }

  @Test
  void without_a_rate_nothing_is_rejected_or_announced() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxLimits.unlimited(), clock);
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 5_000; i++) {
        assertThat(caller.get().status()).isEqualTo(200);
      }
      assertThat(caller.get().header("RateLimit")).isEmpty();
      assertThat(sandbox.admitted()).isEqualTo(5_001);
      assertThat(sandbox.rejected()).isZero();
      assertThat(sandbox.acceptedConnections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, 1, 10, 2001",
    "2.5, 1, 1000, 2501",
    "0.001, 1, 5000, 6",
    "0.3, 4, 100, 34",
    "33.333, 10, 1000, 33343",
    "999.999, 2, 100, 100001",
  })
  void the_sustained_rate_is_exact(double perSecond, long burst, int seconds, long admitted) {
    RateLimiter limiter = new RateLimiter(new RateLimit(perSecond, burst), 1, clock);
    for (long tick = 0; tick <= seconds * 1_000L; tick++) {
      while (limiter.ask("").decision().admitted()) {
        // until the bucket is empty
      }
      clock.advance(Duration.ofMillis(1));
    }
    assertThat(limiter.admitted()).isEqualTo(admitted);
  }

  private static SandboxLimits limits(double perSecond, long burst, Rejection rejection) {
    return new SandboxLimits(new RateLimit(perSecond, burst), null, rejection, Duration.ZERO);
  }

  /** Time that passes only when told to. */
  private static final class StoppedClock implements LongSupplier {
    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration by) {
      nanos.addAndGet(by.toNanos());
    }

    @Override
    public long getAsLong() {
      return nanos.get();
    }
  }
}
