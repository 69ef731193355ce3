package dev.onset.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.configured.Comparison;
import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.simulation.RateOnsetSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rate axis against NGINX's own limiter, which is a leaky bucket with millisecond arithmetic.
 */
@Tag("gateway")
class NginxTest {

  @TempDir Path folder;

  @Test
  void the_limit_of_limit_req_is_named_and_met_within_two_percent() throws Exception {
    measure(200, "burst=20 nodelay", 429, "TOKEN_BUCKET");
  }

  @Tag("limiters")
  @ParameterizedTest(name = "{0} r/s, {1}, status {2}")
  @CsvSource({
    "300, burst=10 nodelay, 503, TOKEN_BUCKET",
    "100, burst=20,         503, LEAKY_BUCKET",
    "20,  '',               429, TOKEN_BUCKET"
  })
  void so_are_limits_with_a_queue_with_the_default_status_and_without_a_burst(
      int rate, String burst, int status, String algorithm) throws Exception {
    measure(rate, burst, status, algorithm);
  }

  @Test
  void its_own_configuration_is_kept_and_one_of_half_the_rate_is_exceeded() throws Exception {
    var gatewayFolder = Files.createDirectory(folder.resolve("nginx"));
    try (var nginx =
        RealGateway.nginx(
            gatewayFolder,
            "limit_req_zone $binary_remote_addr zone=all:1m rate=200r/s;",
            "limit_req zone=all burst=20 nodelay; limit_req_status 429;")) {
      var real = gatewayFolder.resolve("gateway.conf");
      var half = folder.resolve("half.conf");
      Files.writeString(half, Files.readString(real).replace("200r/s", "100r/s"));
      var result =
          GatlingProcess.run(
              RateOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", nginx.baseUrl(),
                  "onset.target.path", "/ok.txt",
                  "onset.gateway.definition", real + "," + half,
                  "onset.rate.start", "130",
                  "onset.rate.level", "1s",
                  "onset.rate.confirm", "5s",
                  "onset.budget.duration", "150s",
                  "onset.injector.warm-up", "4s"),
              folder);

      assertThat(Comparison.of(result.experiment("rate.json")))
          .as(result.output())
          .extracting(Comparison::verdict)
          .containsExactly(Comparison.Verdict.KEPT, Comparison.Verdict.HIGHER);
    }
  }

  private void measure(int rate, String burst, int status, String algorithm) throws Exception {
    // 503 is NGINX's default and stays unconfigured.
    var statusLine = status == 503 ? "" : "limit_req_status " + status + ";";
    var gatewayFolder = Files.createDirectory(folder.resolve("nginx"));
    try (var nginx =
        RealGateway.nginx(
            gatewayFolder,
            "limit_req_zone $binary_remote_addr zone=all:1m rate=%dr/s;".formatted(rate),
            "limit_req zone=all %s; %s".formatted(burst, statusLine))) {

      var result =
          GatlingProcess.run(
              RateOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", nginx.baseUrl(),
                  "onset.target.path", "/ok.txt",
                  "onset.rate.start", String.valueOf(rate * 2 / 3),
                  "onset.rate.level", "1s",
                  "onset.rate.confirm", "5s",
                  "onset.budget.duration", "150s",
                  "onset.injector.warm-up", "4s"),
              folder);

      var experiment = result.experiment("rate.json");
      assertThat(experiment.limiter().algorithm()).as(result.output()).isEqualTo(algorithm);
      assertThat(experiment.limiter().ratePerSecond()).isBetween(rate * 0.98, rate * 1.02);
      if (burst.isEmpty()) {
        // How far below the rate a millisecond of unevenness is rejected depends on the machine.
        return;
      }
      assertThat(result.exitCode()).as(result.output()).isZero();
      var onset = onset(experiment, Outcome.RATE_LIMITED);
      assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(onset.lower()).isBetween(rate * 0.98, rate * 1.01);
      assertThat(onset.upper()).isBetween(rate * 0.99, rate * 1.02);
      assertThat(onset(experiment, Outcome.CONNECT_TIMEOUT).status())
          .isEqualTo(OnsetStatus.NOT_REACHED);
    }
  }

  static Onset onset(ExperimentRecord experiment, Outcome outcome) {
    return experiment.onsets().stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no onset of " + outcome + " in " + experiment));
  }
}
