package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {

  @ParameterizedTest(name = "due {0}, started {1}, ended {2}")
  @CsvSource({
    "1000, 1000, 1500,   0,  500",
    "1000, 1200, 1500, 200,  500",
    "1000,  900, 1500,   0,  600",
    "1000,  900,  950,   0,   50",
    "1000, 1000, 1000,   0,    0",
    "   0,    0,    5,   0,    5"
  })
  void lateness_counts_as_waiting_and_earliness_as_nothing(
      long due, long start, long end, long lagNanos, long latencyNanos) {
    var attempt = new Attempt(10, due, start, end, Outcome.OK, null, null);

    assertThat(attempt.lagNanos()).isEqualTo(lagNanos);
    assertThat(attempt.latencyNanos()).isEqualTo(latencyNanos);
  }
}
