package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An outage, seen by a caller; the gateway's clock is set by hand. */
@Timeout(60)
class GatewayOutageTest {
  private static final String HEALTH = "GET /up HTTP/1.1\r\n\r\n";

  private final AtomicLong clock = new AtomicLong(Duration.ofDays(1).toNanos());

  @Test
  void it_answers_all_with_its_status_and_asks_no_limiter_until_it_has_recovered()
      throws IOException {
    try (Sandbox sandbox = sandbox(Duration.ZERO);
        Caller caller = Caller.connect(sandbox)) {
      down(caller);
      later(2_249);
      assertThat(caller.get().status()).isEqualTo(502);
      later(2_250);
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(sandbox.admitted()).isEqualTo(3);
      assertThat(sandbox.rejected()).isZero();
      assertThat(sandbox.metOutage()).isEqualTo(3);
    }
  }

  @Test
  void the_health_path_says_so_but_does_not_count() throws IOException {
    try (Sandbox sandbox = sandbox(Duration.ZERO);
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 10; i++) {
        assertThat(caller.send(HEALTH).read().status()).isEqualTo(200);
      }
      down(caller);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(503);
      later(2_249);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(503);
      later(1);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(200);
    }
  }

  @Test
  void a_late_health_check_knows_of_the_whole_outage_though_nobody_asked_meanwhile()
      throws IOException {
    try (Sandbox sandbox = sandbox(Duration.ofSeconds(5));
        Caller caller = Caller.connect(sandbox)) {
      down(caller);
      // Down from 0 s to 2.25 s, as was said at 7.249 s; nobody asked since.
      later(4_999);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(200);
      later(2_250);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(503);
      later(1);
      assertThat(caller.send(HEALTH).read().status()).isEqualTo(200);
    }
  }

  /** Two are fine within 250 ms, the others are not. */
  private static void down(Caller caller) throws IOException {
    for (int i = 0; i < 4; i++) {
      Caller.Response answer = caller.get();
      assertThat(answer.status()).isEqualTo(i < 2 ? 200 : 502);
      if (i >= 2) {
        assertThat(answer.body()).isEqualTo("{\"error\": \"The gateway is down\"}");
      }
    }
  }

  private Sandbox sandbox(Duration delay) {
    Outage outage = new Outage(8, 4, Duration.ofSeconds(2), 502);
    SandboxLimits limits =
        SandboxLimits.unlimited()
            .with(
                new Causes(
                    new HealthCheck("/up", false, delay),
                    outage,
                    null,
                    RequestLimits.NONE,
                    LargeAnswers.NONE));
    return Sandbox.start(limits, clock::get);
  }

  private void later(int millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }
}
