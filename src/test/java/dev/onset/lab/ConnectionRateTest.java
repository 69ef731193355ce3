package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.OnsetStatus;
import dev.onset.simulation.ConnectionRateOnsetSimulation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection-rate axis against a firewall that counts new connections per second. */
@Tag("namespaces")
class ConnectionRateTest {

  private static final double LIMIT = 50;

  @TempDir Path folder;

  @Test
  void the_rate_from_which_a_firewall_drops_is_met_within_five_percent() throws Exception {
    try (var lab = NetworkLab.open()) {
      // Given up before the kernel asks again: each dropped SYN is one timeout.
      var result = limited(lab, "900ms");

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("connection-rate.json");
      var onset = Onsets.of(Outcome.CONNECT_TIMEOUT, experiment);
      assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(onset.lower()).isBetween(LIMIT * 0.95, LIMIT);
      assertThat(onset.upper()).isBetween(LIMIT, LIMIT * 1.05);
      var dropped = experiment.droppedSyn();
      assertThat(dropped).isNotNull();
      assertThat(dropped.status()).isEqualTo(OnsetStatus.FOUND);
      assertThat(dropped.estimate()).isBetween(LIMIT * 0.95, LIMIT * 1.05);
      assertThat(Mechanisms.first(experiment)).isEqualTo("connection-rate-limit");
      assertThat(lab.target().counter("TcpExtListenOverflows")).isZero();
    }
  }

  @Tag("repeated")
  @Test
  void a_dropped_syn_that_gets_through_on_a_retry_is_reported_below_the_first_timeout()
      throws Exception {
    try (var lab = NetworkLab.open()) {
      var result = limited(lab, "2900ms");

      var experiment = result.experiment("connection-rate.json");
      assertThat(Mechanisms.first(experiment)).isEqualTo("connection-rate-limit");
      assertThat(experiment.diagnosis().get(0).evidence())
          .as(result.output())
          .anyMatch(evidence -> evidence.contains("first dropped SYN was at"));
      var dropped = experiment.droppedSyn();
      assertThat(dropped).isNotNull();
      assertThat(dropped.status()).isEqualTo(OnsetStatus.FOUND);
      assertThat(dropped.lower()).isBetween(LIMIT * 0.95, LIMIT);
      assertThat(dropped.upper()).isBetween(LIMIT, LIMIT * 1.05);
      assertThat(dropped.steps()).containsKeys(1, 2);
      assertThat(dropped.synRetransmits()).isPositive();
    }
  }

  @Test
  void twenty_source_ports_are_the_injectors_limit_and_no_onset() throws Exception {
    fewSourcePorts();
  }

  @Tag("repeated")
  @RepeatedTest(10)
  void twenty_source_ports_are_the_injectors_limit_every_time() throws Exception {
    fewSourcePorts();
  }

  private void fewSourcePorts() throws Exception {
    try (var lab = NetworkLab.open()) {
      lab.injector().sysctl("net.ipv4.ip_local_port_range", "40000 40019");
      int port = lab.startServer(folder);

      var result = run(lab, port, "900ms");

      assertThat(result.exitCode()).as(result.output()).isNotZero();
      var experiment = result.experiment("connection-rate.json");
      assertThat(experiment.injector().verdict())
          .as(result.output())
          .isEqualTo(ExperimentRecord.Injector.Fitness.LIMITED);
      assertThat(experiment.injector().reasons())
          .anyMatch(reason -> reason.contains("ip_local_port_range"));
      assertThat(experiment.onsets()).noneMatch(onset -> onset.status() == OnsetStatus.FOUND);
    }
  }

  private GatlingProcess.Result limited(NetworkLab lab, String connectTimeout) throws Exception {
    int port = lab.startServer(folder);
    lab.target()
        .filter(
            "tcp dport %d ct state new limit rate over %.0f/second burst 5 packets drop"
                .formatted(port, LIMIT));
    return run(lab, port, connectTimeout);
  }

  private GatlingProcess.Result run(NetworkLab lab, int port, String connectTimeout)
      throws Exception {
    var settings =
        new HashMap<>(
            Map.of(
                "onset.target.base-url", "http://" + lab.target().address() + ":" + port,
                "onset.connection-rate.start", "40",
                "onset.connection-rate.max", "90",
                "onset.connection-rate.precision", "5%",
                "onset.timeouts.connect", connectTimeout,
                "onset.timeouts.request", "4s",
                "onset.injector.warm-up", "3s"));
    return GatlingProcess.run(
        lab.injector().by(), ConnectionRateOnsetSimulation.class, settings, folder);
  }
}
