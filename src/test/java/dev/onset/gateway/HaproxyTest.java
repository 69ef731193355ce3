package dev.onset.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.search.OnsetStatus;
import dev.onset.simulation.ConcurrencyOnsetSimulation;
import dev.onset.simulation.RateOnsetSimulation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The concurrency axis against HAProxy, which stops accepting when its frontend is full. */
@Tag("gateway")
@EnabledOnOs(
    value = OS.LINUX,
    disabledReason = "only Linux drops a SYN when the accept queue is full")
class HaproxyTest {

  @TempDir Path folder;

  @Test
  void the_first_dropped_connection_of_a_full_frontend_is_met_within_two() throws Exception {
    var gatewayFolder = Files.createDirectory(folder.resolve("haproxy"));
    try (var haproxy = RealGateway.haproxy(gatewayFolder, "maxconn 50\n  backlog 16")) {
      int firstDropped = firstDropped(haproxy.port());

      var result =
          GatlingProcess.run(
              ConcurrencyOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", haproxy.baseUrl(),
                  "onset.timeouts.connect", "1900ms",
                  "onset.timeouts.request", "4s",
                  "onset.injector.warm-up", "3s"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("concurrency.json");
      var refused = NginxTest.onset(experiment, Outcome.CONNECT_TIMEOUT);
      assertThat(refused.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(refused.upper()).isBetween(firstDropped - 2.0, firstDropped + 2.0);
      var silent = NginxTest.onset(experiment, Outcome.REQUEST_TIMEOUT);
      assertThat(silent.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(silent.lower()).isBetween(49.0, 51.0);
    }
  }

  @Tag("limiters")
  @Test
  void a_stick_table_is_a_sliding_count_of_all_requests_rejected_ones_too() throws Exception {
    var gatewayFolder = Files.createDirectory(folder.resolve("haproxy"));
    try (var haproxy =
        RealGateway.haproxy(
            gatewayFolder,
            """
            stick-table type ip size 1k expire 60s store http_req_rate(2s)
              http-request track-sc0 src
              http-request deny deny_status 429 if { sc_http_req_rate(0) gt 200 }\
            """)) {

      var result =
          GatlingProcess.run(
              RateOnsetSimulation.class,
              Map.of(
                  "onset.target.base-url", haproxy.baseUrl(),
                  "onset.rate.start", "70",
                  "onset.rate.level", "1s",
                  "onset.rate.confirm", "5s",
                  "onset.injector.warm-up", "4s"),
              folder);

      assertThat(result.exitCode()).as(result.output()).isZero();
      var experiment = result.experiment("rate.json");
      // HAProxy estimates the log by the counts of two periods.
      assertThat(experiment.limiter().algorithm())
          .as(result.output())
          .isIn("SLIDING_LOG", "SLIDING_COUNTER");
      assertThat(experiment.limiter().countsRejected()).isTrue();
      assertThat(experiment.limiter().ratePerSecond()).isBetween(98.0, 102.0);
      var onset = NginxTest.onset(experiment, Outcome.RATE_LIMITED);
      assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
      assertThat(onset.estimate()).isBetween(98.0, 102.0);
    }
  }

  /**
   * Opens plain sockets until the kernel drops one: the truth that the experiment must meet. Each
   * is given time to be served before the next, or a gateway that is slow to accept would look full
   * when only its accept queue is.
   */
  private static int firstDropped(int port) throws IOException {
    var sockets = new ArrayList<Socket>();
    try {
      while (sockets.size() < 200) {
        var socket = new Socket();
        sockets.add(socket);
        try {
          socket.connect(new InetSocketAddress("127.0.0.1", port), 700);
        } catch (SocketTimeoutException e) {
          return sockets.size();
        }
        awaitAnswer(socket);
      }
      throw new AssertionError("200 connections were accepted");
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  private static void awaitAnswer(Socket socket) throws IOException {
    socket.setSoTimeout(500);
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
    try {
      assertThat(socket.getInputStream().read()).isNotNegative();
    } catch (SocketTimeoutException e) {
      // Accepted by the kernel only; it stays open and silent.
    }
  }
}
