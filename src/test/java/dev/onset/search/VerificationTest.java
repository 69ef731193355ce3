package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.Variant;
import dev.onset.load.Stairs;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerificationTest {

  private static final Offset<Double> TINY = Offset.offset(1e-9);
  private static final RatePlan PLAN = RatePlan.defaults();

  @Test
  void the_first_loads_are_within_the_precision_of_each_other() {
    var verification = new Verification(PLAN, bucket(200, 20));

    double halfWidth = verification.halfWidth(0);

    assertThat(verification.below(halfWidth)).isCloseTo(199.2, TINY);
    assertThat(verification.above(halfWidth)).isCloseTo(200.8, TINY);
    assertThat(PLAN.isNarrow(199.2, 200.8)).isTrue();
  }

  @Test
  void each_further_pair_is_twice_as_far_away_up_to_five_percent() {
    var verification = new Verification(PLAN, bucket(200, 20));

    assertThat(verification.halfWidth(1)).isCloseTo(0.008, TINY);
    assertThat(verification.halfWidth(3)).isCloseTo(0.032, TINY);
    assertThat(verification.halfWidth(4)).isNull();
  }

  @Test
  void a_bucket_is_emptied_at_twice_its_rate_and_given_three_tokens() {
    var step = new Verification(PLAN, bucket(200, 20)).hold(200.8, Duration.ZERO);

    // 20 tokens at a net 200/s and 0.3 s more, then 3 tokens at 200/s.
    assertThat(((Stairs) step.schedule()).stairs())
        .containsExactly(
            new Stairs.Stair(400, Duration.ofMillis(400)),
            new Stairs.Stair(0, Duration.ofMillis(15)),
            new Stairs.Stair(200.8, Duration.ofSeconds(10)));
    assertThat(step.settle()).isEqualTo(Duration.ofMillis(415));
  }

  @Test
  void a_clean_trial_proves_no_more_than_its_load_less_the_spare_tokens() {
    var verification = new Verification(PLAN, bucket(201, 20));
    var clean = Trials.of(Purpose.CONFIRM, 200.2, Map.of(Outcome.OK, 2_002));
    var emptied = clean.after(Trials.summary(Map.of(Outcome.OK, 30, Outcome.RATE_LIMITED, 5)));

    // 3 tokens in 10 s; a bucket of 200/s could have done it.
    assertThat(verification.proven(emptied)).isCloseTo(199.9, TINY);
    // All 20 tokens: nothing emptied it.
    assertThat(verification.proven(clean)).isCloseTo(198.2, TINY);
  }

  @Test
  void a_large_bucket_holds_no_more_than_flowed_back_since_it_was_empty() {
    var step = new Verification(PLAN, bucket(200, 12_000)).hold(199.2, Duration.ofSeconds(2));

    // (2 s + 1 s) of 200/s, drained at a net 200/s.
    assertThat(step.settle()).isEqualTo(Duration.ofMillis(3_300 + 15));
  }

  @Test
  void a_bucket_that_fills_in_lumps_is_emptied_and_left_alone_until_the_next_lump() {
    var lumped = limiter(Algorithm.TOKEN_BUCKET, Variant.LUMPED_REFILL, 200, 600, 2.0);

    var step = new Verification(PLAN, lumped).hold(200.8, Duration.ofSeconds(60));

    // 600 tokens at a net 200/s, 0.3 s and a lump more; then the load itself until the next lump.
    assertThat(((Stairs) step.schedule()).stairs())
        .containsExactly(
            new Stairs.Stair(400, Duration.ofMillis(5_300)),
            new Stairs.Stair(200.8, Duration.ofMillis(2_000)),
            new Stairs.Stair(200.8, Duration.ofSeconds(10)));
    assertThat(step.settle()).isEqualTo(Duration.ofMillis(7_300));
  }

  @Test
  void a_window_is_held_for_three_of_its_lengths_and_not_drained() {
    var limiter = limiter(Algorithm.SLIDING_LOG, null, 100, 1_000, 10.0);

    var step = new Verification(PLAN, limiter).hold(99.6, Duration.ZERO);

    assertThat(step.settle()).isZero();
    assertThat(step.length()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_low_rate_is_held_for_longer_and_at_loads_further_apart() {
    var verification = new Verification(PLAN, bucket(12, 30));

    double halfWidth = verification.halfWidth(0);
    var step = verification.hold(verification.below(halfWidth), Duration.ZERO);

    // 7.5 requests of difference in 60 s.
    assertThat(halfWidth * 12 * 60).isCloseTo(7.5, TINY);
    assertThat(step.length().minus(step.settle())).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void without_a_burst_the_loads_leave_room_for_unevenness() {
    assertThat(new Verification(PLAN, bucket(20, 1)).halfWidth(0)).isEqualTo(0.04);
    assertThat(new Verification(PLAN, bucket(200, 1)).halfWidth(0)).isEqualTo(0.1);
  }

  @Test
  void the_ceiling_is_never_exceeded() {
    var verification = new Verification(PLAN, bucket(998, 20));

    assertThat(verification.above(0.01)).isEqualTo(1_000);
  }

  private static Limiter bucket(double rate, double burst) {
    return limiter(Algorithm.TOKEN_BUCKET, Variant.SMOOTH, rate, burst, null);
  }

  private static Limiter limiter(
      Algorithm algorithm,
      @Nullable Variant variant,
      double rate,
      double burst,
      @Nullable Double window) {
    return new Limiter(algorithm, variant, rate, burst, window, null, 1, 1, List.of(), null);
  }
}
