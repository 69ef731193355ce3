package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onset.record.Configured;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionsTest {

  static Configured read(String text) throws UnreadableDefinition {
    return Definitions.read(
        Map.of("file", text), new Request("GET", "/api/items/7?q=1", "localhost", 8080));
  }

  @Test
  void a_tyk_api_says_the_limits_of_the_endpoint() throws Exception {
    var found =
        read(
            """
            {"api_id": "a", "proxy": {"listen_path": "/api/"},
             "global_rate_limit": {"rate": 200, "per": 1},
             "version_data": {"versions": {"Default": {"use_extended_paths": true, "extended_paths": {
               "rate_limit": [{"path": "/items/{id}", "method": "GET", "rate": 60, "per": 60},
                              {"path": "/other", "method": "GET", "rate": 1, "per": 1}],
               "hard_timeouts": [{"path": "/items", "method": "GET", "timeout": 3}],
               "circuit_breakers": [{"path": "/items", "method": "GET", "threshold_percent": 0.5,
                                     "samples": 10, "return_to_service_after": 60}]}}}}}
            """);
    assertThat(found.limits())
        .extracting(Configured.Limit::value)
        .containsExactly("60 in 60 s (1/s)", "3 s", "opens at 50 % failures of 10, for 60 s");
    assertThat(found.limits().get(0).source())
        .isEqualTo("file: $.version_data.versions.Default.extended_paths.rate_limit[0]");
    assertThat(found.notes())
        .anySatisfy(note -> assertThat(note).contains("/other"))
        .anySatisfy(note -> assertThat(note).contains("$.global_rate_limit does not apply"));
  }

  @Test
  void disable_rate_limit_leaves_no_rate() throws Exception {
    var found =
        read(
            """
            {"disable_rate_limit": true, "global_rate_limit": {"rate": 200, "per": 1}}
            """);
    assertThat(found.limits()).isEmpty();
    assertThat(found.notes()).singleElement().asString().contains("switched off");
  }

  @Test
  void a_tyk_oas_definition_says_the_same_in_its_extension() throws Exception {
    var found =
        read(
            """
            {"openapi": "3.0.3", "paths": {"/items/{id}": {"get": {"operationId": "item"}}},
             "x-tyk-api-gateway": {
               "server": {"listenPath": {"value": "/api", "strip": true}},
               "upstream": {"rateLimit": {"enabled": true, "rate": 100, "per": "1m"}},
               "middleware": {"operations": {
                 "item": {"rateLimit": {"enabled": true, "rate": 5, "per": "1s"},
                          "enforceTimeout": {"enabled": true, "value": 2}},
                 "other": {"rateLimit": {"enabled": true, "rate": 1, "per": "1s"}}}}}}
            """);
    assertThat(found.limits()).extracting(Configured.Limit::value).containsExactly("5/s", "2 s");
  }

  @Test
  void a_tyk_key_says_rate_and_quota() throws Exception {
    var found =
        read("{\"rate\": 10, \"per\": 1, \"quota_max\": 500, \"quota_renewal_rate\": 3600}");
    assertThat(found.limits())
        .extracting(Configured.Limit::value)
        .containsExactly("10/s", "500 requests in 3600 s");
    assertThat(read("{\"rate\": 0, \"per\": 0, \"quota_max\": -1}").limits()).isEmpty();
  }

  @Test
  void nginx_takes_the_limits_of_the_innermost_level_that_has_any() throws Exception {
    var found =
        read(
            """
            http {
              limit_req_zone $binary_remote_addr zone=all:1m rate=10r/s;
              limit_req_zone $http_x_key zone=key:1m rate=90r/m;
              limit_req zone=all;
              server {
                listen 127.0.0.1:8080;
                proxy_read_timeout 1m;
                location /api { limit_req zone=key burst=20 nodelay; }
              }
            }
            """);
    assertThat(found.limits())
        .extracting(Configured.Limit::value)
        .containsExactly("1.5/s (90r/m), burst 20", "60 s");
    assertThat(found.limits().get(0).scope()).isEqualTo(Configured.Scope.CREDENTIAL);
    assertThat(found.limits().get(0).source()).isEqualTo("file: line 8, limit_req");
  }

  @Test
  void a_single_line_of_nginx_is_enough() throws Exception {
    assertThat(read("limit_req_zone $binary_remote_addr zone=a:1m rate=10r/s").limits())
        .extracting(Configured.Limit::value)
        .containsExactly("10/s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-ratelimit: {limit: 100, period: 60}  | 100 in 60 s (1.667/s)",
        "x-rate-limit: 120/min                  | 120 in 60 s (2/s)",
        "x-rateLimit: {limit: 100, window: 60s} | 100 in 60 s (1.667/s)",
        "x-rate-limit: {max: 10, unit: second}  | 10/s",
        "x-ratelimit: {requests: 3, windowMs: 500} | 3 in 0.5 s (6/s)",
        "x-rate-limit: 50/s                     | 50/s",
        "x-rate-limit: 30 req/m                 | 30 in 60 s (0.5/s)",
        "x-ratelimit: {limit: 100, period: 5, unit: minute} | 100 in 300 s (0.3333/s)",
        "x-ratelimit: {limit: 100, unit: hour, period: 1}   | 100 in 3600 s (0.02778/s)",
        "x-ratelimit: {limit: 90, interval: 1, timeUnit: MINUTES} | 90 in 60 s (1.5/s)",
        "x-ratelimit: {calls: 90, renewal-period: 60}             | 90 in 60 s (1.5/s)",
        "x-ratelimit: {tokens: {limit: 9, period: 1}, requests: {limit: 60, period: 60}} | 60 in 60 s (1/s)"
      })
  void the_spellings_of_openapi_extensions_are_read(String extension, String value)
      throws Exception {
    var text =
        "openapi: 3.0.3\nx-ratelimit: 5/s\npaths:\n  /api/items/{id}:\n    get:\n      "
            + extension.strip()
            + "\n";
    assertThat(read(text).limits()).extracting(Configured.Limit::value).containsExactly(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-ratelimit: {limit: 100, period: 60s, unit: minute} | not understood",
        "x-ratelimit: {limit: 100, period: 60, window: 30}    | not understood",
        "x-ratelimit: {limit: 100, unit: 60}                  | not understood",
        "x-ratelimit: {limit: 100000, period: 60, metric: tokens} | limits tokens and not requests",
        "x-ratelimit: {total-tokens: {limit: 9, period: 1}}   | limits tokens and not requests"
      })
  void what_may_mean_something_else_is_noted_and_no_limit(String extension, String note)
      throws Exception {
    var read =
        read(
            "openapi: 3.0.3\npaths:\n  /api/items/{id}:\n    get:\n      "
                + extension.strip()
                + "\n");

    assertThat(read.limits()).isEmpty();
    assertThat(read.notes()).singleElement().asString().contains(note);
  }

  @ParameterizedTest
  @CsvSource({
    "ip,           ADDRESS",
    "client_ip,    ADDRESS",
    "ip-address,   ADDRESS",
    "subscription, CREDENTIAL",
    "recipient,    UNKNOWN",
    "description,  UNKNOWN",
    "api_key,      CREDENTIAL",
    "global,       EVERYONE"
  })
  void whom_a_limit_is_for_is_read_as_a_word(String scope, Configured.Scope expected)
      throws Exception {
    assertThat(
            read("openapi: 3.0.3\nx-ratelimit: {limit: 9, period: 1, scope: %s}\n".formatted(scope))
                .limits())
        .extracting(Configured.Limit::scope)
        .containsExactly(expected);
  }

  @Test
  void of_paths_with_placeholders_the_more_literal_one_counts() throws Exception {
    var text =
        """
        openapi: 3.0.3
        paths:
          /{area}/items/{id}: {x-ratelimit: 4/s}
          /api/{kind}/{id}: {x-ratelimit: 5/s}
          /api/items/{id}: {x-ratelimit: 50/s}
        """;

    assertThat(read(text).limits()).extracting(Configured.Limit::value).containsExactly("50/s");
  }

  @Test
  void a_path_that_is_a_reference_is_noted() throws Exception {
    var text =
        """
        openapi: 3.0.3
        paths:
          /api/items/{id}: {$ref: "other.yaml#/items"}
        """;

    assertThat(read(text).notes()).anyMatch(note -> note.contains("a reference"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "{\"a\": 1}", "[]", "a: 1", "openapi", "{} {}"})
  void what_is_none_of_them_is_refused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UnreadableDefinition.class)
        .hasMessageStartingWith("file: ");
  }

  @Test
  void all_mistakes_are_said_at_once() {
    assertThatThrownBy(
            () -> read("{\"global_rate_limit\": {\"rate\": \"x\", \"per\": []}, \"proxy\": {}}"))
        .hasMessageContaining("$.global_rate_limit.rate is not a number")
        .hasMessageContaining("$.global_rate_limit.per is not a number");
  }
}
