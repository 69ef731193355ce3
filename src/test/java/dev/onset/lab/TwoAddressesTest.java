package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.record.ExperimentRecord.Check;
import dev.onset.simulation.ConnectionRateOnsetSimulation;
import dev.onset.simulation.RateOnsetSimulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that stands for two addresses. */
@Tag("namespaces")
class TwoAddressesTest {

  private static final String SECOND = "10.201.0.3";

  @TempDir Path folder;

  @Test
  void a_request_timeout_that_both_connect_timeouts_exceed_is_refused_with_the_sum()
      throws Exception {
    try (var lab = NetworkLab.open()) {
      var result = run(lab, RateOnsetSimulation.class, "", "1900ms");

      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      var experiment = result.experiment("rate.json");
      assertThat(experiment.statusReason())
          .contains("3800ms (connect 1900ms x 2 addresses)")
          .contains("request timeout of 3s");
      assertThat(experiment.trials()).isEmpty();
    }
  }

  @Test
  void the_silent_one_is_named() throws Exception {
    try (var lab = NetworkLab.open()) {
      var result = run(lab, RateOnsetSimulation.class, "ip daddr " + SECOND + " drop", "900ms");

      assertThat(result.experiment("rate.json").preflight())
          .as(result.output())
          .extracting(Check::text)
          .anyMatch(text -> text.contains(SECOND + ":8080 did not answer within 900 ms"))
          .noneMatch(text -> text.contains(lab.target().address() + ":8080 did not answer"));
    }
  }

  /** It passes the preflight and fails under load only. */
  @Test
  void the_one_that_drops_new_connections_under_load_is_named() throws Exception {
    try (var lab = NetworkLab.open()) {
      var rule =
          "ip daddr %s ct state new limit rate over 1/second burst 5 packets drop"
              .formatted(SECOND);

      var experiment =
          run(lab, ConnectionRateOnsetSimulation.class, rule, "900ms")
              .experiment("connection-rate.json");

      var worst = experiment.diagnosis().get(0);
      assertThat(worst.mechanism()).isEqualTo("bad-backend");
      assertThat(worst.evidence())
          .anyMatch(evidence -> evidence.contains(SECOND))
          .noneMatch(evidence -> evidence.contains(lab.target().address() + " fails"));
    }
  }

  private GatlingProcess.Result run(
      NetworkLab lab, Class<?> axis, String rule, String connectTimeout) throws Exception {
    lab.target().alsoAt(SECOND);
    lab.target().filter(rule);
    lab.injector().hosts("api.example", lab.target().address(), SECOND);
    int port = lab.startServer(folder);
    return GatlingProcess.run(
        lab.injector().by(),
        axis,
        Map.of(
            "onset.target.base-url", "http://api.example:" + port,
            "onset.connection-rate.start", "10",
            "onset.connection-rate.max", "10",
            "onset.rate.start", "5",
            "onset.rate.max", "5",
            "onset.rate.level", "1s",
            "onset.rate.confirm", "1s",
            "onset.injector.warm-up", "0s",
            "onset.timeouts.connect", connectTimeout,
            "onset.timeouts.request", "3s"),
        folder);
  }
}
