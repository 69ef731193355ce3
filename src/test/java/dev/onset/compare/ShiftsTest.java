package dev.onset.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.AdmittedLatency;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Guards against seeing a change in mere noise, and against missing one. */
class ShiftsTest {

  private static final int LOADS = 12;

  @Test
  void a_failure_that_became_more_frequent_is_a_shift() {
    var shifts = Shifts.between(failing(0), failing(3));

    assertThat(shifts)
        .singleElement()
        .isInstanceOfSatisfying(
            Shift.Share.class,
            share -> {
              assertThat(share.outcome()).isEqualTo(Outcome.APPLICATION_ERROR);
              assertThat(share.baselineShare()).isZero();
              assertThat(share.candidateShare()).isEqualTo(0.03);
              assertThat(share.pValue()).isLessThan(0.01);
            });
  }

  @Test
  void a_handful_more_failures_is_no_shift() {
    assertThat(Shifts.between(failing(3), failing(3))).isEmpty();
    assertThat(
            Shifts.between(
                ComparisonTest.of(List.of(failingTrial(0, 0))),
                ComparisonTest.of(List.of(failingTrial(0, 2)))))
        .isEmpty();
  }

  @Test
  void slower_answers_at_every_load_are_a_shift() {
    var shifts = Shifts.between(taking(5, 0.05, 1), taking(7, 0.05, 2));

    assertThat(shifts)
        .hasSize(2)
        .allSatisfy(
            shift -> {
              var latency = (Shift.Latency) shift;
              assertThat(latency.ratio()).isBetween(1.3, 1.5);
              assertThat(latency.loads()).isEqualTo(LOADS);
            });
  }

  @Test
  void slower_answers_by_less_than_matters_are_none() {
    assertThat(Shifts.between(taking(5, 0.01, 1), taking(5.3, 0.01, 2))).isEmpty();
    assertThat(Shifts.between(taking(0.1, 0.01, 1), taking(0.2, 0.01, 2))).isEmpty();
  }

  @Test
  void noise_alone_is_rarely_a_shift() {
    long seed = new SplittableRandom().nextLong();
    var random = new SplittableRandom(seed);
    int seen = 0;
    for (int i = 0; i < 1000; i++) {
      if (!Shifts.between(taking(5, 0.3, random.nextLong()), taking(5, 0.3, random.nextLong()))
          .isEmpty()) {
        seen++;
      }
    }
    // Expected at most 10 at a significance of 1 %.
    assertThat(seen).as("seed %d", seed).isLessThan(25);
  }

  @Test
  void fewer_loads_than_the_test_needs_say_nothing() {
    var few = ComparisonTest.of(taking(5, 0.01, 1).trials().subList(0, 7));
    var slow = ComparisonTest.of(taking(50, 0.01, 1).trials().subList(0, 7));

    assertThat(Shifts.between(few, slow)).isEmpty();
  }

  @Test
  void loads_at_which_one_run_already_fails_and_trials_that_do_not_count_are_left_out() {
    var before = new ArrayList<>(failing(0).trials());
    var after = new ArrayList<>(failing(0).trials());
    after.add(trialAt(500, Verdict.BAD, 90));
    before.add(trialAt(500, Verdict.GOOD, 0));
    after.add(trialAt(100, Verdict.INVALID, 90));

    assertThat(Shifts.between(ComparisonTest.of(before), ComparisonTest.of(after))).isEmpty();
  }

  @Test
  void several_tests_at_once_are_corrected() {
    var shifts =
        Holm.corrected(
            List.of(
                new Shift.Share(Outcome.OTHER, 1, 2, 3, 4, 0.04),
                new Shift.Share(Outcome.DENIED, 1, 2, 3, 4, 0.01),
                new Shift.Latency(99, 1, 1, 1, 9, 0.03)));

    // 3 x 0.01, 2 x 0.03, then at least as much as the one before.
    assertThat(shifts).extracting(Shift::pValue).containsExactly(0.03, 0.06, 0.06);
  }

  private static ExperimentRecord failing(int ofHundred) {
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < LOADS; i++) {
      trials.add(failingTrial(i, ofHundred));
    }
    return ComparisonTest.of(trials);
  }

  private static Trial failingTrial(int i, int ofHundred) {
    return trialAt(10 + 10 * i, Verdict.GOOD, ofHundred);
  }

  private static Trial trialAt(double load, Verdict verdict, int ofHundred) {
    return ComparisonTest.trial(
        load,
        verdict,
        Map.of(Outcome.OK, 100L - ofHundred, Outcome.APPLICATION_ERROR, (long) ofHundred),
        0);
  }

  private static ExperimentRecord taking(double millis, double noise, long seed) {
    var random = new SplittableRandom(seed);
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < LOADS; i++) {
      // Latency grows with the load in both runs.
      double base = millis * (1 + i / 10.0);
      double p50 = base * (1 + noise * random.nextDouble(-1, 1));
      double p99 = 3 * base * (1 + noise * random.nextDouble(-1, 1));
      trials.add(
          new Trial(
              10 + 10 * i,
              2,
              100,
              100,
              Verdict.GOOD,
              null,
              Map.of(Outcome.OK, 100L),
              2.0 * i,
              "LADDER",
              1,
              0.8,
              5,
              null,
              null,
              null,
              new AdmittedLatency(100, p50, 2 * p50, p99)));
    }
    return ComparisonTest.of(trials);
  }
}
