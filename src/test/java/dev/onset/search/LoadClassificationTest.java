package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.search.LoadClassification.Bound;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadClassificationTest {

  @ParameterizedTest(name = "good {0} s, bad {1} s, short: good {2} s, bad {3} s, sum {4} s")
  @CsvSource({
    // Nothing measured, or too little to tell.
    "0, 0, 0, 0, 35, UNDECIDED",
    "15, 0, 0, 0, 35, UNDECIDED",
    "15, 15, 0, 0, 35, UNDECIDED",
    // Half of the sum is there: what is missing cannot change it any more.
    "20, 0, 0, 0, 35, LOWER",
    "17.5, 0, 0, 0, 35, LOWER",
    "0, 17.5, 0, 0, 35, UNDECIDED",
    "0, 20, 0, 0, 35, UPPER",
    "20, 15, 0, 0, 35, LOWER",
    "15, 20, 0, 0, 35, UPPER",
    // One trial decides the coarse target, and a tie passes.
    "5, 0, 0, 0, 5, LOWER",
    "0, 5, 0, 0, 5, UPPER",
    "5, 5, 0, 0, 5, LOWER",
    // Short trials speak against a load, good ones of them only against bad ones.
    "0, 0, 30, 0, 35, UNDECIDED",
    "0, 0, 0, 18, 35, UPPER",
    "0, 0, 10, 18, 35, UNDECIDED",
    "20, 0, 0, 2, 35, LOWER",
    "5, 0, 0, 2, 5, LOWER",
    "0, 0, 0, 2, 5, UNDECIDED"
  })
  void a_load_is_a_bound_when_what_is_missing_cannot_change_it(
      double goodFull, double badFull, double goodShort, double badShort, double sum, Bound bound) {
    var votes = new LoadClassification(goodFull, badFull, goodShort, badShort, 0, 0);

    assertThat(votes.bound(sum)).isEqualTo(bound);
  }

  @ParameterizedTest(name = "{0} good and {1} bad")
  @CsvSource({
    "4, 1, false",
    "1, 4, false",
    "2, 2, true",
    "4, 2, true",
    "6, 2, false",
    "7, 2, false"
  })
  void one_trial_that_differs_is_an_accident_and_two_are_not(int good, int bad, boolean split) {
    var trials = new ArrayList<Trial>();
    trials.addAll(List.of(trials(good, 0)));
    trials.addAll(List.of(trials(bad, 50)));

    assertThat(LoadClassification.of(Outcome.OVERLOADED, trials, 10).split()).isEqualTo(split);
  }

  @Test
  void a_trial_shorter_than_full_is_no_proof_and_makes_a_load_suspect_when_it_failed() {
    var bad = LoadClassification.of(Outcome.OVERLOADED, List.of(trials(1, 50)), 20);
    var good = LoadClassification.of(Outcome.OVERLOADED, List.of(trials(1, 0)), 20);

    assertThat(bad.measured()).isFalse();
    assertThat(bad.suspect()).isTrue();
    assertThat(good.suspect()).isFalse();
    assertThat(good.bound(20)).isEqualTo(Bound.UNDECIDED);
  }

  private static Trial[] trials(int number, int failures) {
    var trials = new Trial[number];
    for (int i = 0; i < number; i++) {
      trials[i] =
          Trials.of(
              Purpose.BRACKET,
              100,
              Map.of(Outcome.OK, 1000 - failures, Outcome.OVERLOADED, failures));
    }
    return trials;
  }
}
