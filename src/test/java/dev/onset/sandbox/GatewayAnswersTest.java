package dev.onset.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Large answers and the link that they leave by. */
@Timeout(60)
class GatewayAnswersTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 100, 101, 150, 151, 1_000, 12_345, 1_000_000})
  void a_body_is_json_of_exactly_so_many_bytes(int bytes) {
    String text = new String(LargeReplies.text(bytes), UTF_8);
    assertThat(text).hasSize(bytes).matches("(?s)\\{\"rows\":\\[(\\{.*\\})? *\\]\\}");
    int rows = text.split("\"id\":", -1).length - 1;
    for (int id = 1; id <= rows; id++) {
      if (id == 1 || id == rows) {
        assertThat(text).contains("{\"id\":" + id + ",\"status\":");
      }
    }
    // White space fills up less than one row.
    assertThat(bytes - text.replaceAll(" +]", "]").length()).isLessThan(90);
  }

  @Test
  void there_is_no_body_smaller_than_one_without_rows() {
    assertThat(new String(LargeReplies.text(0), UTF_8)).isEqualTo("{\"rows\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/, 5000",
    "/?limit=100, 5000",
    "/?limit=50, 2500",
    "/?a=b&limit=1, 50",
    "/?limit=0, 0",
    "/?limit=300&limit=1, 15000",
    "/?limit=999999999, 10000000",
    "/?limit=x, 5000",
    "/?limit=-1, 5000",
    "/?limit=, 5000",
    "/?unlimit=1, 5000",
    "/limit=1, 5000",
  })
  void a_page_has_its_share_of_the_bytes(String target, int bytes) {
    assertThat(new LargeAnswers(5_000, false, 0, "limit", 100).bytesFor(target)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gzip | true",
        "deflate, GZIP;q=0.5 | true",
        "* | true",
        "gzip;q=0 | false",
        "gzip; q=0.000, * | false",
        "*;q=0 | false",
        "identity | false",
        "'' | false",
        "xgzip | false",
      })
  void who_accepts_gzip_is_told_by_the_field(String value, boolean accepted) {
    assertThat(Asked.acceptsGzip(List.of(value))).isEqualTo(accepted);
  }

  @Test
  void gzip_is_for_those_who_accept_it_and_unpacks_to_the_same() throws IOException {
    try (Sandbox sandbox = sandbox(new LargeAnswers(20_000, true, 0, "limit", 100));
        Caller caller = Caller.connect(sandbox)) {
      Caller.Response plain = caller.get();
      assertThat(plain.header("Content-Encoding")).isEmpty();
      assertThat(plain.header("Vary")).contains("Accept-Encoding");
      assertThat(plain.body().getBytes(UTF_8)).isEqualTo(LargeReplies.text(20_000));

      caller.send("GET /?limit=50 HTTP/1.1\r\nAccept-Encoding: gzip\r\n\r\n");
      List<String> head = caller.readHead();
      assertThat(head).contains("Content-Encoding: gzip", "Vary: Accept-Encoding");
      byte[] body = caller.readBytes(length(head));
      assertThat(unpacked(body)).isEqualTo(LargeReplies.text(10_000));
      assertThat(caller.get().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 0.372", "10000, 0.281", "100000, 0.264", "1000000, 0.257"})
  void the_text_compresses_to_about_a_quarter(int bytes, double share) {
    LargeReplies replies = new LargeReplies(new LargeAnswers(bytes, true, 0, "", 1));
    Asked asked = new Asked("", "/", true, Reply.Persistence.KEPT, true);
    Asked headOnly = new Asked("", "/", false, Reply.Persistence.KEPT, true);
    int packed = replies.to(asked).wireBytes("", asked) - replies.to(asked).wireBytes("", headOnly);
    assertThat((double) packed / bytes).isCloseTo(share, within(0.01));
  }

  @Test
  void the_wire_bytes_are_those_that_are_sent() throws IOException {
    LargeAnswers answers = new LargeAnswers(5_000, false, 0, "limit", 100);
    Asked asked = new Asked("", "/any", true, Reply.Persistence.KEPT, false);
    try (Sandbox sandbox = sandbox(answers);
        Caller caller = Caller.connect(sandbox)) {
      List<String> head = caller.send(Caller.GET).readHead();
      int headBytes = head.stream().mapToInt(line -> line.length() + 2).sum() + 2;
      assertThat(new LargeReplies(answers).to(asked).wireBytes("", asked))
          .isEqualTo(headBytes + length(head))
          .isGreaterThan(5_000);
      Asked headOnly = new Asked("", "/any", false, Reply.Persistence.KEPT, false);
      assertThat(new LargeReplies(answers).to(asked).wireBytes("", headOnly)).isEqualTo(headBytes);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A link of 1,000,000 bytes/s; answers of 10,000 bytes: 100/s.
    "99, 10000, 99",
    "100, 10000, 100",
    "150, 10000, 100",
    "1000, 10000, 100",
    "10, 250000, 4",
    "2000, 400, 2000",
    "3000, 400, 2500",
  })
  void a_link_takes_its_bandwidth_and_no_more(int offered, int bytes, int perSecond) {
    Link link = new Link(1_000_000);
    int seconds = 60;
    int taken = 0;
    for (long i = 0; i < (long) (seconds + 10) * offered; i++) {
      boolean leaves = link.take(i * SECOND / offered, bytes).taken();
      taken += leaves && i >= 10L * offered ? 1 : 0;
    }
    assertThat((double) taken / seconds).isCloseTo(perSecond, within(perSecond * 0.001));
  }

  @Test
  void an_answer_waits_for_those_ahead_of_it_but_not_for_longer_than_a_second() {
    Link link = new Link(1_000);
    assertThat(link.take(0, 500)).isEqualTo(new Link.Turn(true, SECOND / 2));
    assertThat(link.take(0, 500)).isEqualTo(new Link.Turn(true, SECOND));
    // It waits for just 1 s, and takes 3 s.
    assertThat(link.take(0, 3_000)).isEqualTo(new Link.Turn(true, 4 * SECOND));
    assertThat(link.take(0, 1)).isEqualTo(new Link.Turn(false, 0));
    assertThat(link.take(3 * SECOND - 1, 1)).isEqualTo(new Link.Turn(false, 0));
    assertThat(link.take(3 * SECOND, 100)).isEqualTo(new Link.Turn(true, SECOND + SECOND / 10));
    assertThat(link.take(9 * SECOND, 100)).isEqualTo(new Link.Turn(true, SECOND / 10));
  }

  @Test
  void whom_a_full_link_cannot_answer_in_time_gets_a_503_at_once() throws IOException {
    // One answer is longer than the link's bytes in a second, so the next one but one has no room.
    LargeAnswers answers = new LargeAnswers(1_500, false, 1_000, "limit", 100);
    Duration start = Duration.ofDays(1);
    try (Sandbox sandbox =
            Sandbox.start(SandboxLimits.unlimited().with(causes(answers)), start::toNanos);
        Caller first = Caller.connect(sandbox);
        Caller second = Caller.connect(sandbox)) {
      long sent = System.nanoTime();
      first.send(Caller.GET);
      assertThat(Caller.soon(() -> sandbox.admitted() == 1)).isTrue();
      Caller.Response refused = second.get();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.body()).isEqualTo("{\"error\": \"The link is congested\"}");
      assertThat(sandbox.overloaded()).isEqualTo(1);
      assertThat(first.silent()).isTrue();
      assertThat(first.read().body()).hasSize(1_500);
      assertThat(System.nanoTime() - sent).isGreaterThan(3 * SECOND / 2);
    }
  }

  @Test
  void what_is_described_is_the_capacity_of_the_link() {
    try (Sandbox sandbox = sandbox(new LargeAnswers(9_926, true, 1_000_000, "n", 10))) {
      assertThat(sandbox.describe())
          .last()
          .asString()
          .startsWith(
              "answers: 9926 bytes of JSON, gzipped on request, of which n=N gets N/10, over one"
                  + " link of 1000000 bytes/s, for 99.8 requests/s or 3");
    }
    try (Sandbox sandbox = sandbox(new LargeAnswers(0, false, 8_700, "limit", 100))) {
      assertThat(sandbox.describe())
          .last()
          .isEqualTo("answers: short, over one link of 8700 bytes/s, for 100.0 requests/s");
    }
  }

  @Test
  void what_no_answers_can_be_is_refused_all_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LargeAnswers(99, false, 999, "a&b", 0))
        .withMessageContainingAll(
            "body.bytes", "body.bandwidth", "body.pageParameter", "body.pageRows");
  }

  private static int length(List<String> head) {
    return head.stream()
        .filter(line -> line.startsWith("Content-Length: "))
        .mapToInt(line -> Integer.parseInt(line.substring("Content-Length: ".length())))
        .sum();
  }

  private static byte[] unpacked(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Causes causes(LargeAnswers answers) {
    return new Causes(null, null, null, RequestLimits.NONE, answers);
  }

  private static Sandbox sandbox(LargeAnswers answers) {
    return Sandbox.start(SandboxLimits.unlimited().with(causes(answers)));
  }
}
