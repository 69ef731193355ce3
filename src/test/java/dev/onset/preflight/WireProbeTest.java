package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.request.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireProbeTest {

  private static final byte[] SMALL =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private interface Handling {
    void handle(Socket socket) throws IOException;
  }

  @Test
  void an_answer_is_read_to_its_status_line() throws Exception {
    var reply = reply(SMALL, socket -> write(socket, "HTTP/1.1 431 Too Large\r\nA: b\r\n\r\nx"));

    assertThat(reply).isEqualTo(new Reply.Answered(431, "431 Too Large"));
  }

  @Test
  void an_interim_answer_is_passed_over() throws Exception {
    var reply = reply(SMALL, s -> write(s, "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"));

    assertThat(reply).isEqualTo(new Reply.Answered(200, "200 OK"));
  }

  @Test
  void an_answer_that_comes_before_the_request_was_read_is_seen() throws Exception {
    // More than the buffers of both ends hold, and the server reads none of it.
    var reply =
        reply(
            new byte[64 << 20],
            socket -> {
              write(socket, "HTTP/1.1 413 Content Too Large\r\n\r\n");
              pause(300);
            });

    assertThat(reply).isEqualTo(new Reply.Answered(413, "413 Content Too Large"));
  }

  @Test
  void a_connection_that_is_closed_and_one_that_is_reset_are_told_apart() throws Exception {
    var closed =
        reply(
            SMALL,
            socket -> {
              socket.getInputStream().readNBytes(SMALL.length);
            });
    var reset =
        reply(
            SMALL,
            socket -> {
              socket.getInputStream().readNBytes(SMALL.length);
              socket.setSoLinger(true, 0);
            });

    assertThat(closed).isEqualTo(new Reply.Closed(false, "the connection was closed"));
    assertThat(reset)
        .isInstanceOfSatisfying(Reply.Closed.class, r -> assertThat(r.reset()).isTrue());
  }

  @Test
  void what_is_not_http_is_shown_without_control_characters() throws Exception {
    var reply = reply(SMALL, socket -> write(socket, "SSH-2.0\u0001\r\n"));

    assertThat(reply).isEqualTo(new Reply.Closed(false, "not an HTTP answer: SSH-2.0..."));
  }

  @Test
  void silence_ends_with_the_request_timeout() throws Exception {
    var reply = reply(SMALL, socket -> pause(800));

    assertThat(reply).isInstanceOf(Reply.Silent.class);
  }

  @Test
  void over_tls_it_is_the_same(@TempDir Path folder) throws Exception {
    var server = SelfSigned.server(folder);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(431, -1);
          exchange.close();
        });
    server.start();
    try {
      var reply = probe("https", server.getAddress().getPort()).send(SMALL);

      assertThat(reply)
          .isInstanceOfSatisfying(
              Reply.Answered.class, answer -> assertThat(answer.status()).isEqualTo(431));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_closed_port_is_no_connection() throws Exception {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }

    assertThat(probe(port).send(SMALL)).isInstanceOf(Reply.Unconnected.class);
  }

  private static Reply reply(byte[] request, Handling handling) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var thread =
          new Thread(
              () -> {
                try (var socket = server.accept()) {
                  handling.handle(socket);
                } catch (IOException e) {
                  // The probe says what it saw.
                }
              });
      thread.start();
      try {
        return probe(server.getLocalPort()).send(request);
      } finally {
        thread.join();
      }
    }
  }

  private static WireProbe probe(int port) {
    return probe("http", port);
  }

  private static WireProbe probe(String scheme, int port) {
    return new WireProbe(
        new ProbeRequest(
            URI.create(scheme + "://127.0.0.1:" + port + "/"),
            "GET",
            Map.of(),
            "",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(500)),
        InetAddress.getLoopbackAddress());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
