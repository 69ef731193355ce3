package dev.onset.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.ExperimentRecord.Check;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a preflight says about real sockets. */
class PreflightOverLoopbackTest {

  @Test
  void a_port_without_listener_is_refused() throws IOException {
    int port;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }

    var report = check("http", port, Map.of());

    assertThat(report.passed()).isFalse();
    assertThat(report.verdict())
        .isEqualTo(
            "Nothing listens on 127.0.0.1:%s: the host refused the connection. Check that the service is started, the port, and that no firewall rejects it."
                .formatted(port));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_accept_queue_is_a_connect_timeout() throws IOException {
    var waiting = new ArrayList<Socket>();
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // A queue of length 1 takes two connections.
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort()));
      }

      var report = checkBriefly("http", listener.getLocalPort());

      assertThat(report.passed()).isFalse();
      assertThat(report.verdict())
          .startsWith(
              "127.0.0.1:%s did not answer within 300 ms.".formatted(listener.getLocalPort()));
    } finally {
      for (var socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void a_server_that_accepts_and_stays_silent_is_told_from_one_that_does_not_accept()
      throws IOException {
    try (var server = new OneAnswer(null)) {
      var report = checkBriefly("http", server.port());

      assertThat(report.passed()).isFalse();
      assertThat(report.verdict())
          .startsWith(
              "127.0.0.1:%s accepted the connection and sent no answer within 400 ms."
                  .formatted(server.port()));
      assertThat(report.checks())
          .extracting(Check::passed)
          .containsExactly(true, true, false, true);
    }
  }

  @Test
  void a_server_that_stops_in_the_middle_of_its_answer_is_not_measured() throws IOException {
    try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var streaming = new Streaming(listener)) {
      var report = checkBriefly("http", listener.getLocalPort());

      assertThat(report.verdict())
          .contains("answered 200 and did not finish the answer within 400 ms");
      assertThat(streaming.isAlive()).isTrue();
    }
  }

  @Test
  void an_answer_passes_and_the_request_is_sent_as_configured() throws IOException {
    try (var server = new OneAnswer("HTTP/1.1 204 No Content\r\n\r\n")) {
      var headers = new TreeMap<>(Map.of("Host", "api.example.test", "X-Trace", "1"));
      var report = check("http", server.port(), headers);

      assertThat(report.passed()).isTrue();
      assertThat(report.verdict())
          .startsWith("GET http://127.0.0.1:%s/items?… answered 204 in".formatted(server.port()))
          .endsWith(" ms.");
      assertThat(report.addresses()).containsExactly(InetAddress.getLoopbackAddress());
      assertThat(report.checks())
          .extracting(Check::name)
          .containsExactly(
              "name resolution",
              "TCP connection",
              "HTTP request",
              "server headers",
              "clock",
              "proxy settings");
      assertThat(report.failing()).isEmpty();
      assertThat(report.probed().get(0).connectTime()).isPositive();
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).lines().filter(line -> !line.isEmpty()))
          .containsExactly(
              "GET /items?page=2 HTTP/1.1",
              "Accept: */*",
              "Host: api.example.test",
              "X-Trace: 1",
              "Connection: close");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi              | answered 200",
        "200 OK\\r\\n\\r\\nuntil the end                          | answered 200",
        "200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nhi\\r\\n0\\r\\n\\r\\n | answered 200",
        "100 Continue\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\n      | answered 200",
        "302 Found\\r\\nLocation: /login?t=hunter2\\r\\n\\r\\n    | what is measured is the redirect to /login?…;",
        "401 Unauthorized\\r\\n\\r\\n                             | lacks valid credentials",
        "403 Forbidden\\r\\n\\r\\n                                | check credentials and allow-lists",
        "404 Not Found\\r\\n\\r\\n                                | check onset.target.path",
        "405 Method Not Allowed\\r\\n\\r\\n                       | check method, headers and body",
        "429 Too Many Requests\\r\\n\\r\\n                        | already limits before any load",
        "503 Service Unavailable\\r\\n\\r\\n                      | the target fails before any load",
      })
  void an_answer_that_is_not_what_one_wants_to_measure_passes_with_a_warning(
      String answer, String text) throws IOException {
    try (var server = new OneAnswer("HTTP/1.1 " + answer.translateEscapes())) {
      var report = check("http", server.port(), Map.of());

      assertThat(report.passed()).isTrue();
      assertThat(report.verdict()).contains(text).doesNotContain("hunter2");
    }
  }

  @Test
  void a_connection_closed_without_an_answer_is_not_measured() throws IOException {
    try (var server = new OneAnswer("")) {
      assertThat(check("http", server.port(), Map.of()).verdict())
          .contains("ended the connection instead of answering (closed without an answer)");
    }
  }

  @Test
  void another_protocol_is_recognised() throws IOException {
    try (var server = new OneAnswer("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertThat(check("http", server.port(), Map.of()).verdict())
          .contains("did not answer in HTTP/1.1 but with \"SSH-2\"");
    }
  }

  @Test
  void an_answer_whose_head_does_not_end_is_not_called_another_protocol() throws IOException {
    try (var server = new OneAnswer("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(1 << 20))) {
      assertThat(check("http", server.port(), Map.of()).verdict())
          .contains("began an answer whose head is longer than")
          .doesNotContain("another protocol");
    }
  }

  @Test
  void tls_against_a_port_of_plain_http_says_so() throws IOException {
    try (var server = new OneAnswer("HTTP/1.1 400 Bad Request\r\n\r\n")) {
      var report = check("https", server.port(), Map.of());

      assertThat(report.passed()).isFalse();
      assertThat(report.verdict()).contains("does not speak TLS").contains("Write http://");
    }
  }

  @Test
  void tls_against_silence_is_a_handshake_timeout() throws IOException {
    try (var server = new OneAnswer(null)) {
      assertThat(checkBriefly("https", server.port()).verdict())
          .contains("did not answer the TLS handshake within 300 ms");
    }
  }

  @Test
  void a_certificate_that_does_not_verify_passes_with_a_warning_and_plain_http_is_told_to_use_tls(
      @TempDir Path folder) throws Exception {
    var server = SelfSigned.server(folder);
    server.start();
    try {
      var report = check("https", server.getAddress().getPort(), Map.of());

      assertThat(report.passed()).describedAs(report.verdict()).isTrue();
      assertThat(report.verdict()).contains("answered 404");
      assertThat(texts(report, "TLS handshake")).singleElement().asString().startsWith("TLSv1.");
      assertThat(texts(report, "certificate"))
          .satisfiesExactly(
              expiry -> assertThat(expiry).contains("Warning: The certificate expires in 4 days"),
              chain ->
                  assertThat(chain)
                      .contains("The certificate does not verify (unable to find valid")
                      .contains("clients may not"));

      assertThat(check("http", server.getAddress().getPort(), Map.of()).verdict())
          .isEqualTo(
              "127.0.0.1:%s speaks TLS, and was asked in plain HTTP. Write https:// in the base URL, or the port that speaks plain HTTP."
                  .formatted(server.getAddress().getPort()));
    } finally {
      server.stop(0);
    }
  }

  private static List<String> texts(PreflightReport report, String check) {
    return report.checks().stream()
        .filter(each -> each.name().equals(check))
        .map(Check::text)
        .toList();
  }

  /** With timeouts that no test is meant to reach. */
  private static PreflightReport check(String scheme, int port, Map<String, String> headers) {
    return check(scheme, port, headers, Duration.ofSeconds(20), Duration.ofSeconds(20));
  }

  /** With timeouts that the test waits for. */
  private static PreflightReport checkBriefly(String scheme, int port) {
    return check(scheme, port, Map.of(), Duration.ofMillis(300), Duration.ofMillis(400));
  }

  private static PreflightReport check(
      String scheme, int port, Map<String, String> headers, Duration connecting, Duration request) {
    var url = URI.create(scheme + "://127.0.0.1:" + port + "/items?page=2");
    return Preflight.ofJdk()
        .check(new ProbeRequest(url, "GET", headers, "", connecting, connecting, request));
  }

  /** Sends the beginning of an answer on each connection and keeps it open. */
  private static final class Streaming extends Thread implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Socket> open = new ArrayList<>();

    Streaming(ServerSocket listener) {
      this.listener = listener;
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      try {
        while (true) {
          var socket = listener.accept();
          open.add(socket);
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf".getBytes(US_ASCII));
        }
      } catch (IOException e) {
        // The end of the test.
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
