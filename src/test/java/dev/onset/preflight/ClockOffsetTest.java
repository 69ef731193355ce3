package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockOffsetTest {

  private static final String NOON = "Wed, 04 Mar 2026 12:00:00 GMT";
  private static final Instant SENT = Instant.parse("2026-03-04T12:00:00.300Z");

  @Test
  void the_offset_is_the_middle_of_what_the_header_and_the_round_trip_allow() {
    var offset = ClockOffset.of(NOON, SENT, SENT.plusMillis(400));

    // From 12:00:00 - 12:00:00.7 to 12:00:01 - 12:00:00.3.
    assertThat(offset).isEqualTo(new ClockOffset(Duration.ofMillis(0), Duration.ofMillis(700)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // true offset, round trip, severity, beginning
        "0     | 10    | OK          | The target's clock is 0.2 s ahead of this machine's, give or take 0.5 s",
        "4000  | 10    | OK          | The target's clock is 4.2 s ahead of this machine's",
        "-4000 | 10    | OK          | The target's clock is 3.8 s behind this machine's",
        "7000  | 10    | WARNING     | The target's clock is 7.2 s ahead of this machine's",
        "-7000 | 10    | WARNING     | The target's clock is 6.8 s behind this machine's",
        "7000  | 12000 | NOT_CHECKED | The target's clock is 1.2 s ahead of this machine's, give or take 6.5 s",
      })
  void more_than_five_seconds_for_certain_are_warned_of(
      long offsetMillis, long roundTripMillis, Severity severity, String beginning) {
    var server = SENT.plusMillis(offsetMillis);
    var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(server.atOffset(ZoneOffset.UTC));

    var finding = ClockOffset.finding(answer(Map.of("Date", date), roundTripMillis));

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.text()).startsWith(beginning);
  }

  @Test
  void a_warning_says_what_the_clock_matters_for_and_what_to_check() {
    assertThat(ClockOffset.finding(answer(Map.of("Date", NOON.replace("12:", "13:")), 10)).text())
        .contains("Retry-After")
        .contains("tokens")
        .contains("chronyc tracking");
  }

  @Test
  void without_a_usable_date_nothing_is_claimed() {
    for (var headers :
        List.<Map<String, String>>of(
            Map.of(), Map.of("Date", "yesterday"), Map.of("Date", NOON, "Age", "90"))) {
      var answer = answer(headers, 10);

      assertThat(ClockOffset.finding(answer).severity()).isEqualTo(Severity.NOT_CHECKED);
      assertThat(ClockOffset.of(answer)).isNull();
    }
  }

  private static HttpAnswer answer(Map<String, String> headers, long roundTripMillis) {
    var ignoringCase = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    ignoringCase.putAll(headers);
    return new HttpAnswer(200, ignoringCase, SENT, SENT.plusMillis(roundTripMillis), "10 ms");
  }
}
