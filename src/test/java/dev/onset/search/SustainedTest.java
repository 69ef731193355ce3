package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SustainedTest {

  private static final long SEED = 20261122;

  @ParameterizedTest(name = "{0}/s, burst {1}")
  @CsvSource({"50, 5", "50, 50", "100, 20", "333, 100"})
  void from_the_first_dropped_syn_on_connections_come_about_at_the_limit(
      double limit, double burst) {
    var sustained = sustained(SimulatedFirewall.limit(limit, burst), 1.3 * limit, 1.5 * limit);

    assertThat(sustained).isNotNull();
    assertThat(sustained.perSecond()).isCloseTo(limit, within(sustained.leeway() + 0.01 * limit));
    assertThat(sustained.isAgreed()).isTrue();
  }

  @Test
  void the_bound_moves_to_the_highest_clean_load_below_the_sustained_one() {
    var clean = List.of(clean(45, 2), clean(49.5, 8), clean(50.4, 8));
    var onset =
        new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 50.4, 51.1, 50.75, 67.5, 0.99);

    var corrected = new Sustained(50, 0.2, true).correct(onset, clean);

    assertThat(corrected.lower()).isEqualTo(49.5);
    assertThat(corrected.upper()).isEqualTo(51.1);
    assertThat(corrected.estimate()).isEqualTo(50);
    assertThat(new Sustained(50.5, 0.2, true).correct(onset, clean)).isEqualTo(onset);
  }

  @Test
  void bounds_that_are_far_apart_then_are_not_an_answer() {
    var onset = new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 374.8, 400., 385., 400., 1);

    var corrected = new Sustained(313, 0.4, true).correct(onset, List.of(clean(305, 8)));

    assertThat(corrected.status()).isEqualTo(OnsetStatus.UNDECIDED);
    assertThat(corrected.lower()).isEqualTo(305);
    assertThat(corrected.confidence()).isZero();
  }

  @Test
  void trials_that_do_not_agree_on_a_rate_are_not_an_answer() {
    var onset = new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 237.5, 276.5, 257., 280., 1);

    assertThat(new Sustained(230, 0.4, false).correct(onset, List.of(clean(237.5, 8))).status())
        .isEqualTo(OnsetStatus.UNDECIDED);
  }

  @Test
  void packets_lost_at_every_load_are_not_one_limit() {
    var random = new SplittableRandom(SEED);

    assertThat(sustained(SimulatedFirewall.lossy(0.1, random), 60, 120, 240).isAgreed()).isFalse();
  }

  private static Trial clean(double load, long seconds) {
    return Trials.paced(Purpose.CONFIRM, load, 0, (int) seconds, 1, (second, caller) -> Outcome.OK);
  }

  private static Sustained sustained(DoublePredicate lets, double... loads) {
    var target = new SimulatedFirewall(lets, load -> Outcome.OK, new SplittableRandom(SEED));
    for (double load : loads) {
      target.run(
          new Search() {
            private boolean held;

            @Override
            public Step next(List<Trial> trials) {
              if (held) {
                return new Step.Done(Step.End.ANSWERED, null);
              }
              held = true;
              return new Step.Measure(
                  Purpose.BRACKET, load, Duration.ofSeconds(8), Duration.ofSeconds(4));
            }

            @Override
            public List<Onset> onsets(List<Trial> trials) {
              return List.of();
            }

            @Override
            public List<String> notes(List<Trial> trials) {
              return List.of();
            }
          });
    }
    return Sustained.of(target.trials(), SynRetries.of(target.trials()));
  }
}
