package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "1, false, true", // 2.9 s
    "3, false, true", // 8.7 s
    "4, false, false", // 11.6 s
    "1, true, true", // 7.9 s
    "2, true, false", // 10.8 s
  })
  void all_addresses_must_fit_into_the_request_timeout(int addresses, boolean tls, boolean fit) {
    var timeouts = timeouts(2900);

    assertThat(timeouts.problemWith(addresses, tls).isEmpty()).isEqualTo(fit);
  }

  @Test
  void a_sum_equal_to_the_request_timeout_is_too_much() {
    assertThat(timeouts(5000).problemWith(1, true)).isPresent();
  }

  @Test
  void the_problem_says_the_numbers_and_what_to_change() {
    assertThat(timeouts(2900).problemWith(2, true))
        .contains(
            "Opening a connection may take 10.8s (connect 2900ms x 2 addresses + TLS 5s), which"
                + " is not less than the request timeout of 10s: the request timer would hide"
                + " connect timeouts. Lower onset.timeouts.connect or onset.timeouts.tls or raise"
                + " onset.timeouts.request above 10.8s.");
  }

  @ParameterizedTest
  @CsvSource({"900,true", "901,false", "1000,false", "1099,false", "1100,true", "10950,false"})
  void a_connect_timeout_keeps_100_ms_away_from_a_repeated_syn(long connectMillis, boolean fine) {
    assertThat(timeouts(connectMillis).problemWithConnect().isEmpty()).isEqualTo(fine);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0ms",
    "900, 900ms",
    "2900, 2900ms",
    "10000, 10s",
    "10800, 10.8s",
    "60000, 1m",
    "5400000, 90m",
    "7200000, 2h",
    "61000, 61s"
  })
  void durations_read_as_people_write_them(long millis, String text) {
    assertThat(Durations.text(Duration.ofMillis(millis))).isEqualTo(text);
  }

  private static TimeoutSettings timeouts(long connectMillis) {
    return new TimeoutSettings(
        Duration.ofMillis(connectMillis), Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
