package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.limiter.TokenLimit.Counts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnevennessTest {

  private static Limiter of(
      Algorithm algorithm, @Nullable Variant variant, double burst, @Nullable TokenLimit tokens) {
    return new Limiter(
        algorithm, variant, 20, burst, 60.0, null, 0.9, 1, List.of(), null, 1, tokens);
  }

  private static TokenLimit costs(Counts counts, double spread) {
    return new TokenLimit(counts, 50, 20, 80, spread, 1_000.0, 60_000.0, 0.999, 0.998);
  }

  @ParameterizedTest(name = "{0} {1} of {2}, counting {3} that spread by {4}: {5}")
  @CsvSource({
    "FIXED_WINDOW,                  , 1200, TOKENS,   0.35, 0.0253",
    "SLIDING_LOG,                   , 1200, TOKENS,   0.35, 0.0253",
    "TOKEN_BUCKET,                  , 1200, TOKENS,   0.35, 0.0004",
    "LEAKY_BUCKET,                  , 1200, TOKENS,   0.35, 0.0004",
    // What a bucket gets in lumps lasts until the next one, as a window does.
    "TOKEN_BUCKET,    LUMPED_REFILL, 1200, TOKENS,   0.35, 0.0253",
    // It may be tokens, so that no load closer than this is sure to be admitted.
    "FIXED_WINDOW,                  , 1200, EITHER,   0.35, 0.0253",
    "FIXED_WINDOW,                  , 1200, REQUESTS, 0.35, 0",
    "FIXED_WINDOW,                  , 1200, TOKENS,   0,    0",
    "FIXED_WINDOW,                  , 4,    TOKENS,   0.9,  0.33",
    "FIXED_WINDOW,                  , 0,    TOKENS,   0.35, 0"
  })
  void it_is_what_costs_make_of_a_rate_in_requests(
      Algorithm algorithm,
      @Nullable Variant variant,
      double burst,
      Counts counts,
      double spread,
      double share) {
    assertThat(of(algorithm, variant, burst, costs(counts, spread)).unevenness())
        .isCloseTo(share, within(0.0001));
  }

  @Test
  void there_is_none_where_nothing_is_known_in_tokens() {
    assertThat(of(Algorithm.FIXED_WINDOW, null, 1_200, null).unevenness()).isZero();
  }
}
