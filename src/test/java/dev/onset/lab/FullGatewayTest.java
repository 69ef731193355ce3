package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gateway.RealGateway;
import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.search.OnsetStatus;
import dev.onset.simulation.ConcurrencyOnsetSimulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real gateways without room for one more connection, told apart by what a caller sees of it. */
@Tag("gateway")
@Tag("namespaces")
class FullGatewayTest {

  @TempDir Path folder;

  @Test
  void a_full_accept_queue_leaves_connections_unanswered_before_it_times_them_out()
      throws Exception {
    int served = 12;
    int backlog = 8;
    try (var lab = NetworkLab.open();
        var haproxy =
            RealGateway.haproxy(
                lab.target(),
                gatewayFolder(),
                "maxconn %d%n  backlog %d".formatted(served, backlog))) {

      var result =
          run(
              lab,
              Map.of("onset.target.base-url", haproxy.baseUrl(), "onset.timeouts.request", "2s"));

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("concurrency.json");
      var silent = Onsets.of(Outcome.REQUEST_TIMEOUT, experiment);
      assertThat(silent.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(silent.lower()).isBetween(served - 1.0, served + 1.0);
      var dropped = Onsets.of(Outcome.CONNECT_TIMEOUT, experiment);
      assertThat(dropped.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      // The kernel's queue holds one more than its backlog, and HAProxy may have taken one already.
      assertThat(dropped.upper()).isBetween(served + backlog + 1.0, served + backlog + 3.0);
      assertThat(lab.target().counter("TcpExtListenOverflows")).isPositive();
      assertThat(Mechanisms.first(experiment)).isEqualTo("accept-queue-full");
    }
  }

  @Test
  void used_up_worker_connections_are_accepted_then_closed_and_no_connect_timeout()
      throws Exception {
    int connections = 22;
    try (var lab = NetworkLab.open();
        var nginx = slowNginx(lab, connections)) {

      var result =
          run(
              lab,
              Map.of("onset.target.base-url", nginx.baseUrl(), "onset.target.path", "/slow.txt"));

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("concurrency.json");
      var closed = Onsets.of(Outcome.CLOSED_EARLY, experiment);
      assertThat(closed.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      // NGINX takes one of them for its listening socket and one to hear from its master.
      assertThat(closed.lower()).isEqualTo(connections - 2);
      assertThat(closed.upper()).isEqualTo(connections - 1);
      assertThat(Onsets.of(Outcome.CONNECT_TIMEOUT, experiment).status())
          .isEqualTo(OnsetStatus.NOT_REACHED);
      assertThat(lab.target().counter("TcpExtListenOverflows")).isZero();
      assertThat(Mechanisms.first(experiment)).isEqualTo("accepted-then-closed");
    }
  }

  @Tag("repeated")
  @Test
  void a_gateway_that_closes_idle_connections_to_make_room_is_no_concurrency_to_measure()
      throws Exception {
    try (var lab = NetworkLab.open();
        var nginx = RealGateway.nginx(lab.target(), gatewayFolder(), 22, "", "")) {

      var result =
          run(
              lab,
              Map.of("onset.target.base-url", nginx.baseUrl(), "onset.target.path", "/ok.txt"));

      assertThat(result.exitCode()).as(result.output()).isEqualTo(2);
      var experiment = result.experiment("concurrency.json");
      assertThat(experiment.statusReason()).contains("connections that should be open");
      assertThat(experiment.onsets()).isEmpty();
    }
  }

  /** Idle connections NGINX would close to make room; a slow answer keeps each of them busy. */
  private RealGateway slowNginx(NetworkLab lab, int connections) throws Exception {
    var gateway = gatewayFolder();
    Files.writeString(gateway.resolve("slow.txt"), "x".repeat(1_500));
    return RealGateway.nginx(
        lab.target(), gateway, connections, "", "limit_rate 1000; limit_rate_after 0;");
  }

  private Path gatewayFolder() throws Exception {
    return Files.createDirectory(folder.resolve("gateway"));
  }

  private GatlingProcess.Result run(NetworkLab lab, Map<String, String> target) throws Exception {
    var settings =
        new HashMap<>(
            Map.of(
                "onset.concurrency.max", "40",
                "onset.concurrency.hold-interval", "500ms",
                "onset.timeouts.connect", "900ms",
                "onset.timeouts.request", "4s",
                "onset.injector.warm-up", "3s"));
    settings.putAll(target);
    return GatlingProcess.run(
        lab.injector().by(), ConcurrencyOnsetSimulation.class, settings, folder);
  }
}
