package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import org.junit.jupiter.api.Test;

class AttemptLogTest {

  @Test
  void attempts_are_in_the_order_in_which_they_started() {
    var log = log(attempt(30, Outcome.OK), attempt(10, Outcome.RATE_LIMITED));

    assertThat(log.entries())
        .containsExactly(
            new AttemptLog.Entry(10, 11, Outcome.RATE_LIMITED, Double.NaN, 0),
            new AttemptLog.Entry(30, 31, Outcome.OK, Double.NaN, 0));
  }

  @Test
  void what_the_target_said_and_who_asked_is_kept() {
    var log = log(new Attempt(1, 0, 0, 1, Outcome.RATE_LIMITED, "429", 2.5, 3));

    assertThat(log.entries())
        .containsExactly(new AttemptLog.Entry(0, 1, Outcome.RATE_LIMITED, 2.5, 3));
  }

  @Test
  void a_sum_with_a_log_of_too_much_is_too_much() {
    var log = log(attempt(1, Outcome.OK));

    assertThat(log.plus(AttemptLog.OVERFULL).isOverfull()).isTrue();
    assertThat(AttemptLog.OVERFULL.plus(log)).isEqualTo(AttemptLog.OVERFULL);
    assertThat(log.isOverfull()).isFalse();
  }

  private static Attempt attempt(long startNanos, Outcome outcome) {
    return new Attempt(1, startNanos, startNanos, startNanos + 1, outcome, null, null);
  }

  private static AttemptLog log(Attempt... attempts) {
    var recorder = new SummaryRecorder();
    for (var attempt : attempts) {
      recorder.add(attempt);
    }
    return recorder.summary().log();
  }
}
