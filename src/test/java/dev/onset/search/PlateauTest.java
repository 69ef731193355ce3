package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.outcome.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class PlateauTest {

  @Test
  void the_rate_is_what_is_admitted_once_the_burst_is_spent() {
    var plateau = plateau(300, 12, second -> second == 0 ? 280 : 200);

    assertThat(plateau.ratePerSecond()).isEqualTo(200);
    assertThat(plateau.burst()).isCloseTo(80, within(0.1));
  }

  @Test
  void seconds_before_the_first_rejection_belong_to_the_burst() {
    var plateau = plateau(300, 12, second -> second < 4 ? 300 : 200);

    assertThat(plateau.ratePerSecond()).isEqualTo(200);
    assertThat(plateau.burst()).isCloseTo(400, within(0.1));
  }

  @Test
  void a_stall_of_a_second_does_not_hide_it() {
    var plateau = plateau(300, 24, second -> second == 9 ? 0 : 200);

    assertThat(plateau.ratePerSecond()).isCloseTo(200, within(10.0));
  }

  @Test
  void a_limiter_that_admits_in_lumps_has_none() {
    // A window of ten seconds: all for seven seconds, then nothing for three.
    assertThat(plateauOrNull(300, 24, second -> second % 10 < 7 ? 300 : 0)).isNull();
    assertThat(plateauOrNull(300, 12, second -> second % 2 == 0 ? 300 : 100)).isNull();
  }

  @Test
  void a_trial_that_shows_nearly_no_rejection_has_none() {
    assertThat(plateauOrNull(300, 12, second -> second == 3 ? 299 : 300)).isNull();
    assertThat(plateauOrNull(300, 12, second -> 300)).isNull();
    assertThat(plateauOrNull(300, 12, second -> second < 8 ? 300 : 200)).isNull();
  }

  @Test
  void only_trials_that_watched_show_one() {
    var confirmed = trial(Purpose.CONFIRM, 300, 12, second -> 200);

    assertThat(Plateau.of(List.of(confirmed))).isNull();
    assertThat(Plateau.of(List.of(Trials.spoilt(Purpose.WATCH, 300)))).isNull();
    assertThat(Plateau.of(List.of())).isNull();
  }

  @Test
  void the_last_watch_counts() {
    var trials =
        List.of(
            trial(Purpose.WATCH, 300, 12, second -> 100),
            trial(Purpose.WATCH, 300, 12, second -> 200));

    assertThat(Plateau.of(trials)).extracting(Plateau::ratePerSecond).isEqualTo(200.0);
  }

  @Test
  void draining_takes_half_as_much_again_and_forever_at_or_below_the_rate() {
    var plateau = new Plateau(200, 20);

    assertThat(plateau.drainSeconds(210)).isCloseTo(31.0 / 10 + 1, within(1e-9));
    assertThat(plateau.drainSeconds(200)).isInfinite();
    assertThat(plateau.drainSeconds(100)).isInfinite();
  }

  private static Plateau plateau(int offered, int seconds, IntUnaryOperator admitted) {
    var plateau = plateauOrNull(offered, seconds, admitted);
    assertThat(plateau).isNotNull();
    return plateau;
  }

  private static Plateau plateauOrNull(int offered, int seconds, IntUnaryOperator admitted) {
    return Plateau.of(List.of(trial(Purpose.WATCH, offered, seconds, admitted)));
  }

  private static Trial trial(Purpose purpose, int offered, int seconds, IntUnaryOperator admitted) {
    return Trials.perSecond(
        purpose,
        offered,
        seconds,
        second ->
            Map.of(
                Outcome.OK,
                admitted.applyAsInt(second),
                Outcome.RATE_LIMITED,
                offered - admitted.applyAsInt(second)),
        Map.of());
  }
}
