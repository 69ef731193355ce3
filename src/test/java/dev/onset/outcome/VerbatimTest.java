package dev.onset.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerbatimTest {

  private static String answered(int status, String body) {
    return Verbatim.of(new Ending.Answered(status, Map.of(), body));
  }

  private static String failed(String failure) {
    return Verbatim.of(new Ending.Unanswered(failure, false));
  }

  @Test
  void an_answer_is_its_status_and_the_start_of_its_body() {
    assertThat(answered(429, "{\"error\": \"API Rate Limit Exceeded\"}"))
        .isEqualTo("429 {\"error\": \"API Rate Limit Exceeded\"}");
  }

  @Test
  void an_answer_without_a_body_is_its_status() {
    assertThat(answered(503, "")).isEqualTo("503");
    assertThat(answered(503, " \r\n\t ")).isEqualTo("503");
  }

  @Test
  void white_space_is_folded_onto_one_line() {
    assertThat(answered(503, "\n<html>\r\n  <title>503\u00a0Service\u2028Unavailable</title>\n"))
        .isEqualTo("503 <html> <title>503 Service Unavailable</title>");
  }

  @Test
  void what_does_not_print_is_written_as_an_escape() {
    assertThat(answered(400, "a\u0000b\u001b[31mc\u202ed\ud83de\ufeff"))
        .isEqualTo("400 a\\u0000b\\u001b[31mc\\u202ed\\ud83de\\ufeff");
  }

  @Test
  void letters_and_emoji_of_any_script_stay() {
    String family = "\ud83d\udc69\u200d\ud83d\udc67";
    assertThat(answered(429, "请求过多 é " + family)).isEqualTo("429 请求过多 é " + family);
  }

  @Test
  void a_huge_body_is_cut_with_an_ellipsis() {
    assertThat(answered(500, "xy ".repeat(3_000_000)))
        .hasSize(Verbatim.LONGEST_ANSWER)
        .startsWith("500 xy xy ")
        .endsWith("…");
  }

  @Test
  void a_cut_never_halves_a_character() {
    for (int shift = 0; shift < 2; shift++) {
      String body = "x".repeat(shift) + "\ud83d\udca5".repeat(200);
      assertThat(answered(500, body)).doesNotContainPattern("\\p{Cs}").endsWith("\udca5…");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"5f1d8a7b9c0e4f3a2b1c0d9e8f7a6b5c", "0E8400E2-9b41-41d4-a716-446655440000"})
  void the_same_refusal_with_another_request_id_counts_together(String id) {
    assertThat(answered(429, "{\"message\":\"slow down\",\"request_id\":\"" + id + "\"}"))
        .isEqualTo("429 {\"message\":\"slow down\",\"request_id\":\"<id>\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "i.n.c.ConnectTimeoutException: connection timed out after 2000 ms: /127.0.0.1:57693",
        "Request timeout to 127.0.0.1/127.0.0.1:34093 after 1000 ms",
        "Request timeout after 1000 ms",
        "java.net.ConnectException: Connection timed out: getsockopt",
        "j.n.ConnectException: finishConnect(..) failed with error(-111): Connection refused",
        "status.find.in([200, 209], 304), found 429",
        "j.n.NoRouteToHostException"
      })
  void a_failure_without_noise_stays_as_it_is(String failure) {
    assertThat(failed(failure)).isEqualTo(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
"""
E: [id: 0x1a2b3c4d, L:/10.0.0.1:45678 - R:api.test/10.0.0.2:443] | E: [id: <id>, L:/10.0.0.1:<port> - R:api.test/10.0.0.2:443]
E: [id: 0x1, L:/[0:0:0:0:0:0:0:1%0]:45678 ! R:/[::2]:443] | E: [id: <id>, L:/[0:0:0:0:0:0:0:1%0]:<port> ! R:/[::2]:443]
E: local address /10.0.0.1:45678 | E: local address /10.0.0.1:45678
E: localAddress: /10.0.0.1:45678, remote: /10.0.0.2:443 | E: localAddress: /10.0.0.1:<port>, remote: /10.0.0.2:443
D: [24523: /10.0.0.53:53] Q(a.test. IN A) query '24523' via UDP timed out after 5000 milliseconds | D: [<id>: /10.0.0.53:53] Q(a.test. IN A) query '<id>' via UDP timed out after 5000 milliseconds
E: a.b.Task@6d06d69c rejected from a.b.Pool@7852e922 | E: a.b.Task@<id> rejected from a.b.Pool@<id>
E: failed to allocate 16777216 byte(s) of direct memory (used: 1056964608, max: 1073741824) | E: failed to allocate 16777216 byte(s) of direct memory (used: <n>, max: 1073741824)
N: not an SSL/TLS record: 485454502f312e312034303020426164205265717565737 | N: not an SSL/TLS record: 485454502f312e312034303020426164…
""")
  void what_differs_from_attempt_to_attempt_is_blanked(String failure, String text) {
    assertThat(failed(failure)).isEqualTo(text);
  }

  @Test
  void a_long_failure_is_cut() {
    assertThat(failed("java.lang.IllegalStateException: " + "no ".repeat(1_000)))
        .hasSize(Verbatim.LONGEST_FAILURE)
        .endsWith("…");
  }
}
