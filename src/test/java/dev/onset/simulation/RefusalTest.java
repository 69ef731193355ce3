package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.record.ExperimentRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that cannot be measured: one sentence that says why, no load, and a failed build. */
class RefusalTest {

  @TempDir Path folder;

  @Test
  void nothing_listening_is_said_in_one_sentence() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }

    assertRefused(
        Map.of("onset.target.base-url", "http://127.0.0.1:" + port),
        "Nothing listens on 127.0.0.1:" + port);
  }

  @Test
  void a_name_that_does_not_resolve_is_said_in_one_sentence() throws Exception {
    assertRefused(
        Map.of("onset.target.base-url", "http://no-such-host.invalid"),
        "no-such-host.invalid does not resolve");
  }

  @Test
  void a_host_that_never_answers_is_said_in_one_sentence_and_gets_no_load() throws Exception {
    var connections = new AtomicInteger();
    try (var silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      var acceptor =
          new Thread(
              () -> {
                try {
                  while (true) {
                    silent.accept();
                    connections.incrementAndGet();
                  }
                } catch (IOException closed) {
                  // The test is over.
                }
              });
      acceptor.setDaemon(true);
      acceptor.start();

      assertRefused(
          Map.of(
              "onset.target.base-url",
              "http://127.0.0.1:" + silent.getLocalPort(),
              "onset.timeouts.connect",
              "900ms",
              "onset.timeouts.request",
              "1500ms"),
          "sent no answer");
    }
    // The preflight's own: to see the port open, to ask once, to see whether it speaks TLS.
    assertThat(connections.get()).isBetween(1, 3);
  }

  private void assertRefused(Map<String, String> settings, String sentence) throws Exception {
    var result = GatlingProcess.run(RateOnsetSimulation.class, new HashMap<>(settings), folder);

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains(sentence).contains("Check");
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.FAILED);
    assertThat(experiment.statusReason()).contains(sentence);
    assertThat(experiment.outcomes()).isEmpty();
    assertThat(experiment.trials()).isEmpty();
  }
}
