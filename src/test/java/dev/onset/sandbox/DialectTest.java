package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.sandbox.Caller.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each dialect says of two requests to a window of 5 s that admits one. */
@Timeout(60)
class DialectTest {
  private static final long NOW = TimeUnit.MILLISECONDS.toNanos(1_700_000_001_500L);

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      nullValues = "-",
      value = {
        "STANDARD | 429 | application/json | {\"error\": \"API Rate Limit Exceeded\"}",
        "TYK | 429 | application/json | {\"error\": \"API Rate Limit Exceeded\"}",
        "TYK_QUOTA | 403 | application/json | {\"error\": \"Quota exceeded\"}",
        "KONG | 429 | application/json | {\"message\": \"API rate limit exceeded\"}",
        "NGINX | 503 | text/html | <html>",
        "OPENAI | 429 | application/json | \"type\": \"rate_limit_error\"",
        "TRAEFIK | 429 | text/plain | Too Many Requests",
        "SPRING | 429 | text/plain | -",
        "NONE | 429 | text/plain | -",
      })
  void rejections_have_the_status_and_the_body_of_their_gateway(
      Dialect dialect, int status, String contentType, String body) throws IOException {
    Response rejected = exchange(limits(dialect, 5, 1)).get(1);

    assertThat(rejected.status()).isEqualTo(status);
    assertThat(rejected.header("Content-Type")).contains(contentType);
    if (body == null) {
      assertThat(rejected.body()).isEmpty();
    } else {
      assertThat(rejected.body()).contains(body);
    }
  }

  @Test
  void apinto_answers_403_while_its_body_says_429() throws IOException {
    List<Response> responses = exchange(limits(Dialect.APINTO, 1, 1));

    assertThat(fields(responses.get(0)))
        .containsExactly("X-RateLimit-Limit-Second: 1", "X-RateLimit-Remaining-Second: 0");
    assertThat(responses.get(1).status()).isEqualTo(403);
    assertThat(fields(responses.get(1))).isEmpty();
    assertThat(responses.get(1).body())
        .isEqualTo(
            "{\"message\": \"[rate_limiting] API rate limit of second exceeded\","
                + " \"status_code\": 429}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // The window ends 3.5 s after the requests, at 1700000005 s.
        "STANDARD | RateLimit-Policy: \"default\";q=1;w=5, RateLimit: \"default\";r=0;t=4"
            + " | RateLimit-Policy: \"default\";q=1;w=5, RateLimit: \"default\";r=0;t=4",
        "TYK | - | -",
        "TYK_QUOTA"
            + " | X-RateLimit-Limit: 1, X-RateLimit-Remaining: 0, X-RateLimit-Reset: 1700000005 | -",
        "APINTO | - | -",
        "KONG | RateLimit-Limit: 1, RateLimit-Remaining: 0, RateLimit-Reset: 4"
            + " | RateLimit-Limit: 1, RateLimit-Remaining: 0, RateLimit-Reset: 4, Retry-After: 4",
        "NGINX | - | -",
        "OPENAI | x-ratelimit-limit-requests: 1, x-ratelimit-remaining-requests: 0,"
            + " x-ratelimit-reset-requests: 3.5s"
            + " | x-ratelimit-limit-requests: 1, x-ratelimit-remaining-requests: 0,"
            + " x-ratelimit-reset-requests: 3.5s",
        "TRAEFIK | - | Retry-After: 4, X-Retry-In: 3.5s",
        "SPRING | X-RateLimit-Remaining: 0, X-RateLimit-Requested-Tokens: 1,"
            + " X-RateLimit-Burst-Capacity: 1, X-RateLimit-Replenish-Rate: 0.2"
            + " | X-RateLimit-Remaining: 0, X-RateLimit-Requested-Tokens: 1,"
            + " X-RateLimit-Burst-Capacity: 1, X-RateLimit-Replenish-Rate: 0.2",
        "NONE | - | -",
      })
  void admitted_and_rejected_responses_carry_the_fields_of_their_gateway(
      Dialect dialect, String admitted, String rejected) throws IOException {
    List<Response> responses = exchange(limits(dialect, 5, 1));

    assertThat(fields(responses.get(0))).isEqualTo(list(admitted));
    assertThat(fields(responses.get(1))).isEqualTo(list(rejected));
  }

  @ParameterizedTest
  @CsvSource({"1, Second", "60, Minute", "3600, Hour"})
  void kong_names_the_window_where_it_is_a_unit_of_time(int seconds, String unit)
      throws IOException {
    assertThat(fields(exchange(limits(Dialect.KONG, seconds, 1)).get(1)))
        .contains("X-RateLimit-Limit-" + unit + ": 1", "X-RateLimit-Remaining-" + unit + ": 0");
  }

  @Test
  void tyk_declares_its_limit_when_asked_to() throws IOException {
    Rejection usual = Dialect.TYK.rejection(null);
    Rejection wanted =
        new Rejection(
            usual.status(), Map.of(), usual.body(), usual.contentType(), Dialect.TYK.fields(true));

    assertThat(fields(exchange(limits(wanted, 5, 1)).get(1)))
        .containsExactly(
            "X-RateLimit-Limit: 1", "X-RateLimit-Remaining: 0", "X-RateLimit-Reset: 1700000005");
  }

  @Test
  void a_declared_factor_of_two_promises_twice_the_limit() throws IOException {
    assertThat(fields(exchange(limits(Dialect.KONG, 5, 2)).get(1)))
        .containsExactly(
            "RateLimit-Limit: 2", "RateLimit-Remaining: 0", "RateLimit-Reset: 4", "Retry-After: 4");
  }

  @Test
  void a_header_that_is_set_replaces_the_dialects() throws IOException {
    Rejection rejection =
        new Rejection(429, Map.of("retry-after", "9"), "", "text/plain", Fields.KONG);

    List<Response> responses = exchange(limits(rejection, 5, 1));

    assertThat(responses.get(1).head())
        .filteredOn(line -> line.matches("(?i)retry-after:.*"))
        .containsExactly("retry-after: 9");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ms",
    "12000000, 12ms",
    "999999999, 1s",
    "1500000000, 1.5s",
    "59999000001, 1m0s",
    "360000000000, 6m0s",
    "3661000000000, 1h1m1s",
  })
  void times_are_printed_as_go_does(long nanos, String text) {
    assertThat(GoDuration.text(nanos)).isEqualTo(text);
  }

  private static SandboxLimits limits(Dialect dialect, int seconds, double factor) {
    return limits(dialect.rejection(rate(seconds)), seconds, factor);
  }

  private static SandboxLimits limits(Rejection rejection, int seconds, double factor) {
    return new SandboxLimits(
        rate(seconds), Scope.global(), factor, rejection, null, Duration.ZERO, null, Noise.none());
  }

  private static RateLimit rate(int seconds) {
    double perSecond = Math.round(1e6 / seconds) / 1e6;
    return new RateLimit(Algorithm.FIXED_WINDOW, perSecond, 1, Duration.ofSeconds(seconds));
  }

  private static List<Response> exchange(SandboxLimits limits) throws IOException {
    try (Sandbox sandbox = Sandbox.start(limits, () -> NOW);
        Caller caller = Caller.connect(sandbox)) {
      Response admitted = caller.get();
      Response rejected = caller.get();
      assertThat(admitted.status()).isEqualTo(200);
      assertThat(sandbox.admitted()).isEqualTo(1);
      assertThat(sandbox.rejected()).isEqualTo(1);
      return List.of(admitted, rejected);
    }
  }

  /** All fields but those that every response has. */
  private static List<String> fields(Response response) {
    return response.head().stream().skip(1).filter(line -> !line.startsWith("Content-")).toList();
  }

  private static List<String> list(String fields) {
    return fields == null ? List.of() : List.of(fields.split(", "));
  }
}
