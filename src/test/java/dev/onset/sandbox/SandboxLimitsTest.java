package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxLimitsTest {
  private static final int SOMAXCONN = 4096;

  @Test
  void limits_are_described_in_words() {
    SandboxLimits limits =
        new SandboxLimits(
            new RateLimit(200, 20),
            new ConnectionLimit(40, 16),
            Rejection.standard(),
            Duration.ofMillis(50));
    assertThat(limits.describe(SOMAXCONN))
        .containsExactly(
            "rate: token bucket, 200 requests/s, burst 20, rejects with 429",
            "announced: RateLimit-Policy: \"default\";q=200;w=1",
            "connections: serves 40 at once, then up to 17 more wait in the kernel's accept queue"
                + " (backlog 16), from the 58th on connects time out",
            "response time: 50 ms added");
  }

  @Test
  void no_limits_are_described_as_such() {
    assertThat(SandboxLimits.unlimited().describe(SOMAXCONN))
        .containsExactly("rate: unlimited", "connections: unlimited", "response time: none added");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, from the 4th on",
    "100, 20, from the 122nd on",
    "100, 19, from the 121st on",
    "100, 21, from the 123rd on",
    "100, 9, from the 111th on",
    "100, 5000, (backlog 5000 which the kernel caps at 4096)",
    "100, 5000, from the 4198th on",
  })
  void the_first_connect_to_time_out_is_named(int capacity, int backlog, String words) {
    assertThat(
            new ConnectionLimit(capacity, backlog).describe(SOMAXCONN).replace(", which", " which"))
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 200, 1",
    "1, 1, 1",
    "2.5, 5, 2",
    "0.3, 3, 10",
    "0.001, 1, 1000",
    "33.333, 33333, 1000",
    "0.000001, 1, 1000000",
    "999999.999999, 999999999999, 1000000",
    "1000000, 1000000, 1",
  })
  void the_announced_quota_and_window_are_exactly_the_rate(
      double perSecond, long quota, long window) {
    assertThat(new Declaration(new RateLimit(perSecond, 1), Fields.STANDARD, 1).policy())
        .isEqualTo("\"default\";q=" + quota + ";w=" + window);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1e-7, 0.1234567, 1_000_001, Double.NaN, Double.POSITIVE_INFINITY})
  void a_rate_that_cannot_be_kept_exactly_is_refused(double perSecond) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(perSecond, 1))
        .withMessage(
            "sandbox rate.perSecond is "
                + perSecond
                + "; it must be from 0.000001 to 1000000 requests/s, with at most 6 decimals");
  }

  @Test
  void every_broken_rule_is_named_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RateLimit(0, 0))
        .withMessage(
            """
            sandbox rate.perSecond is 0.0; it must be from 0.000001 to 1000000 requests/s, with \
            at most 6 decimals
            sandbox rate.burst is 0; it must be from 1 to 1000000000 requests that a full bucket \
            admits at once""");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConnectionLimit(0, -1))
        .withMessage(
            """
            sandbox connections.capacity is 0; it must be at least 1 connection
            sandbox connections.backlog is -1; it must be at least 1 waiting connection""");
  }

  @Test
  void a_rejection_that_is_no_valid_error_response_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rejection(200, Map.of("X-A", "b\r\nX-Evil: c"), "", " ", true))
        .withMessage(
            """
            sandbox rejection.status is 200; it must be an HTTP error status from 400 to 599
            sandbox rejection.contentType is " "; it must be a media type in printable ASCII, as \
            application/json
            sandbox rejection.headers.X-A is "b\\r\\nX-Evil: c"; it must be printable ASCII on one \
            line""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length", "Connection", "Transfer-Encoding", "a b", ""})
  void a_header_that_would_break_the_message_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Rejection(429, Map.of(name, "1"), "", "text/plain", true))
        .withMessageStartingWith("sandbox rejection.headers is \"" + name + "\"; it must be ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-0.001S", "PT10M0.001S"})
  void a_response_time_out_of_range_is_refused(Duration responseTime) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SandboxLimits(null, null, Rejection.standard(), responseTime))
        .withMessage(
            "sandbox responseTime is " + responseTime + "; it must be from 0 to 10 minutes");
  }
}
