package dev.onset.compare;

import static dev.onset.compare.Change.BETTER;
import static dev.onset.compare.Change.INCONCLUSIVE;
import static dev.onset.compare.Change.SAME;
import static dev.onset.compare.Change.WORSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.search.OnsetStatus;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Guards the false verdict: better or worse where the bounds do not show it. */
class JudgementTest {

  private static final Tolerances USUAL = Tolerances.DEFAULT;

  static Place found(double lower, double upper) {
    return new Place(OnsetStatus.FOUND, lower, upper, (lower + upper) / 2);
  }

  static Place none(double lower) {
    return new Place(OnsetStatus.NOT_REACHED, lower, null, null);
  }

  static Place below(double upper) {
    return new Place(OnsetStatus.BELOW_START, null, upper, null);
  }

  static Place undecided() {
    return new Place(OnsetStatus.UNDECIDED, 150.0, 210.0, 200.0);
  }

  static Stream<Arguments> places() {
    return Stream.of(
        // The limit lowered and raised by 5 %, measured to 1 %.
        Arguments.of(found(198.9, 200.8), found(188.9, 190.8), WORSE),
        Arguments.of(found(198.9, 200.8), found(208.8, 210.9), BETTER),
        Arguments.of(found(198.9, 200.8), found(198.9, 200.8), SAME),
        // Apart, but by less than counts.
        Arguments.of(found(199, 200), found(197.5, 198.5), SAME),
        Arguments.of(found(199, 200), found(200.5, 201.5), SAME),
        // Apart, but nobody knows by how much.
        Arguments.of(
            new Place(OnsetStatus.FOUND, 131.0, 145.2, 145.1),
            new Place(OnsetStatus.FOUND, 145.3, 178.0, 146.0),
            INCONCLUSIVE),
        // Overlapping and wide.
        Arguments.of(found(180, 220), found(170, 210), INCONCLUSIVE),
        Arguments.of(found(195, 205), found(197, 207), SAME),
        // Met in neither; but one that was held at no load tells nothing.
        Arguments.of(none(100), none(100), SAME),
        Arguments.of(none(0), none(0), INCONCLUSIVE),
        Arguments.of(none(0), none(100), INCONCLUSIVE),
        Arguments.of(none(100), none(0), INCONCLUSIVE),
        Arguments.of(new Place(OnsetStatus.NOT_REACHED, null, null, null), none(100), INCONCLUSIVE),
        // Connections are exact.
        Arguments.of(found(57, 58), found(57, 58), SAME),
        Arguments.of(found(57, 58), found(54, 55), WORSE),
        Arguments.of(found(57, 58), found(60, 61), BETTER),
        // The candidate fails where the baseline was clean.
        Arguments.of(found(100, 105), found(90, 100), WORSE),
        // What never began.
        Arguments.of(none(200), none(200), SAME),
        Arguments.of(none(200), none(400), SAME),
        Arguments.of(none(200), none(190), SAME),
        Arguments.of(none(400), none(200), INCONCLUSIVE),
        Arguments.of(none(200), found(150, 155), WORSE),
        Arguments.of(none(200), found(199, 199.5), INCONCLUSIVE),
        Arguments.of(none(200), found(250, 255), INCONCLUSIVE),
        Arguments.of(found(150, 155), none(200), BETTER),
        Arguments.of(found(150, 155), none(120), INCONCLUSIVE),
        // What begins at once.
        Arguments.of(found(150, 155), below(10), WORSE),
        Arguments.of(below(10), found(150, 155), BETTER),
        Arguments.of(below(10), below(10), INCONCLUSIVE),
        Arguments.of(below(10), none(100), BETTER),
        Arguments.of(none(100), below(10), WORSE),
        // What nobody knows.
        Arguments.of(undecided(), found(100, 101), INCONCLUSIVE),
        Arguments.of(found(100, 101), undecided(), INCONCLUSIVE),
        Arguments.of(undecided(), undecided(), INCONCLUSIVE),
        Arguments.of(new Place(OnsetStatus.FOUND, null, 100.0, 90.0), found(100, 101), BETTER),
        Arguments.of(
            new Place(OnsetStatus.FOUND, 100.0, null, null), found(100, 101), INCONCLUSIVE));
  }

