package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of limiter is named right, with its rate and its burst. */
class IdentificationMatrixTest {

  private static final double ENOUGH = 0.98;

  @Test
  void limiters_are_named_with_their_rate_and_burst() {
    assertRight(ConfusionMatrix.of(50, 0.0005, 20261122));
  }

  /** The table of the documentation; too long for every build. */
  @Tag("benchmark")
  @ParameterizedTest
  @CsvSource({"0.0005, 1", "0.003, 2"})
  void many_limiters_are_named_with_their_rate_and_burst(double jitterSeconds, long seed) {
    assertRight(ConfusionMatrix.of(200, jitterSeconds, seed));
  }

  private static void assertRight(ConfusionMatrix matrix) {
    System.out.println(matrix.table());
    for (var algorithm : Algorithm.values()) {
      var cases = matrix.of(algorithm);
      if (cases.isEmpty()) {
        continue;
      }
      var named = cases.stream().filter(ConfusionMatrix.Case::rightName).toList();
      assertThat(ConfusionMatrix.share(cases, ConfusionMatrix.Case::rightName))
          .as("%s named right, seed %d", algorithm, matrix.seed)
          .isGreaterThanOrEqualTo(ENOUGH);
      assertThat(ConfusionMatrix.share(named, ConfusionMatrix.Case::rightRate))
          .as("rate of %s, seed %d", algorithm, matrix.seed)
          .isGreaterThanOrEqualTo(ENOUGH);
      assertThat(ConfusionMatrix.share(named, ConfusionMatrix.Case::rightBurst))
          .as("burst of %s, seed %d", algorithm, matrix.seed)
          .isGreaterThanOrEqualTo(ENOUGH);
    }
  }
}
