package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the connection-rate axis relies on in Gatling: a new connection for every request, which the
 * client closes; an address that was chosen; and being told when a connection is ready.
 *
 * <p>One run of Gatling, in a process of its own, against three addresses of loopback: one serves,
 * one refuses, and one has a full accept queue.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux drops a SYN when a queue is full")
class FreshConnectionsTest {

  private static final String SERVING = "127.0.0.1";
  private static final String REFUSING = "127.0.0.2";
  private static final String FULL = "127.0.0.3";
  private static final int EACH = FreshConnectionsSimulation.ATTEMPTS / 3;

  private static final AtomicInteger CLOSED_BY_THE_CLIENT = new AtomicInteger();

  private static Listener server;
  private static FullQueue full;
  private static GatlingProcess.Result run;
  private static FreshConnectionsSimulation.Result result;

  @BeforeAll
  static void a_short_trial_is_held(@TempDir Path folder) throws Exception {
    server = new Listener(FreshConnectionsTest::serve);
    full = new FullQueue(FULL, server.port());
    var results = folder.resolve("results.json");
    // The name stands for nothing: only an address that was chosen gets a request anywhere.
    var hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.9 nobody.test\n");
    run =
        GatlingProcess.run(
            FreshConnectionsSimulation.class,
            Map.of(
                FreshConnectionsSimulation.URL,
                "http://several.test:" + server.port() + "/",
                FreshConnectionsSimulation.SINK_URL,
                "http://127.0.0.1:" + server.port() + "/sink",
                FreshConnectionsSimulation.ADDRESSES,
                String.join(",", SERVING, REFUSING, FULL),
                FreshConnectionsSimulation.RESULTS,
                results.toString(),
                "jdk.net.hosts.file",
                hosts.toString()),
            folder);
    assertThat(results).as("results of a run that said:%n%s", run.output()).exists();
    result = FreshConnectionsSimulation.read(results);
  }

  @AfterAll
  static void servers_are_closed() {
    if (full != null) {
      full.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void every_request_has_a_connection_of_its_own() {
    assertThat(server.requests())
        .hasSize(EACH + FreshConnectionsSimulation.WARM_UP_ATTEMPTS)
        .hasSize(server.connections());
  }

  @Test
  void the_server_is_not_told_to_close_it() {
    assertThat(server.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(request.lines()).noneMatch(FreshConnectionsTest::closes));
  }

  @Test
  void the_client_closes_it_so_that_the_port_is_taken_on_its_side() throws InterruptedException {
    for (int i = 0; i < 100 && CLOSED_BY_THE_CLIENT.get() < server.connections(); i++) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(CLOSED_BY_THE_CLIENT.get()).isEqualTo(server.connections());
  }

  @Test
  void the_addresses_take_turns_under_the_target_s_name() {
    assertThat(result.addresses())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                SERVING, Map.of(Outcome.OK, (long) EACH),
                REFUSING, Map.of(Outcome.CONNECTION_REFUSED, (long) EACH),
                FULL, Map.of(Outcome.CONNECT_TIMEOUT, (long) EACH)));
    assertThat(server.requests())
        .filteredOn(request -> request.startsWith("GET / "))
        .hasSize(EACH)
        .allSatisfy(
            request ->
                assertThat(request).containsIgnoringCase("host: several.test:" + server.port()));
  }

  @Test
  void those_that_never_connected_ended_while_connecting() {
    assertThat(result.phases()).isEqualTo(Map.of(Phase.CONNECT, 2L * EACH));
  }

  @Test
  void connecting_is_timed_where_it_came_about() {
    assertThat(result.connectMillis())
        .hasSize(EACH)
        .allSatisfy(millis -> assertThat(millis).isBetween(0.0, 900.0));
  }

  private static boolean closes(String line) {
    return line.toLowerCase(Locale.ROOT).startsWith("connection:");
  }

  /** Answers as long as the caller asks, and never closes first. */
  private static void serve(Socket caller, Listener listener) throws IOException {
    while (!listener.receive(caller).isEmpty()) {
      Listener.send(caller, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }
    CLOSED_BY_THE_CLIENT.incrementAndGet();
  }
}