  @ParameterizedTest(name = "{0} to {1} is {2}")
  @MethodSource("places")
  void two_places_make_a_verdict(Place baseline, Place candidate, Change verdict) {
    var judged = Judgement.of(baseline, candidate, "requests/s", USUAL);

    assertThat(judged.verdict()).as(judged.reason()).isEqualTo(verdict);
    assertThat(judged.reason()).isNotBlank().doesNotContain("NaN", "Infinity", "null");
  }

  @Test
  void the_reason_says_by_how_much_and_how_sure_that_is() {
    assertThat(Judgement.of(found(198.9, 200.8), found(188.9, 190.8), "requests/s", USUAL).reason())
        .isEqualTo("begins lower by 5% (4.1% to 5.9%)");
    assertThat(Judgement.of(none(200), found(150, 155), "requests/s", USUAL).reason())
        .isEqualTo("begins lower by at least 23%");
    assertThat(Judgement.of(found(198.9, 200.8), found(198.9, 200.8), "requests/s", USUAL).reason())
        .isEqualTo("no change seen; one of more than 0.96% is excluded");
  }

  @Test
  void an_estimate_outside_the_bounds_does_not_make_a_change_look_small() {
    var drifted = new Place(OnsetStatus.FOUND, 180.0, 182.0, 199.0);

    assertThat(Judgement.of(found(198.9, 200.8), drifted, "requests/s", USUAL))
        .satisfies(judged -> assertThat(judged.verdict()).isEqualTo(WORSE))
        .satisfies(judged -> assertThat(judged.estimatedRatio()).isNull());
  }

  @Test
  void a_true_ratio_within_the_bounds_is_never_judged_to_the_wrong_side() {
    long seed = new SplittableRandom().nextLong();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      double before = random.nextDouble(10, 1000);
      double after = before * random.nextDouble(0.7, 1.4);
      var one = around(before, random);
      var verdict = Judgement.of(one, around(after, random), "", USUAL).verdict();

      var truth = "seed %d, case %d: %s to %s is %s".formatted(seed, i, before, after, verdict);
      if (verdict == WORSE) {
        assertThat(after).as(truth).isLessThan(before);
      }
      if (verdict == BETTER) {
        assertThat(after).as(truth).isGreaterThan(before);
      }
      // Of what neither run met nothing is known but that.
      if (verdict == SAME && !one.is(OnsetStatus.NOT_REACHED)) {
        assertThat(after / before).as(truth).isBetween(1 - 0.1001, 1 + 0.1001);
      }
    }
  }

  @Test
  void a_worse_pair_is_better_the_other_way_round() {
    long seed = new SplittableRandom().nextLong();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      var one = around(random.nextDouble(50, 150), random);
      var other = around(random.nextDouble(50, 150), random);
      var there = Judgement.of(one, other, "", USUAL);
      var back = Judgement.of(other, one, "", USUAL);

      // A change at the very edge of what counts has another size seen from the other side.
      if (there.verdict() == WORSE && back.verdict() != BETTER) {
        assertThat(back.estimatedRatio() - 1).as("seed %d, case %d", seed, i).isLessThan(0.025);
      }
      assertThat(there.verdict() == WORSE && back.verdict() == WORSE)
          .as("seed %d, case %d", seed, i)
          .isFalse();
    }
  }

  private static Place around(double truth, SplittableRandom random) {
    double lower = truth * (1 - random.nextDouble(1e-6, 0.1));
    double upper = truth * (1 + random.nextDouble(0, 0.1));
    double estimate = random.nextDouble(lower, upper);
    return switch (random.nextInt(8)) {
      case 0 -> none(lower);
      case 1 -> below(upper);
      case 2 -> new Place(OnsetStatus.UNDECIDED, upper, lower, truth);
      default -> new Place(OnsetStatus.FOUND, lower, upper, estimate);
    };
  }
}
