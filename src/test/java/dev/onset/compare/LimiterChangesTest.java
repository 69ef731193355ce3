package dev.onset.compare;

import static dev.onset.compare.LimiterChange.Property.ALGORITHM;
import static dev.onset.compare.LimiterChange.Property.BURST;
import static dev.onset.compare.LimiterChange.Property.DECLARED;
import static dev.onset.compare.LimiterChange.Property.PRESENCE;
import static dev.onset.compare.LimiterChange.Property.RATE;
import static dev.onset.compare.LimiterChange.Property.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Limiter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LimiterChangesTest {

  private static final Limiter BUCKET = limiter("TOKEN_BUCKET", 200, 20, null, null);

  @Test
  void the_same_limiter_did_not_change() {
    assertThat(between(BUCKET, BUCKET)).isEmpty();
    assertThat(between(null, null)).isEmpty();
    assertThat(between(BUCKET, limiter("TOKEN_BUCKET", 200.9, 21, null, null))).isEmpty();
  }

  @Test
  void each_property_that_changed_is_named_with_both_values() {
    assertThat(between(BUCKET, limiter("TOKEN_BUCKET", 100, 40, null, null)))
        .containsExactly(
            new LimiterChange(RATE, "200 requests/s", "100 requests/s"),
            new LimiterChange(BURST, "20 requests", "40 requests"));
    assertThat(
            between(
                limiter("FIXED_WINDOW", 10, 100, 10.0, null),
                limiter("FIXED_WINDOW", 10, 600, 60.0, null)))
        .extracting(LimiterChange::property)
        .containsExactly(BURST, WINDOW);
    assertThat(
            between(
                BUCKET,
                limiter("TOKEN_BUCKET", 200, 20, null, new Declared(100.0, 60.0, "RateLimit"))))
        .containsExactly(new LimiterChange(DECLARED, "nothing", "100 requests/s over 60 s"));
  }

  @Test
  void another_kind_of_limiter_is_not_compared_burst_by_burst() {
    assertThat(between(BUCKET, limiter("SLIDING_LOG", 200, 200, 1.0, null)))
        .containsExactly(new LimiterChange(ALGORITHM, "token bucket", "sliding log"));
  }

  @Test
  void a_limiter_that_came_or_went_is_a_change() {
    assertThat(between(null, BUCKET))
        .containsExactly(
            new LimiterChange(PRESENCE, "none was met", "token bucket, 200 requests/s"));
    assertThat(between(BUCKET, null)).extracting(LimiterChange::property).containsExactly(PRESENCE);
  }

  @Test
  void numbers_that_are_not_known_are_no_change() {
    assertThat(between(BUCKET, limiter("TOKEN_BUCKET", Double.NaN, Double.NaN, null, null)))
        .isEmpty();
  }

  private static List<LimiterChange> between(@Nullable Limiter before, @Nullable Limiter after) {
    return LimiterChanges.between(before, after, Tolerances.DEFAULT);
  }

  private static Limiter limiter(
      String algorithm,
      double rate,
      double burst,
      @Nullable Double window,
      @Nullable Declared declared) {
    return ExperimentBuilder.limiter(algorithm, rate, burst, window, null, 0.9, declared);
  }
}
