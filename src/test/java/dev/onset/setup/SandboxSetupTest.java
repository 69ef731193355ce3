package dev.onset.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SandboxSettings;
import dev.onset.config.SettingsLoader;
import dev.onset.sandbox.Algorithm;
import dev.onset.sandbox.Dialect;
import dev.onset.sandbox.Rejection;
import dev.onset.sandbox.Sandbox;
import dev.onset.sandbox.SandboxLimits;
import dev.onset.sandbox.Scope;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SandboxSetupTest {

  @Test
  void every_choice_in_the_configuration_is_one_of_the_sandbox() {
    assertThat(SandboxSettings.RateLimit.ALGORITHMS)
        .containsExactlyElementsOf(
            Stream.concat(Arrays.stream(Algorithm.values()).map(Algorithm::slug), Stream.of("none"))
                .toList());
    assertThat(SandboxSettings.RateLimit.SCOPES)
        .containsExactlyElementsOf(
            Arrays.stream(Scope.Kind.values()).map(Scope.Kind::slug).toList());
    assertThat(SandboxSettings.Refusal.DIALECTS)
        .containsExactlyElementsOf(Arrays.stream(Dialect.values()).map(Dialect::slug).toList());
  }

  static List<String> algorithms() {
    return SandboxSettings.RateLimit.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void every_algorithm_can_be_started_by_its_name(String algorithm) {
    var limits =
        limits("rate-limit.algorithm = " + algorithm + ", response-time = 50ms, noise.seed = 7");
    try (var sandbox = Sandbox.start(limits)) {
      assertThat(sandbox.describe().get(0))
          .startsWith(
              "rate: " + (algorithm.equals("none") ? "unlimited" : algorithm.replace('-', ' ')));
    }
  }

  @Test
  void by_default_it_is_a_token_bucket_that_declares_itself() {
    var limits = limits("");

    assertThat(limits.rejection()).isEqualTo(Rejection.standard());
    try (var sandbox = Sandbox.start(limits)) {
      assertThat(sandbox.describe().subList(0, 2))
          .containsExactly(
              "rate: token bucket, 200 requests/s, burst 20, rejects with 429",
              "announced: RateLimit-Policy: \"default\";q=200;w=1");
    }
  }

  @Test
  void what_is_set_explicitly_wins_over_the_dialect() {
    var rejection =
        limits(
                "rate-limit { dialect = nginx, status = 429, body = \"\", headers { X-A = b },"
                    + " standard-headers = true }")
            .rejection();

    assertThat(rejection.status()).isEqualTo(429);
    assertThat(rejection.body()).isEmpty();
    assertThat(rejection.contentType()).isEqualTo("text/html");
    assertThat(rejection.headers()).isEqualTo(Map.of("X-A", "b"));
    assertThat(rejection.fields()).isEqualTo(Dialect.NGINX.fields(true));
  }

  @Test
  void everything_that_is_set_is_described() {
    var limits =
        limits(
            """
            rate-limit { algorithm = sliding-log, requests-per-second = 100, window = 5s
                         scope = credential, dialect = kong, declared-factor = 2 }
            capacity { requests-per-second = 120, recovery = 4s }
            noise { stall-every = 30s, jitter = 3ms, error-share = "0.2%" }
            health { path = /health, delay = 3s }
            outage { above = 100, recovery = 2s }
            request { max-header-bytes = 1, max-headers-bytes = 2, max-headers = 3, max-url-bytes = 4
                      max-body-bytes = 5 }
            body { bytes = 1000, page-rows = 7 }
            backends { shares = "a=0.7,b=0.3", limits = "b=60", cookie = SRV }
            """);
    try (var sandbox = Sandbox.start(limits)) {
      assertThat(sandbox.describe())
          .contains(
              "rate: sliding log, 500 requests per 5 s, rejects with 429",
              "scope: one limit for each value of the header Authorization",
              "announced: RateLimit-Limit: 1000 (untrue: 2 times the limit)",
              "capacity: 120 requests/s, then a queue of 100 and 503, 70 % of that for 4000 ms"
                  + " after more than 1.3 times it",
              "noise: stalls of 1500 ms about every 30000 ms, up to 3 ms of jitter,"
                  + " 0.2 % answered 503",
              "health: /health, 503 for 1000 ms after each error, 3000 ms late",
              "outage: down with more than 100 requests/s, counted over 250 ms, answers 503,"
                  + " up again after 2000 ms below 100",
              "requests: up to a header line of 1 bytes, header lines of 2 bytes in all,"
                  + " 3 header lines, a URL of 4 bytes, a body of 5 bytes",
              "answers: 1000 bytes of JSON, of which limit=N gets N/7",
              "backends: a serves 70 %; b serves 30 %, at most 60 requests/s, which is at 200 in"
                  + " all, named in X-Served-By, in the cookie SRV");
    }
  }

  private static SandboxLimits limits(String sandbox) {
    var config = ConfigFactory.parseString("onset.sandbox { " + sandbox + "\n}");
    return SandboxSetup.limits(SettingsLoader.load(config, Clock.systemUTC()).sandbox());
  }
}
