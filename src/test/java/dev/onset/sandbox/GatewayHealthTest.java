package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The health path, seen by a caller; the gateway's clock is set by hand. */
@Timeout(60)
class GatewayHealthTest {
  private static final RateLimit TWO = new RateLimit(0.001, 2);
  private static final String UP = "200 {\"status\":\"up\"}";
  private static final String DOWN = "503 {\"status\":\"down\"}";

  private final AtomicLong clock = new AtomicLong(Duration.ofDays(1).toNanos());

  @Test
  void it_is_down_for_a_second_after_a_request_was_turned_away_and_asks_no_limiter()
      throws IOException {
    try (Sandbox sandbox = sandbox(false, Duration.ZERO);
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 5; i++) {
        assertThat(health(caller)).isEqualTo(UP);
      }
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(health(caller)).isEqualTo(UP);
      assertThat(caller.get().status()).isEqualTo(429);
      assertThat(health(caller)).isEqualTo(DOWN);
      later(999);
      assertThat(health(caller)).isEqualTo(DOWN);
      later(1);
      assertThat(health(caller)).isEqualTo(UP);
      assertThat(sandbox.admitted()).isEqualTo(2);
      assertThat(sandbox.rejected()).isEqualTo(1);
    }
  }

  @Test
  void its_answers_declare_no_limit_and_any_query_is_answered() throws IOException {
    try (Sandbox sandbox = sandbox(false, Duration.ZERO);
        Caller caller = Caller.connect(sandbox)) {
      Caller.Response answer = caller.send("GET /up?x=1 HTTP/1.1\r\n\r\n").read();
      assertThat(answer.head())
          .containsExactly(
              "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 15");
      assertThat(caller.send("GET /upper HTTP/1.1\r\n\r\n").read().body()).contains("ok");
    }
  }

  @Test
  void a_late_check_turns_red_and_green_late() throws IOException {
    try (Sandbox sandbox = sandbox(false, Duration.ofSeconds(3));
        Caller caller = Caller.connect(sandbox)) {
      overload(caller);
      assertThat(health(caller)).isEqualTo(UP);
      later(2_999);
      assertThat(health(caller)).isEqualTo(UP);
      later(1);
      assertThat(health(caller)).isEqualTo(DOWN);
      later(1_000);
      assertThat(health(caller)).isEqualTo(UP);
    }
  }

  @Test
  void a_check_that_lies_is_always_up() throws IOException {
    try (Sandbox sandbox = sandbox(true, Duration.ZERO);
        Caller caller = Caller.connect(sandbox)) {
      overload(caller);
      assertThat(health(caller)).isEqualTo(UP);
      assertThat(sandbox.describe()).contains("health: /up, always 200, whatever happens");
    }
  }

  private Sandbox sandbox(boolean lies, Duration delay) {
    SandboxLimits limits =
        new SandboxLimits(TWO, null, Rejection.standard(), Duration.ZERO)
            .with(
                new Causes(
                    new HealthCheck("/up", lies, delay),
                    null,
                    null,
                    RequestLimits.NONE,
                    LargeAnswers.NONE));
    return Sandbox.start(limits, clock::get);
  }

  private static void overload(Caller caller) throws IOException {
    for (int i = 0; i < 3; i++) {
      caller.get();
    }
  }

  private static String health(Caller caller) throws IOException {
    Caller.Response answer = caller.send("GET /up HTTP/1.1\r\n\r\n").read();
    return answer.status() + " " + answer.body();
  }

  private void later(int millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
