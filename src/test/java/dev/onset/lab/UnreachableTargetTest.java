package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.record.ExperimentRecord;
import dev.onset.simulation.RateOnsetSimulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A target behind a firewall that lets nobody in: one sentence that says how, and no load. */
@Tag("namespaces")
class UnreachableTargetTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "drop                                | did not answer within 900 ms            | black-hole",
        "reject with icmp host-prohibited    | There is no route to 10.201.0.2:8080 | firewall-reject"
      })
  void what_a_firewall_does_is_named_and_nothing_is_sent(
      String action, String sentence, String mechanism) throws Exception {
    refused(action, sentence, mechanism);
  }

  /** A firewall's reset is the same packet as a closed port's; only an ICMP message tells more. */
  @Tag("repeated")
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "nothing",
      value = {
        "nothing                             | Nothing listens on 10.201.0.2:8080 | nothing-listening",
        "reject with tcp reset               | the host refused the connection | nothing-listening",
        "reject with icmp port-unreachable   | the host refused the connection | firewall-reject",
        "reject with icmp admin-prohibited   | There is no route to 10.201.0.2:8080 | firewall-reject",
        "reject with icmp host-unreachable   | There is no route to 10.201.0.2:8080 | firewall-reject",
        "reject with icmp net-unreachable    | There is no route to 10.201.0.2:8080 | firewall-reject"
      })
  void so_are_a_closed_port_and_the_other_ways_to_reject(
      String action, String sentence, String mechanism) throws Exception {
    refused(action, sentence, mechanism);
  }

  private void refused(String action, String sentence, String mechanism) throws Exception {
    try (var lab = NetworkLab.open()) {
      if (action == null) {
        // The port that a server would have got.
        assertThat(lab.target().freePort()).isEqualTo(8_080);
      } else {
        int port = lab.startServer(folder);
        lab.target().filter("meta nfproto ipv4 tcp dport %d %s".formatted(port, action));
      }

      var result =
          GatlingProcess.run(
              lab.injector().by(),
              RateOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", "http://10.201.0.2:8080",
                  "onset.timeouts.connect", "900ms",
                  "onset.timeouts.request", "3s"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
      var experiment = result.experiment("rate.json");
      assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.FAILED);
      assertThat(experiment.statusReason()).contains(sentence);
      assertThat(experiment.trials()).isEmpty();
      assertThat(experiment.diagnosis())
          .extracting(ExperimentRecord.Diagnosis::mechanism)
          .contains(mechanism);
    }
  }
}
