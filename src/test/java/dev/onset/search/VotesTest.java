package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VotesTest {

  @Test
  void nothing_is_known_without_trials() {
    var votes = Votes.onAnything(List.of());

    assertThat(votes.upper()).isNull();
    assertThat(votes.highest()).isNull();
    assertThat(votes.cleanBelow(1000)).isNull();
    assertThat(votes.hintedBelow(1000)).isNull();
    assertThat(votes.tiedUpTo(1000)).isNull();
  }

  @Test
  void a_smaller_load_that_fails_outweighs_a_larger_one_that_passes() {
    var votes =
        Votes.onAnything(
            List.of(
                good(Purpose.CONFIRM, 100), bad(Purpose.CONFIRM, 120), good(Purpose.CONFIRM, 140)));

    assertThat(votes.upper()).isEqualTo(120);
    assertThat(votes.cleanBelow(120)).isEqualTo(100);
    assertThat(votes.highest()).isEqualTo(140);
  }

  @Test
  void a_clean_ladder_level_is_a_hint_and_no_vote() {
    var votes = Votes.onAnything(List.of(good(Purpose.LADDER, 100), bad(Purpose.LADDER, 125)));

    assertThat(votes.hintedBelow(125)).isEqualTo(100);
    assertThat(votes.cleanBelow(125)).isNull();
  }

  @Test
  void one_failure_against_one_firm_pass_is_a_tie_to_be_measured_again() {
    var votes = Votes.onAnything(List.of(bad(Purpose.LADDER, 100), good(Purpose.CONFIRM, 100)));

    assertThat(votes.tiedUpTo(100)).isEqualTo(100);
    assertThat(votes.tiedUpTo(99)).isNull();
    assertThat(votes.upper()).isNull();
    assertThat(votes.hintedBelow(200)).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Purpose.class,
      names = {"LADDER", "BRACKET", "WATCH"})
  void one_short_failure_is_not_sure_and_two_are(Purpose purpose) {
    assertThat(Votes.onAnything(List.of(bad(purpose, 100))).of(100).failsForSure()).isFalse();
    assertThat(
            Votes.onAnything(List.of(bad(purpose, 100), bad(purpose, 100))).of(100).failsForSure())
        .isTrue();
    assertThat(Votes.onAnything(List.of(bad(Purpose.CONFIRM, 100))).of(100).failsForSure())
        .isTrue();
  }

  @Test
  void only_a_confirming_trial_confirms() {
    var bracketed = Votes.onAnything(List.of(good(Purpose.BRACKET, 100)));
    var confirmed = Votes.onAnything(List.of(good(Purpose.CONFIRM, 100)));

    assertThat(bracketed.cleanBelow(101)).isEqualTo(100);
    assertThat(bracketed.confirmedClean(100)).isFalse();
    assertThat(confirmed.confirmedClean(100)).isTrue();
    assertThat(confirmed.of(100).attemptsFor()).isEqualTo(1000);
  }

  @Test
  void spoilt_trials_and_canaries_have_no_vote() {
    var votes =
        Votes.onAnything(
            List.of(
                Trials.spoilt(Purpose.CONFIRM, 100),
                bad(Purpose.CANARY, 50),
                good(Purpose.CANARY, 60)));

    assertThat(votes.measured(50)).isFalse();
    assertThat(votes.measured(60)).isFalse();
    assertThat(votes.measured(100)).isFalse();
  }

  @Test
  void each_outcome_has_votes_of_its_own() {
    var trials = List.of(good(Purpose.CONFIRM, 100), bad(Purpose.CONFIRM, 120));

    assertThat(Votes.on(Outcome.RATE_LIMITED, trials).upper()).isEqualTo(120);
    assertThat(Votes.on(Outcome.CONNECT_TIMEOUT, trials).upper()).isNull();
    assertThat(Votes.on(Outcome.CONNECT_TIMEOUT, trials).cleanBelow(200)).isEqualTo(120);
  }

  @Test
  void above_a_plateau_only_a_trial_that_drained_the_burst_speaks_for_a_load() {
    // 100/s are let through after a burst of 600; ten seconds at 110/s would not use it up.
    var watched =
        Trials.perSecond(
            Purpose.WATCH,
            200,
            20,
            second ->
                second < 6
                    ? Map.of(Outcome.OK, 200)
                    : Map.of(Outcome.OK, 100, Outcome.RATE_LIMITED, 100),
            Map.of());

    var votes =
        Votes.onAnything(List.of(watched, good(Purpose.CONFIRM, 110), good(Purpose.CONFIRM, 99)));

    assertThat(votes.confirmedClean(110)).isFalse();
    assertThat(votes.confirmedClean(99)).isTrue();
  }

  private static Trial good(Purpose purpose, double load) {
    return Trials.of(purpose, load, Map.of(Outcome.OK, 1000));
  }

  private static Trial bad(Purpose purpose, double load) {
    return Trials.of(purpose, load, Map.of(Outcome.OK, 900, Outcome.RATE_LIMITED, 100));
  }
}
