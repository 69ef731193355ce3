package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredWaitTest {

  @ParameterizedTest(name = "Retry-After: {0}, RateLimit: {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1                             | -                                | 1",
        "0                             | -                                | 0",
        "' 30 '                        | -                                | 30",
        "9999999                       | -                                | 9999999",
        "-                             | \"default\";r=0;t=12             | 12",
        "-                             | \"default\";r=0; t=12            | 12",
        "-                             | \"a\";r=5;t=3, \"b\";r=0;t=60    | 60",
        "-                             | \"a\";r=0;t=60, \"b\";r=0;t=3    | 60",
        "-                             | \"a\";t=0                        | 0",
        "5                             | \"default\";r=0;t=12             | 5",
        "Wed, 21 Oct 2026 07:28:00 GMT | \"default\";r=0;t=12             | 12",
        "soon                          | \"default\";r=0;t=12             | 12",
        "-                             | -                                | -",
        "''                            | -                                | -",
        "soon                          | -                                | -",
        "-5                            | -                                | -",
        "+5                            | -                                | -",
        "1.5                           | -                                | -",
        "1e3                           | -                                | -",
        "1, 2                          | -                                | -",
        "99999999                      | -                                | -",
        "9999999999999999999999        | -                                | -",
        "Wed, 21 Oct 2026 07:28:00 GMT | -                                | -",
        "-                             | ''                               | -",
        "-                             | \"default\";r=0                  | -",
        "-                             | t=12                             | -",
        "-                             | \"default\";t                    | -",
        "-                             | \"default\";t=                   | -",
        "-                             | \"default\";t=soon               | -",
        "-                             | \"default\";t=-3                 | -",
        "-                             | \"default\";t=1.5                | -",
        "-                             | \"default\";t=123456789          | -",
        "-                             | \"default\";reset=12             | -",
        "-                             | limit=100, remaining=0, reset=12 | 12",
        "-                             | limit=100, remaining=9, reset=12 | -",
        "-                             | \"a\";r=0;t=3, \"b\";r=9;t=86400  | 3",
        "-                             | \"a\";r=9;t=3                    | -",
        "-                             | \"a\";r=0;t=12,                  | -"
      })
  void is_what_the_headers_say_in_seconds(String retryAfter, String rateLimit, Double seconds) {
    var headers = new HashMap<String, String>();
    if (retryAfter != null) {
      headers.put("retry-after", retryAfter);
    }
    if (rateLimit != null) {
      headers.put("ratelimit", rateLimit);
    }

    assertThat(DeclaredWait.seconds(headers)).isEqualTo(seconds);
  }

  @Test
  void a_policy_or_what_is_left_of_it_asks_nobody_to_wait() {
    var headers =
        Map.of("x-ratelimit-remaining", "0", "ratelimit-policy", "\"default\";q=100;w=60;t=9");

    assertThat(DeclaredWait.seconds(headers)).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "retry-after: Wed, 21 Oct 2026 07:28:30 GMT                                       | 30",
        "retry-after: Wednesday, 21-Oct-26 07:28:30 GMT                                   | 30",
        "retry-after: Wed Oct 21 07:28:30 2026                                            | 30",
        "retry-after: Wed, 21 Oct 2026 07:27:00 GMT                                       | 0",
        "retry-after: Wed, 21 Oct 2026 07:28:30 GMT # date: Wed, 21 Oct 2026 07:28:10 GMT | 20",
        "retry-after: Wed, 21 Oct 2026 07:28:30 GMT # date: yesterday                     | 30",
        "retry-after: Wed, 21 Oct 2099 07:28:30 GMT                                       | -",
        "retry-after: 2 # x-retry-in: 1.5s                                                | 2",
        "retry-after: soon # x-retry-in: 1.5s                                             | 1.5",
        "x-retry-in: 12.3ms                                                               | 0.0123",
        "x-retry-in: 3                                                                    | 3",
        "x-retry-in: later                                                                | -",
        "x-rate-limit-retry-after-seconds: 7                                              | 7",
        "x-rate-limit-retry-after-seconds: -7                                             | -",
        "x-ratelimit-reset: 60                                                            | 60",
        "x-ratelimit-remaining: 0 # x-ratelimit-reset: 1792567690                         | 10",
        "x-ratelimit-remaining: 0 # x-ratelimit-reset: 1792567690 # retry-after: 1        | 1",
        "x-ratelimit-remaining: 5 # x-ratelimit-reset: 1792567690                         | -",
        "x-ratelimit-remaining-tokens: 0 # x-ratelimit-reset-tokens: 6m0s                 | 360"
      })
  void is_read_in_every_spelling(String headers, Double seconds) {
    var receivedAt = Instant.parse("2026-10-21T07:28:00Z");

    assertThat(DeclaredWait.seconds(DeclaredLimitsTest.headers(headers), receivedAt))
        .isEqualTo(seconds);
  }

  @Test
  void a_date_is_compared_with_the_date_of_the_response() {
    var headers =
        Map.of(
            "retry-after",
            "Wed, 21 Oct 2026 07:28:30 GMT",
            "date",
            "Wed, 21 Oct 2026 07:28:00 GMT");

    assertThat(DeclaredWait.seconds(headers)).isEqualTo(30);
  }

  @Test
  void a_field_that_is_too_long_is_ignored() {
    var header = "\"a\";r=0;t=1, ".repeat(100_000) + "\"a\";r=0;t=1";

    assertThat(DeclaredWait.seconds(Map.of("ratelimit", header))).isNull();
    assertThat(DeclaredWait.seconds(Map.of("x-ratelimit-reset", "1".repeat(100_000)))).isNull();
  }
}
