package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "rate, rate, 0",
    "rate, rat, 1",
    "rate, crate, 1",
    "rate, race, 1",
    "rate, raet, 1",
    "kitten, sitting, 3",
    "'', rate, 4",
  })
  void distance_counts_single_slips(String a, String b, int distance) {
    assertThat(Spelling.distance(a, b)).isEqualTo(distance);
    assertThat(Spelling.distance(b, a)).isEqualTo(distance);
  }
}
