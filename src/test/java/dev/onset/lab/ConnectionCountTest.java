package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.simulation.ConcurrencyOnsetSimulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The concurrency axis against a firewall that counts established connections. */
@Tag("namespaces")
class ConnectionCountTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} connections, then {1}")
  @CsvSource({
    "25, drop,                             CONNECT_TIMEOUT",
    "12, reject with icmp host-prohibited, UNREACHABLE"
  })
  void the_first_connection_beyond_the_count_is_met_exactly(
      int count, String action, Outcome outcome) throws Exception {
    measure(count, action, outcome);
  }

  @Tag("repeated")
  @ParameterizedTest(name = "{0} connections, then {1}")
  @CsvSource({
    "1,   drop,                              CONNECT_TIMEOUT",
    "200, drop,                              CONNECT_TIMEOUT",
    "12,  reject with tcp reset,             CONNECTION_REFUSED",
    "12,  reject with icmp port-unreachable, CONNECTION_REFUSED",
    "12,  reject with icmp net-unreachable,  UNREACHABLE"
  })
  void so_are_other_counts_and_the_other_ways_to_reject(int count, String action, Outcome outcome)
      throws Exception {
    measure(count, action, outcome);
  }

  private void measure(int count, String action, Outcome outcome) throws Exception {
    try (var lab = NetworkLab.open()) {
      int port = lab.startServer(folder);
      lab.target()
          .filter("tcp dport %d ct state new ct count over %d %s".formatted(port, count, action));

      var result =
          GatlingProcess.run(
              lab.injector().by(),
              ConcurrencyOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", "http://" + lab.target().address() + ":" + port,
                  "onset.concurrency.max", String.valueOf(count + 30),
                  "onset.concurrency.hold-interval", "500ms",
                  "onset.timeouts.connect", "900ms",
                  "onset.timeouts.request", "3s",
                  "onset.injector.warm-up", "3s"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("concurrency.json");
      var onset = Onsets.of(outcome, experiment);
      assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(onset.upper()).isEqualTo(count + 1.0);
      assertThat(onset.lower()).isEqualTo(count);
      // A full accept queue would have left connections open and unanswered first.
      assertThat(experiment.onsets())
          .filteredOn(other -> other.outcome() != outcome)
          .extracting(Onset::status)
          .containsOnly(OnsetStatus.NOT_REACHED);
      assertThat(lab.target().counter("TcpExtListenOverflows")).isZero();
      assertThat(Mechanisms.first(experiment))
          .isEqualTo(action.equals("drop") ? "connection-count-limit" : "firewall-reject");
    }
  }
}
