package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1st",
    "2, 2nd",
    "3, 3rd",
    "4, 4th",
    "10, 10th",
    "11, 11th",
    "12, 12th",
    "13, 13th",
    "20, 20th",
    "21, 21st",
    "22, 22nd",
    "23, 23rd",
    "58, 58th",
    "100, 100th",
    "101, 101st",
    "111, 111th",
    "112, 112th",
    "113, 113th",
    "121, 121st",
    "'1001', '1,001st'",
    "'1011', '1,011th'"
  })
  void ordinals(long value, String text) {
    assertThat(Figures.ordinal(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10, 10",
    "12.5, 12.5",
    "0.12345, 0.1234",
    "227.37, 227.4",
    "999.99, '1,000'",
    "1234.5, '1,234'",
    "9876543.21, '9,876,543'",
    "NaN, unknown",
    "-12.5, -12.5"
  })
  void quantities_have_four_significant_digits(double value, String text) {
    assertThat(Figures.quantity(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0%",
    "0.001, <1%",
    "0.004, <1%",
    "0.5, 50%",
    "0.994, 99%",
    "0.996, >99%",
    "1, 100%"
  })
  void shares_are_nothing_or_everything_only_when_they_are(double share, String text) {
    assertThat(Figures.percent(share)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "4.25, 4.3 s",
    "59.4, 59 s",
    "59.6, 1 min",
    "252, 4 min 12 s",
    "3600, 1 h",
    "3780, 1 h 3 min"
  })
  void spans_have_two_units_at_most(double seconds, String text) {
    assertThat(Figures.span(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.84, 0.8", "18.6, 18.6", "5, 5", "99.94, 99.9", "2901.4, '2,901'"})
  void milliseconds_have_a_decimal_below_a_hundred(double millis, String text) {
    assertThat(Figures.millis(millis)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0%",
    "0.0001,<0.1%",
    "0.374,37.4%",
    "0.5,50%",
    "0.9994,99.9%",
    "0.99999,>99.9%",
    "1,100%"
  })
  void a_share_has_a_decimal_and_is_never_rounded_to_all_or_nothing(double share, String text) {
    assertThat(Figures.share(share)).isEqualTo(text);
  }
}
