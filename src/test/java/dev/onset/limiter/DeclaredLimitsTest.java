package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredLimitsTest {

  private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

  @ParameterizedTest(name = "RateLimit-Policy: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"burst\";q=100;w=60                          | burst: 100 REQUESTS in 60.0",
        "\"burst\";q=100;w=60, \"daily\";q=1000;w=86400 | daily: 1000 REQUESTS in 86400.0, burst: 100 REQUESTS in 60.0",
        "\"burst\" ; q=100 ; w=60                      | burst: 100 REQUESTS in 60.0",
        "\"a \\\"b\\\\c, d;q=7\";q=100;w=60            | a \"b\\c, d;q=7: 100 REQUESTS in 60.0",
        "default;q=100;w=60                            | default: 100 REQUESTS in 60.0",
        "\"d\";q=100                                   | d: 100 REQUESTS in null",
        "\"d\";q=100;w=60;pk=:c2VjcmV0PSs7LA==:        | d: 100 REQUESTS in 60.0",
        "\"d\";q=100;qu=\"requests\";w=60              | d: 100 REQUESTS in 60.0",
        "\"d\";q=100;qu=\"content-bytes\";w=60         | d: 100 CONTENT_BYTES in 60.0",
        "\"d\";q=100;qu=\"concurrent-requests\"        | d: 100 CONCURRENT_REQUESTS in null",
        "\"d\";q=100;qu=\"pigeons\";w=60               | d: 100 OTHER in 60.0",
        "\"d\";q=100;w=60;unknown;other=\"x;y\"        | d: 100 REQUESTS in 60.0",
        "100;w=60                                      | null: 100 REQUESTS in 60.0",
        "10;w=1;burst=1000, 1000;w=3600                | null: 1000 REQUESTS in 3600.0, null: 10 REQUESTS in 1.0",
        "100;w=60;name=\"d\"                           | d: 100 REQUESTS in 60.0",
        "100;w=60;comment=\"sliding, so to say\"       | null: 100 REQUESTS in 60.0",
        "100                                           | null: 100 REQUESTS in null",
        "\"a\";w=60, \"b\";q=5;w=1                     | b: 5 REQUESTS in 1.0",
        "\"a\";q=0;w=60                                | ''",
        "\"a\";q=-1;w=60                               | ''",
        "\"a\";q=1.5;w=60                              | ''",
        "\"a\";q=1;w=0                                 | ''",
        "\"a\";q=1;w=soon                              | ''",
        "\"a\";q=9999999999999999;w=1                  | ''",
        "\"a;q=1;w=60                                  | ''",
        "\"a\\x\";q=1;w=60                             | ''",
        "\"a\\                                         | ''",
        "\"a\";q=1;w=60;pk=:YQ                         | ''",
        "\"a\";q=1;w=60,                               | ''",
        "\"a\";q=1;;w=60                               | ''",
        "\"a\";q=1;w=60 \"b\"                          | ''",
        "\"a\";q=                                      | ''",
        "0;w=60                                        | ''",
        "-5;w=60                                       | ''",
        "limit=100;w=60                                | ''",
        "\"100\";w=60                                  | ''",
        "''                                            | ''"
      })
  void a_policy_field_says_so_many_units_per_window(String field, String policies) {
    assertThat(policies(Map.of("ratelimit-policy", field))).isEqualTo(policies);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ratelimit-limit: 100                                       | null: 100 REQUESTS in null",
        "ratelimit-limit: 100, 100;w=10                             | null: 100 REQUESTS in 10.0",
        "ratelimit-limit: 10, 10;w=1, 50;w=60                       | null: 50 REQUESTS in 60.0, null: 10 REQUESTS in 1.0",
        "ratelimit-limit: 100 # ratelimit-policy: 100;w=10          | null: 100 REQUESTS in 10.0",
        "ratelimit: limit=100, remaining=50, reset=5                | null: 100 REQUESTS in null",
        "ratelimit: limit=10, reset=1 # ratelimit-policy: 10;w=1    | null: 10 REQUESTS in 1.0",
        "ratelimit: \"a\";r=5 # ratelimit-policy: \"a\";q=9;w=3     | a: 9 REQUESTS in 3.0",
        "x-ratelimit-limit: 100                                     | null: 100 REQUESTS in null",
        "x-ratelimit-limit: 10, 10;w=1;name=\"gold\"                | gold: 10 REQUESTS in 1.0",
        "x-rate-limit-limit: 15                                     | null: 15 REQUESTS in null",
        "x-ratelimit-limit-second: 5                                | second: 5 REQUESTS in 1.0",
        "x-ratelimit-limit-minute: 5                                | minute: 5 REQUESTS in 60.0",
        "x-ratelimit-limit-hour: 5                                  | hour: 5 REQUESTS in 3600.0",
        "x-ratelimit-limit-day: 5                                   | day: 5 REQUESTS in 86400.0",
        "x-ratelimit-limit-month: 5                                 | month: 5 REQUESTS in 2592000.0",
        "x-ratelimit-limit-year: 5                                  | year: 5 REQUESTS in 3.1536E7",
        "ratelimit-limit: 5 # x-ratelimit-limit-second: 5           | second: 5 REQUESTS in 1.0",
        "x-ratelimit-limit-requests: 60                             | requests: 60 REQUESTS in null",
        "x-ratelimit-limit-tokens: 90000                            | tokens: 90000 TOKENS in null",
        "x-ratelimit-limit-tokens-minute: 90000                     | tokens-minute: 90000 TOKENS in 60.0",
        "anthropic-ratelimit-requests-limit: 50                     | requests: 50 REQUESTS in null",
        "anthropic-ratelimit-input-tokens-limit: 40000              | input-tokens: 40000 TOKENS in null",
        "x-rate-limit-count-second: 3/10                            | second: 10 REQUESTS in 1.0",
        "x-rate-limit-traffic-minute: 512/1048576                   | minute: 1048576 CONTENT_BYTES in 60.0",
        "x-ratelimit-replenish-rate: 10                             | null: 10 REQUESTS in 1.0",
        "x-ratelimit-replenish-rate: 1 # x-ratelimit-requested-tokens: 60 | null: 1 REQUESTS in 60.0",
        "x-ratelimit-limit: -1                                      | ''",
        "x-ratelimit-limit: 0                                       | ''",
        "x-ratelimit-limit: many                                    | ''",
        "x-ratelimit-limit: \"100\"                                 | ''",
        "x-ratelimit-limit-fortnight: 100                           | ''",
        "x-rate-limit-count-second: 3                               | ''",
        "x-rate-limit-count-second: 3/0                             | ''",
        "x-rate-limit-count-second: /                               | ''",
        "x-ratelimit-replenish-rate: 0                              | ''",
        "x-ratelimit-burst-capacity: 20                             | ''",
        "x-ratelimit-limit-requests: -1                             | ''",
        "ratelimit: limit=, remaining=50                            | ''",
        "content-length: 100                                        | ''"
      })
  void each_family_of_headers_says_its_limits(String headers, String policies) {
    assertThat(policies(headers(headers))).isEqualTo(policies);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ratelimit: \"default\";r=50;t=30                              | default: 50.0, 30.0",
        "ratelimit: \"a\";r=5;t=3, \"b\";r=0;t=60                      | a: 5.0, 3.0; b: 0.0, 60.0",
        "ratelimit: \"a\";r=5                                          | a: 5.0, null",
        "ratelimit: limit=100, remaining=50, reset=5                   | null: 50.0, 5.0",
        "ratelimit: limit=9, remaining=1, reset=5, limit=8, remaining=2 | null: 1.0, 5.0; null: 2.0, null",
        "ratelimit-remaining: 50 # ratelimit-reset: 5                  | null: 50.0, 5.0",
        "x-ratelimit-remaining: 50 # x-ratelimit-reset: 1792567690     | null: 50.0, 10.0",
        "x-ratelimit-remaining: 50 # x-ratelimit-reset: 1792567690500  | null: 50.0, 10.5",
        "x-ratelimit-remaining: 5 # x-ratelimit-reset-after: 1.25      | null: 5.0, 1.25",
        "x-rate-limit-remaining: 14                                    | null: 14.0, null",
        "x-ratelimit-remaining: 9, 3                                   | null: 3.0, null",
        "x-ratelimit-reset: 9, 30                                      | null: null, 30.0",
        "x-ratelimit-reset: Wed, 21 Oct 2026 07:28:30 GMT              | null: null, 30.0",
        "x-ratelimit-remaining-minute: 4                               | minute: 4.0, null",
        "x-ratelimit-remaining-requests: 59 # x-ratelimit-reset-requests: 6m0s | requests: 59.0, 360.0",
        "x-ratelimit-remaining-tokens: 149984 # x-ratelimit-reset-tokens: 12ms | tokens: 149984.0, 0.012",
        "anthropic-ratelimit-requests-remaining: 49 # anthropic-ratelimit-requests-reset: 2026-10-21T07:29:00Z | requests: 49.0, 60.0",
        "x-rate-limit-count-second: 3/10                               | second: 7.0, null",
        "x-rate-limit-count-second: 12/10                              | second: 0.0, null",
        "x-ratelimit-remaining: -1                                     | ''",
        "x-ratelimit-remaining: some                                   | ''",
        "x-ratelimit-reset: -5                                         | ''",
        "x-ratelimit-reset: soon                                       | ''",
        "ratelimit: \"a\";r=-1                                         | ''",
        "ratelimit: \"a\";r=1;t=1 oops                                 | ''"
      })
  void states_say_what_is_left_and_until_when(String headers, String states) {
    var declared = DeclaredLimits.of(headers(headers), NOW);

    assertThat(
            declared.states().stream()
                .map(each -> each.name() + ": " + each.remaining() + ", " + each.resetSeconds())
                .collect(Collectors.joining("; ")))
        .isEqualTo(states);
  }

  @Test
  void a_policy_carries_its_burst_its_partition_and_the_header_that_says_so() {
    var draft = DeclaredLimits.of(Map.of("ratelimit-policy", "\"a\";q=1;w=2;pk=:YQ==:"), NOW);
    var legacy = DeclaredLimits.of(Map.of("ratelimit-policy", "10;w=1;burst=1000"), NOW);
    var kong = DeclaredLimits.of(Map.of("x-ratelimit-limit-second", "5"), NOW);
    var spring =
        DeclaredLimits.of(
            headers(
                "x-ratelimit-replenish-rate: 10 # x-ratelimit-burst-capacity: 20"
                    + " # x-ratelimit-requested-tokens: 2"),
            NOW);

    assertThat(draft.policies())
        .containsExactly(
            new DeclaredPolicy(
                "a", DeclaredUnit.REQUESTS, 1, 2.0, null, "YQ==", "RateLimit-Policy"));
    assertThat(legacy.policies().get(0).burst()).isEqualTo(1000);
    assertThat(kong.policies().get(0).source()).isEqualTo("X-RateLimit-Limit-Second");
    assertThat(spring.policies())
        .containsExactly(
            new DeclaredPolicy(
                null, DeclaredUnit.REQUESTS, 10, 2.0, 10.0, null, "X-RateLimit-Replenish-Rate"));
    assertThat(spring.policies().get(0).ratePerSecond()).isEqualTo(5);
  }

  @Test
  void the_binding_limit_is_the_one_on_requests_with_the_smallest_sustained_rate() {
    var declared =
        DeclaredLimits.of(
            headers(
                "ratelimit-policy: \"s\";q=10;w=1, \"h\";q=3600;w=3600, \"b\";q=1;qu=\"content-bytes\";w=9"
                    + " # x-ratelimit-limit: 10000000"),
            NOW);

    assertThat(declared.binding()).isNotNull();
    assertThat(declared.binding().name()).isEqualTo("h");
    assertThat(declared.binding().ratePerSecond()).isEqualTo(1);
    assertThat(declared.requestPolicies())
        .extracting(DeclaredPolicy::name)
        .containsExactly("h", "s", null);
    assertThat(declared.requestPolicies().get(2).ratePerSecond()).isNull();
  }

  @Test
  void a_quota_without_a_window_has_no_rate() {
    var declared =
        DeclaredLimits.of(
            headers(
                "x-ratelimit-limit: 10000000 # x-ratelimit-remaining: 9999990"
                    + " # x-ratelimit-reset: 1795159680"),
            NOW);

    assertThat(declared.binding()).isNull();
    assertThat(declared.states().get(0).resetSeconds()).isGreaterThan(86_400);
    assertThat(declared.waitSeconds()).isNull();
  }

  @Test
  void a_header_that_repeats_another_adds_nothing() {
    var declared =
        DeclaredLimits.of(
            headers(
                "ratelimit-policy: \"a\";q=5;w=1, \"b\";q=5;w=1 # ratelimit-limit: 5"
                    + " # x-ratelimit-limit: 5 # ratelimit: \"a\";r=1;t=1"),
            NOW);

    assertThat(declared.policies()).extracting(DeclaredPolicy::name).containsExactly("a", "b");
  }

  private static String policies(Map<String, String> headers) {
    return DeclaredLimits.of(headers, NOW).policies().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "%s: %.0f %s in %s",
                    each.name(),
                    each.limit(),
                    each.unit(),
                    each.windowSeconds()))
        .collect(Collectors.joining(", "));
  }

  static Map<String, String> headers(String lines) {
    Map<String, String> headers = new HashMap<>();
    for (var line : lines.split(" # ")) {
      int colon = line.indexOf(": ");
      headers.put(line.substring(0, colon), line.substring(colon + 2).strip());
    }
    return headers;
  }
}
