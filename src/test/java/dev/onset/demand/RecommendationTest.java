package dev.onset.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.RetryStudy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecommendationTest {

  @Test
  void one_that_lets_the_target_come_back_is_preferred_to_one_that_serves_more() {
    var recommendation =
        Recommendation.among(
            List.of(policy("NONE", 700, 1, false), policy("IMMEDIATE", 900, 3.5, true)));

    assertThat(recommendation.policy()).isEqualTo("NONE");
    assertThat(recommendation.reason())
        .isEqualTo(
            "70.0% of the demands are served with 1.00 attempts each; immediate: 90.0% of the"
                + " demands are served with 3.50 attempts each and the target stays down");
  }

  @Test
  void then_the_one_that_serves_more_and_among_equals_the_one_with_fewer_attempts() {
    var recommendation =
        Recommendation.among(
            List.of(
                policy("NONE", 700, 1, false),
                policy("JITTER", 955, 1.5, false),
                policy("FIXED", 960, 2.5, false)));

    assertThat(recommendation.policy()).isEqualTo("JITTER");
    assertThat(recommendation.reason()).contains("without retries 70.0%", "fixed: 96.0%");
  }

  @Test
  void none_is_recommended_when_the_target_stays_down_under_all() {
    var recommendation =
        Recommendation.among(List.of(policy("NONE", 100, 1, true), policy("JITTER", 100, 4, true)));

    assertThat(recommendation.policy()).isNull();
    assertThat(recommendation.reason()).contains("under none of them");
  }

  @Test
  void figures_that_do_not_count_are_not_compared() {
    var recommendation =
        Recommendation.among(
            List.of(policy("NONE", 700, 1, false), policy("JITTER", 990, 1.2, false, "too busy")));

    assertThat(recommendation.policy()).isNull();
    assertThat(recommendation.reason()).contains("fewer than two");
  }

  private static Policy policy(String name, long served, double amplification, boolean down) {
    return policy(name, served, amplification, down, null);
  }

  private static Policy policy(
      String name, long served, double amplification, boolean down, @Nullable String untrusted) {
    return new Policy(
        name,
        "",
        1_000,
        Math.round(1_000 * amplification),
        amplification,
        amplification,
        served,
        served / 10.0,
        0.5,
        down ? null : 1.0,
        down,
        10.0,
        0,
        untrusted);
  }
}
