package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onset.sandbox.Caller.Response;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GatewayHttpTest {
  private static final String OK = "{\"status\": \"ok\"}";

  private final Sandbox sandbox = Sandbox.start(SandboxLimits.unlimited());

  @AfterEach
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /", "DELETE /a/b?c=d", "OPTIONS *", "PURGE /x"})
  void any_method_and_path_is_answered_ok_on_a_kept_connection(String request) throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 2; i++) {
        Response response = caller.send(request + " HTTP/1.1\r\nHost: x\r\n\r\n").read();
        assertThat(response.head())
            .containsExactly(
                "HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 16");
        assertThat(response.body()).isEqualTo(OK);
      }
    }
  }

  @Test
  void head_is_answered_without_a_body() throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      assertThat(caller.send("HEAD / HTTP/1.1\r\n\r\n").readHead()).contains("Content-Length: 16");
      assertThat(caller.get().body()).isEqualTo(OK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"})
  void a_connection_is_closed_when_the_caller_wants_it(String request) throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      Response response = caller.send(request).read();
      assertThat(response.header("Connection")).contains("close");
      assertThat(response.body()).isEqualTo(OK);
      assertThat(caller.closedByPeer()).isTrue();
      assertThat(Caller.soon(() -> sandbox.openConnections() == 0)).isTrue();
    }
  }

  @Test
  void a_caller_of_http_1_0_can_ask_to_keep_the_connection() throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      Response response = caller.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").read();
      assertThat(response.header("Connection")).contains("keep-alive");
      assertThat(caller.get().status()).isEqualTo(200);
    }
  }

  @Test
  void request_bodies_are_read_to_their_end() throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      String large = "x".repeat(300_000);
      caller.send("POST / HTTP/1.1\r\nContent-Length: 300000\r\n\r\n" + large);
      assertThat(caller.read().status()).isEqualTo(200);
      caller.send("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
      assertThat(caller.read().status()).isEqualTo(200);
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(sandbox.admitted()).isEqualTo(3);
    }
  }

  @Test
  void a_caller_that_waits_for_100_gets_it_before_the_response() throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      caller.send("POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
      assertThat(caller.readHead()).containsExactly("HTTP/1.1 100 Continue");
      assertThat(caller.send("ab").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HELLO\r\n\r\n",
        "GET / HTTP/1.1\r\nNo Name: x\r\n\r\n",
        "PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n"
      })
  void what_is_no_http_is_answered_400_and_closed(String request) throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      assertThat(caller.send(request).read().status()).isEqualTo(400);
      assertThat(caller.closedByPeer()).isTrue();
      assertThat(sandbox.admitted() + sandbox.rejected()).isZero();
    }
  }

  @Test
  void pipelined_requests_are_answered_in_order_and_a_close_ends_them() throws IOException {
    RateLimit two = new RateLimit(0.001, 2);
    SandboxLimits slow = new SandboxLimits(two, null, Rejection.standard(), Duration.ofMillis(20));
    try (Sandbox sandbox = Sandbox.start(slow);
        Caller caller = Caller.connect(sandbox)) {
      String last = "GET / HTTP/1.1\r\nConnection: close\r\n\r\n";
      caller.send(Caller.GET + Caller.GET + Caller.GET + last + Caller.GET);
      assertThat(List.of(caller.read(), caller.read(), caller.read(), caller.read()))
          .extracting(Response::status)
          .containsExactly(200, 200, 429, 429);
      assertThat(caller.closedByPeer()).isTrue();
      assertThat(sandbox.admitted() + sandbox.rejected()).isEqualTo(4);
    }
  }

  @Test
  void the_response_time_passes_before_an_admitted_request_is_answered() throws IOException {
    Duration responseTime = Duration.ofMillis(80);
    RateLimit one = new RateLimit(0.001, 1);
    try (Sandbox sandbox =
            Sandbox.start(new SandboxLimits(one, null, Rejection.standard(), responseTime));
        Caller caller = Caller.connect(sandbox)) {
      long start = System.nanoTime();
      assertThat(caller.get().status()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(responseTime, Duration.ofSeconds(9));
      assertThat(caller.get().status()).isEqualTo(429);
    }
  }

  @Test
  void closing_ends_connections_and_frees_the_port() throws IOException {
    SandboxLimits slow = new SandboxLimits(null, null, Rejection.standard(), Duration.ofMinutes(5));
    Sandbox sandbox = Sandbox.start(slow);
    int port = sandbox.port();
    assertThat(sandbox.baseUri()).isEqualTo(URI.create("http://127.0.0.1:" + port));
    try (Caller waiting = Caller.connect(sandbox).send(Caller.GET)) {
      assertThat(Caller.soon(() -> sandbox.admitted() == 1)).isTrue();

      sandbox.close();
      sandbox.close();

      assertThat(waiting.closedByPeer()).isTrue();
    }
    assertThat(sandbox.openConnections()).isZero();
    assertThatThrownBy(() -> Caller.connect(port)).isInstanceOf(ConnectException.class);
    try (ServerSocket again = new ServerSocket(port, 1, NetUtil.LOCALHOST4)) {
      assertThat(again.getLocalPort()).isEqualTo(port);
    }
  }

  @Test
  void all_work_is_done_by_two_daemon_threads() throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      caller.get();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("onset-sandbox-"))
          .hasSize(2)
          .allMatch(Thread::isDaemon);
    }
  }
}
