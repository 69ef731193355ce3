package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.Variant;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {

  private static final Limiter BUCKET =
      new Limiter(
          Algorithm.TOKEN_BUCKET, Variant.SMOOTH, 100, 20, null, null, 1, 1, List.of(), null);

  @Test
  void two_callers_offer_more_than_one_may_have_and_each_less() {
    var trial = Scope.trial(plan(1000), BUCKET);

    assertThat(trial.load()).isEqualTo(160);
    assertThat(trial.callers()).isEqualTo(2);
    assertThat(trial.settle()).isPositive();
  }

  @Test
  void a_lower_ceiling_makes_the_trial_smaller_and_at_last_impossible() {
    assertThat(Scope.trial(plan(140), BUCKET).load()).isEqualTo(140);
    assertThat(Scope.trial(plan(129), BUCKET)).isNull();
  }

  @Test
  void callers_who_are_both_served_have_limits_of_their_own() {
    assertThat(scope((seconds, caller) -> Outcome.OK)).isEqualTo(Scope.Kind.PER_CREDENTIAL);
  }

  @Test
  void callers_who_are_both_rejected_share_a_limit() {
    var scope = scope((seconds, caller) -> rejectedInPart(seconds));

    assertThat(scope).isEqualTo(Scope.Kind.SHARED);
  }

  @Test
  void one_caller_who_is_rejected_alone_decides_nothing() {
    var scope = scope((seconds, caller) -> caller == 0 ? Outcome.OK : rejectedInPart(seconds));

    assertThat(scope).isEqualTo(Scope.Kind.UNDECIDED);
  }

  @Test
  void a_key_that_is_not_accepted_says_nothing_of_limits() {
    assertThat(scope((seconds, caller) -> caller == 0 ? Outcome.OK : Outcome.DENIED))
        .isEqualTo(Scope.Kind.UNDECIDED);
  }

  @Test
  void fewer_rejections_than_a_shared_limit_must_cause_decide_nothing() {
    // A shared limit of 100/s must reject 37.5 % of 160/s.
    var scope = scope((seconds, caller) -> seconds % 1 < 0.1 ? Outcome.RATE_LIMITED : Outcome.OK);

    assertThat(scope).isEqualTo(Scope.Kind.UNDECIDED);
  }

  private static Outcome rejectedInPart(double seconds) {
    return seconds % 1 < 0.375 ? Outcome.RATE_LIMITED : Outcome.OK;
  }

  private static Scope.Kind scope(Trials.Fate fate) {
    var trial = Trials.paced(Purpose.SCOPE, 160, 0, 10, 2, fate);
    return Scope.of(List.of(trial), BUCKET).kind();
  }

  private static RatePlan plan(double max) {
    return new RatePlan(
        10, max, 0.01, 1.25, Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(10));
  }
}
