package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import dev.onset.search.Purpose;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Duration> waits = new ArrayList<>();
  private int downFor;
  private int asked;
  private long nanos = 5;
  private Duration toAsk = Duration.ZERO;
  private String calledOff;

  private final Oversight target =
      new Oversight() {
        @Override
        public void trialEnded(Findings soFar) {}

        @Override
        public String calledOff() {
          return calledOff;
        }

        @Override
        public String ailment() {
          nanos += toAsk.toNanos();
          return ++asked > downFor ? null : "it answered 503 in 2 ms.";
        }
      };

  private String after(Outcome outcome, Duration patience) throws InterruptedException {
    return new Circuit(
            target,
            patience,
            time -> {
              waits.add(time);
              nanos += time.toNanos();
            },
            () -> nanos)
        .after(trial(outcome));
  }

  private static Trial trial(Outcome outcome) {
    var recorder = new SummaryRecorder();
    recorder.add(new Attempt(1, 0, 0, 1, outcome, null, null));
    return new Trial(
        Purpose.LADDER,
        1,
        Duration.ZERO,
        Duration.ofSeconds(1),
        1,
        recorder.summary(),
        Summary.EMPTY,
        Health.UNKNOWN,
        false,
        Verdict.BAD,
        "it failed");
  }

  @ParameterizedTest
  @EnumSource(names = {"OK", "RATE_LIMITED", "QUOTA_EXCEEDED", "DENIED", "CHECK_FAILED"})
  void a_target_that_did_not_fail_is_not_asked(Outcome outcome) throws Exception {
    downFor = 100;

    assertThat(after(outcome, PATIENCE)).isNull();
    assertThat(asked).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECT_TIMEOUT", "OVERLOADED", "CONNECTION_RESET", "REQUEST_TIMEOUT"})
  void a_target_that_failed_and_is_well_again_is_asked_once(Outcome outcome) throws Exception {
    assertThat(after(outcome, PATIENCE)).isNull();
    assertThat(asked).isOne();
    assertThat(waits).isEmpty();
  }

  @Test
  void a_target_that_takes_its_time_is_waited_for() throws Exception {
    downFor = 4;

    assertThat(after(Outcome.OVERLOADED, PATIENCE)).isNull();
    assertThat(waits).hasSize(4).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void a_target_that_stays_down_ends_the_experiment_with_what_ails_it() throws Exception {
    downFor = 100;

    assertThat(after(Outcome.OVERLOADED, PATIENCE))
        .isEqualTo(
            "the target has not come back within 10 s after the load was gone"
                + " (onset.budget.recovery): it answered 503 in 2 ms");
    assertThat(waits).hasSize(10);
  }

  @Test
  void a_target_that_hangs_is_not_knocked_at_for_longer() throws Exception {
    downFor = 100;
    toAsk = Duration.ofSeconds(4);

    assertThat(after(Outcome.REQUEST_TIMEOUT, PATIENCE)).contains("within 10 s");
    assertThat(asked).isEqualTo(3);
    assertThat(Duration.ofNanos(nanos)).isLessThan(PATIENCE.plus(toAsk).plusSeconds(1));
  }

  @Test
  void without_patience_nobody_is_asked() throws Exception {
    downFor = 100;

    assertThat(after(Outcome.OVERLOADED, Duration.ZERO)).isNull();
    assertThat(asked).isZero();
  }

  @Test
  void an_experiment_that_is_called_off_waits_for_nobody() throws Exception {
    downFor = 100;
    calledOff = "it is called off";

    assertThat(after(Outcome.OVERLOADED, PATIENCE)).isNull();
    assertThat(waits).isEmpty();
  }
}
