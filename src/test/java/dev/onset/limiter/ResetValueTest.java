package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResetValueTest {

  private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

  @ParameterizedTest(name = "{0} is {1} s away")
  @CsvSource(
      delimiter = '|',
      value = {
        "0                               | 0",
        "30                              | 30",
        "' 30 '                          | 30",
        "1.5                             | 1.5",
        "2592000                         | 2592000",
        "1792567690                      | 10",
        "1792567690.25                   | 10.25",
        "1792567690500                   | 10.5",
        "1792567000                      | 0",
        "1792567000000                   | 0",
        "12ms                            | 0.012",
        "6m0s                            | 360",
        "1h2m3.5s                        | 3723.5",
        "250µs                           | 0.00025",
        "7ns                             | 0.000000007",
        "Wed, 21 Oct 2026 07:28:30 GMT   | 30",
        "Wed, 21 Oct 2026 07:27:30 GMT   | 0",
        "Wednesday, 21-Oct-26 07:28:30 GMT | 30",
        "Wed Oct 21 07:28:30 2026        | 30",
        "Sun Nov  1 07:28:00 2026        | 950400",
        "Sunday, 06-Nov-94 08:49:37 GMT  | 0",
        "2026-10-21T07:29:00Z            | 60",
        "2026-10-21T09:29:00+02:00       | 60"
      })
  void a_delay_or_a_moment_is_so_many_seconds_away(String value, double seconds) {
    assertThat(ResetValue.seconds(value, NOW)).isCloseTo(seconds, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-5",
        "+5",
        "1e3",
        "0x10",
        "NaN",
        "Infinity",
        "1,5",
        "1.5.2",
        "9999999999999999",
        "5 s",
        "5 seconds",
        "-12ms",
        "1.h",
        "m5",
        "Wed, 21 Oct 2026",
        "Thu, 21 Oct 2026 07:28:30 GMT",
        "Wed, 32 Oct 2026 07:28:30 GMT",
        "Wednesday, 99-Oct-26 07:28:30 GMT",
        "Wed Oct 41 07:28:30 2026",
        "2026-10-21T07:29:00",
        "soon"
      })
  void anything_else_is_malformed(String value) {
    assertThat(ResetValue.seconds(value, NOW)).isNull();
  }

  @Test
  void without_a_clock_delays_are_read_and_moments_are_not() {
    assertThat(ResetValue.seconds("30", null)).isEqualTo(30);
    assertThat(ResetValue.seconds("6m0s", null)).isEqualTo(360);
    assertThat(ResetValue.seconds("1792567690", null)).isNull();
    assertThat(ResetValue.seconds("Wed, 21 Oct 2026 07:28:30 GMT", null)).isNull();
  }
}
