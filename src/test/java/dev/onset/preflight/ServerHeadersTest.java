package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHeadersTest {

  private static final ProbeRequest REQUEST =
      new ProbeRequest(
          URI.create("http://api.example.test/items?api=hunter22"),
          "GET",
          Map.of("Authorization", "Bearer s3cret-t0ken"),
          "",
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Server                        | nginx/1.24.0",
        "server                        | envoy",
        "Via                           | 1.1 kong/3.7.1",
        "X-Served-By                   | cache-fra-1",
        "X-Kong-Upstream-Latency       | 12",
        "X-Envoy-Upstream-Service-Time | 3",
        "RateLimit-Policy              | \"default\";q=100;w=60",
        "RateLimit                     | \"default\";r=50;t=30",
        "X-RateLimit-Remaining         | 99",
        "X-Rate-Limit-Limit            | 100",
        "Retry-After                   | 30",
        "CF-RAY                        | 8f0-FRA",
      })
  void a_header_that_tells_who_answered_is_shown(String name, String value) {
    var finding = finding(Map.of(name, value));

    assertThat(finding.text()).startsWith(name + ": " + value + ".");
    assertThat(finding.severity()).isEqualTo(Severity.OK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Set-Cookie",
        "X-Auth-Token",
        "X-Kong-Consumer-Username",
        "X-Kong-Key-Auth",
        "X-Cache-Key",
        "X-RateLimit-User",
        "Content-Type",
        "X-My-Own"
      })
  void any_other_header_is_not_shown(String name) {
    assertThat(finding(Map.of(name, "value")).text())
        .isEqualTo("The answer names neither server nor gateway, and declares no limit.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"for Bearer s3cret-t0ken", "for s3cret-t0ken!", "/items?api=hunter22", "x\u0007"})
  void what_the_request_carried_and_control_characters_are_not_repeated(String value) {
    assertThat(finding(Map.of("Via", value)).text())
        .doesNotContain("s3cret", "t0ken", "hunter22", "\u0007");
  }

  @Test
  void the_partition_key_of_a_limit_is_masked_and_long_values_are_cut() {
    assertThat(finding(Map.of("RateLimit-Policy", "\"a\";q=1;w=1;pk=:c2VjcmV0:, \"b\";q=2")).text())
        .startsWith("RateLimit-Policy: \"a\";q=1;w=1;pk=***, \"b\";q=2.");
    assertThat(finding(Map.of("Via", "v".repeat(5_000))).text()).hasSizeLessThan(250);
  }

  @ParameterizedTest
  @CsvSource({
    "Age, 90, WARNING",
    "Age, 0, OK",
    "X-Cache, Hit from cloudfront, WARNING",
    "X-Cache, 'MISS, HIT', WARNING",
    "X-Cache, MISS, OK",
    "CF-Cache-Status, HIT, WARNING",
    "CF-Cache-Status, DYNAMIC, OK"
  })
  void an_answer_from_a_cache_is_warned_of(String name, String value, Severity severity) {
    assertThat(finding(Map.of(name, value)).severity()).isEqualTo(severity);
  }

  private static Finding finding(Map<String, String> headers) {
    var ignoringCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(headers);
    return ServerHeaders.finding(
        new HttpAnswer(200, ignoringCase, Instant.EPOCH, Instant.EPOCH, "1 ms"), REQUEST);
  }
}
