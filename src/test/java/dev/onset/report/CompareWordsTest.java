package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.compare.AxisComparison;
import dev.onset.compare.LimiterChange;
import dev.onset.compare.LimiterChange.Property;
import dev.onset.compare.Shift;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which way round: what was and what is are never exchanged. */
class CompareWordsTest {

  private static String shift(Shift shift) {
    return CompareWords.shifts(
            new AxisComparison(
                Axis.RATE,
                "requests/s",
                List.of(),
                List.of(),
                List.of(),
                List.of(shift),
                List.of()))
        .get(0);
  }

  @Test
  void answers_that_take_longer_now_are_slower() {
    assertThat(shift(new Shift.Latency(99, 10, 15, 1.5, 12, 0.001)))
        .startsWith("Admitted requests are slower: p99 is 15 ms, it was 10 ms")
        .contains("1.5 times");
    assertThat(shift(new Shift.Latency(99, 15, 10, 0.67, 12, 0.001)))
        .startsWith("Admitted requests are faster: p99 is 10 ms, it was 15 ms");
  }

  @Test
  void the_share_before_comes_before_the_share_now() {
    assertThat(shift(new Shift.Share(Outcome.CONNECT_TIMEOUT, 10, 1_000, 50, 2_000, 0.001)))
        .contains("1% of 1,000 attempts before, 2.5% of 2,000 now");
  }

  @Test
  void a_limiter_changes_from_what_it_was_to_what_it_is() {
    assertThat(
            CompareWords.limiter(
                new AxisComparison(
                    Axis.RATE,
                    "requests/s",
                    List.of(),
                    List.of(),
                    List.of(new LimiterChange(Property.RATE, "200 requests/s", "190 requests/s")),
                    List.of(),
                    List.of())))
        .containsExactly("The sustained rate changed from 200 requests/s to 190 requests/s.");
  }
}
