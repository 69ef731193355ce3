package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits on the size of requests, seen by a caller. */
@Timeout(60)
class GatewaySizesTest {
  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({"50, 200", "51, 414", "9000, 414"})
  void a_url_may_be_so_long_to_the_byte(int bytes, int status) throws IOException {
    String url = "/%C3%A4?b=" + "x".repeat(bytes - 10);
    assertThat(url).hasSize(bytes);
    assertThat(answer(new RequestLimits(0, 0, 0, 50, 0), get(url, "Host: x\r\n")))
        .isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"50, 200", "51, 431", "20000, 431"})
  void a_header_line_may_be_so_long_to_the_byte(int bytes, int status) throws IOException {
    String line = "X-A: " + "x".repeat(bytes - 7) + "\r\n";
    assertThat(line).hasSize(bytes);
    RequestLimits limits = new RequestLimits(50, 0, 0, 0, 0);
    assertThat(answer(limits, get("/", "Host: x\r\n" + line + "X-B: c\r\n"))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"100, 200", "101, 431", "20000, 431"})
  void all_header_lines_may_be_so_long_to_the_byte(int bytes, int status) throws IOException {
    String lines = "Host: x\r\nX-A: 1\r\nX-A: 2\r\n";
    lines += "X-B: " + "x".repeat(bytes - lines.length() - 7) + "\r\n";
    assertThat(lines).hasSize(bytes);
    assertThat(answer(new RequestLimits(0, 100, 0, 0, 0), get("/", lines))).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"4, 200", "5, 431", "900, 431"})
  void there_may_be_so_many_header_lines(int lines, int status) throws IOException {
    String all = "Host: x\r\n" + "X-A: b\r\n".repeat(lines - 1);
    assertThat(answer(new RequestLimits(0, 0, 4, 0, 0), get("/", all))).isEqualTo(status);
  }

  @Test
  void a_byte_of_a_value_that_is_no_ascii_is_one_byte() throws IOException {
    String line = "X-A: \u00c3\u00a4\r\n";
    byte[] bytes = get("/", line).getBytes(ISO_8859_1);
    try (Sandbox sandbox = sandbox(new RequestLimits(line.length(), 0, 0, 0, 0));
        Caller caller = Caller.connect(sandbox)) {
      assertThat(caller.send(bytes).read().status()).isEqualTo(200);
    }
    try (Sandbox sandbox = sandbox(new RequestLimits(line.length() - 1, 0, 0, 0, 0));
        Caller caller = Caller.connect(sandbox)) {
      assertThat(caller.send(bytes).read().status()).isEqualTo(431);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 200", "1001, 413"})
  void a_body_may_be_so_long_to_the_byte(int bytes, int status) throws IOException {
    RequestLimits limits = new RequestLimits(0, 0, 0, 0, 1000);
    String body = "x".repeat(bytes);
    assertThat(answer(limits, "POST / HTTP/1.1\r\nContent-Length: " + bytes + "\r\n\r\n" + body))
        .isEqualTo(status);
    String chunks =
        "1f4\r\n" + "x".repeat(500) + "\r\n" + Integer.toHexString(bytes - 500) + "\r\n";
    assertThat(
            answer(
                limits,
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + chunks
                    + "x".repeat(bytes - 500)
                    + "\r\n0\r\n\r\n"))
        .isEqualTo(status);
  }

  @Test
  void who_asks_first_whether_to_send_a_body_need_not() throws IOException {
    try (Sandbox sandbox = sandbox(new RequestLimits(0, 0, 0, 0, 10));
        Caller caller = Caller.connect(sandbox)) {
      caller.send("POST / HTTP/1.1\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n");
      assertThat(caller.read().status()).isEqualTo(413);
      assertThat(caller.closedByPeer()).isTrue();
    }
  }

  @Test
  void the_answer_arrives_though_the_caller_still_sends() throws IOException {
    try (Sandbox sandbox = sandbox(new RequestLimits(0, 0, 0, 0, 10))) {
      for (int i = 0; i < 20; i++) {
        try (Caller caller = Caller.connect(sandbox)) {
          caller.send("POST / HTTP/1.1\r\nContent-Length: 5000000\r\n\r\n");
          caller.send("x".repeat(5_000_000));
          Caller.Response answer = caller.read();
          assertThat(answer.status()).isEqualTo(413);
          assertThat(answer.header("Connection")).contains("close");
          assertThat(caller.closedByPeer()).isTrue();
        }
      }
      assertThat(Caller.soon(() -> sandbox.openConnections() == 0)).isTrue();
      assertThat(sandbox.refused()).isEqualTo(20);
      assertThat(sandbox.admitted() + sandbox.rejected()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 20_000, 900_000})
  void without_limits_large_heads_are_taken(int bytes) throws IOException {
    String text = "x".repeat(bytes);
    assertThat(answer(RequestLimits.NONE, get("/" + text, "X: " + text + "\r\n"))).isEqualTo(200);
  }

  @Test
  void more_than_the_decoder_reads_is_too_large_and_not_malformed() throws IOException {
    String text = "x".repeat(MIB + 1);
    assertThat(answer(RequestLimits.NONE, get("/" + text, ""))).isEqualTo(414);
    assertThat(answer(RequestLimits.NONE, get("/", "X: " + text + "\r\n"))).isEqualTo(431);
    String lines = ("X: " + "x".repeat(1000) + "\r\n").repeat(1100);
    assertThat(answer(RequestLimits.NONE, get("/", lines))).isEqualTo(431);
  }

  @Test
  void a_second_host_is_answered_400() throws IOException {
    assertThat(answer(RequestLimits.NONE, get("/", "Host: x\r\nhost: x\r\n"))).isEqualTo(400);
    assertThat(answer(RequestLimits.NONE, get("/", "Host: x\r\n"))).isEqualTo(200);
  }

  @Test
  void the_next_request_on_a_connection_starts_from_nothing() throws IOException {
    try (Sandbox sandbox = sandbox(new RequestLimits(0, 0, 0, 0, 10));
        Caller caller = Caller.connect(sandbox)) {
      for (int i = 0; i < 3; i++) {
        caller.send("POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\n0123456789");
        assertThat(caller.read().status()).isEqualTo(200);
      }
    }
  }

  @Test
  void what_is_too_large_counts_as_trouble_and_as_a_request_that_came() throws IOException {
    Outage outage = new Outage(8, 8, Duration.ofMinutes(1), 502);
    SandboxLimits limits =
        SandboxLimits.unlimited()
            .with(
                new Causes(
                    new HealthCheck("/up", false, Duration.ZERO),
                    outage,
                    null,
                    new RequestLimits(0, 0, 0, 20, 0),
                    LargeAnswers.NONE));
    try (Sandbox sandbox = Sandbox.start(limits, () -> 0)) {
      assertThat(answer(sandbox, get("/up?" + "x".repeat(20), ""))).isEqualTo(414);
      assertThat(answer(sandbox, get("/up", ""))).isEqualTo(200);
      int[] statuses = {414, 414, 502};
      for (int status : statuses) {
        assertThat(answer(sandbox, get("/" + "x".repeat(20), ""))).isEqualTo(status);
        assertThat(answer(sandbox, get("/up", ""))).isEqualTo(503);
      }
    }
  }

  @Test
  void what_no_limits_can_be_is_refused_all_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RequestLimits(-1, 1_000_001, 100_001, -1, 1_000_000_001))
        .withMessageContainingAll(
            "headerBytes", "headersBytes", "request.headers ", "urlBytes", "bodyBytes");
  }

  private static String get(String url, String lines) {
    return "GET " + url + " HTTP/1.1\r\n" + lines + "\r\n";
  }

  private static int answer(RequestLimits limits, String request) throws IOException {
    try (Sandbox sandbox = sandbox(limits)) {
      return answer(sandbox, request);
    }
  }

  private static int answer(Sandbox sandbox, String request) throws IOException {
    try (Caller caller = Caller.connect(sandbox)) {
      int status = caller.send(request).read().status();
      if (status != 200 && status < 502) {
        assertThat(caller.closedByPeer()).isTrue();
      }
      return status;
    }
  }

  private static Sandbox sandbox(RequestLimits limits) {
    return Sandbox.start(
        SandboxLimits.unlimited().with(new Causes(null, null, null, limits, LargeAnswers.NONE)));
  }
}
