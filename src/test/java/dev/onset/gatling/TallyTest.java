package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.outcome.Outcome;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TallyTest {

  private final Tally tally = new Tally();

  @ParameterizedTest
  @EnumSource
  void every_attempt_is_admitted_rejected_or_failed(Outcome outcome) {
    tally.add(new Attempt(1, 0, 0, 0, outcome, null, null));

    assertThat(tally.sent()).isOne();
    assertThat(tally.admitted() + tally.rejected() + tally.failed()).isOne();
  }

  @ParameterizedTest
  @EnumSource(names = {"RATE_LIMITED", "QUOTA_EXCEEDED", "DENIED", "OVERLOADED"})
  void being_turned_away_is_a_rejection(Outcome outcome) {
    tally.add(new Attempt(1, 0, 0, 0, outcome, "429", null));

    assertThat(tally.rejected()).isOne();
  }

  @Test
  void the_connection_that_opens_is_counted_in() {
    assertThat(tally.opened()).isOne();
    assertThat(tally.opened()).isEqualTo(2);
    tally.closed();

    assertThat(tally.open()).isOne();
    assertThat(tally.peakOpen()).isEqualTo(2);
  }

  @Test
  void open_connections_are_counted_right_by_many_threads() throws InterruptedException {
    var readings = new ConcurrentLinkedQueue<Integer>();

    Hammer.with(
        8,
        () -> {
          for (int i = 0; i < 20_000; i++) {
            readings.add(tally.opened());
            tally.closed();
            readings.add(tally.open() + 1);
          }
        });

    assertThat(readings).hasSize(320_000).allMatch(open -> open >= 1 && open <= 8 + 1);
    assertThat(tally.open()).isZero();
    assertThat(tally.peakOpen()).isBetween(1, 8);
  }
}
