package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

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
        "-                             | limit=100, remaining=0, reset=12 | -"
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
  void headers_of_other_names_declare_nothing() {
    var headers =
        Map.of("x-ratelimit-reset", "60", "ratelimit-policy", "\"default\";q=100;w=60;t=9");

    assertThat(DeclaredWait.seconds(headers)).isNull();
  }

  @Test
  void a_very_long_header_is_read_in_no_time() {
    var header = ";t=1 ".repeat(100_000) + ";" + " ".repeat(100_000) + "t=x";

    assertThat(DeclaredWait.seconds(Map.of("ratelimit", header))).isEqualTo(1);
  }
}
