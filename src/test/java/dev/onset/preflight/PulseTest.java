package dev.onset.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseTest {

  private static final InetAddress HOST = InetAddress.getLoopbackAddress();

  private final AtomicInteger connections = new AtomicInteger();

  private String ailment(String answer) throws IOException {
    try (var server = new ServerSocket(0, 8, HOST)) {
      var answering = new Thread(() -> answer(server, answer));
      answering.setDaemon(true);
      answering.start();
      var request =
          new ProbeRequest(
              URI.create("http://127.0.0.1:" + server.getLocalPort() + "/"),
              "GET",
              Map.of(),
              "",
              Duration.ofSeconds(2),
              Duration.ofSeconds(2),
              Duration.ofSeconds(2));
      return new Pulse(request, List.of(HOST), this::connect).ailment();
    }
  }

  private Socket connect(InetSocketAddress target, Duration timeout) throws IOException {
    connections.incrementAndGet();
    return Connector.ofJdk().connect(target, timeout);
  }

  private static void answer(ServerSocket server, String answer) {
    try {
      while (true) {
        try (var socket = server.accept()) {
          socket.getInputStream().read(new byte[4096]);
          socket.getOutputStream().write(answer.getBytes(US_ASCII));
        }
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"200 OK", "401 Unauthorized", "429 Too Many Requests", "400 Bad Request"})
  void whoever_answers_is_alive(String status) throws IOException {
    assertThat(ailment("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n")).isNull();
    assertThat(connections).hasValue(1);
  }

  @Test
  void a_server_error_is_an_ailment() throws IOException {
    assertThat(ailment("HTTP/1.1 503 Down\r\nContent-Length: 0\r\n\r\n")).contains("503");
  }

  @Test
  void what_is_no_http_is_an_ailment_and_is_not_asked_again_in_another_way() throws IOException {
    assertThat(ailment("SSH-2.0-x\r\n")).isNotNull();
    assertThat(connections).hasValue(1);
  }
}
