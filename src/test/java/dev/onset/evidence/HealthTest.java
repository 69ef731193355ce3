package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HealthTest {

  private static final Strain STRAINED =
      new Strain(
          80, 0.2, Double.NaN, Supply.of(27_000, 28_232), Supply.of(10, 256), Supply.UNKNOWN);
  private static final Strain OTHERWISE_STRAINED =
      new Strain(5, Double.NaN, 0.5, Supply.of(10, 28_232), Supply.of(255, 256), Supply.of(9, 10));

  private static final List<Health> SPANS =
      List.of(
          Health.UNKNOWN,
          new Health(Double.NaN, 40),
          new Health(0, 0),
          new Health(0.3, 250),
          new Health(0.9, 5),
          new Health(1, 0),
          new Health(0.3, 250, STRAINED, KernelEvidence.NONE),
          new Health(0.5, 9, OTHERWISE_STRAINED, KernelEvidence.absent("not Linux")));

  @Test
  void two_spans_are_as_bad_as_the_worse_of_them() {
    assertThat(new Health(0.3, 5).and(new Health(0.9, 250))).isEqualTo(new Health(0.3, 250));
    assertThat(new Health(0.9, 250).and(new Health(0.3, 5))).isEqualTo(new Health(0.3, 250));
  }

  @Test
  void each_shortage_is_the_worse_of_both() {
    assertThat(STRAINED.and(OTHERWISE_STRAINED))
        .isEqualTo(
            new Strain(
                80, 0.2, 0.5, new Supply(1_232, 28_232), new Supply(1, 256), new Supply(1, 10)));
    assertThat(Supply.of(300, 256).left()).isZero();
    assertThat(Supply.UNKNOWN.isKnown()).isFalse();
    assertThat(Supply.of(1, 2).isKnown()).isTrue();
  }

  @Test
  void an_unknown_share_of_idle_time_gives_way_to_a_known_one() {
    assertThat(new Health(Double.NaN, 40).and(new Health(0.9, 5))).isEqualTo(new Health(0.9, 40));
    assertThat(new Health(0.9, 5).and(new Health(Double.NaN, 40))).isEqualTo(new Health(0.9, 40));
  }

  @Test
  void order_and_grouping_do_not_matter_and_unknown_is_neutral() {
    for (var a : SPANS) {
      assertThat(a.and(Health.UNKNOWN)).isEqualTo(a);
      assertThat(Health.UNKNOWN.and(a)).isEqualTo(a);
      for (var b : SPANS) {
        assertThat(a.and(b)).isEqualTo(b.and(a));
        for (var c : SPANS) {
          assertThat(a.and(b).and(c)).isEqualTo(a.and(b.and(c)));
        }
      }
    }
  }
}
