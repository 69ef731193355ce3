package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredAgreementTest {

  private static Limiter window(double confidence, double explained) {
    return new Limiter(
        Algorithm.FIXED_WINDOW,
        Variant.CLOCK_ALIGNED,
        20,
        1200,
        60.0,
        null,
        confidence,
        explained,
        List.of(),
        null);
  }

  private static DeclaredPolicy declared(DeclaredUnit unit, double limit, Double windowSeconds) {
    return new DeclaredPolicy(null, unit, limit, windowSeconds, null, null, "RateLimit-Policy");
  }

  @Test
  void a_limit_that_was_declared_and_seen_is_settled() {
    var seen =
        DeclaredAgreement.with(
            window(0.4, 0.999), List.of(declared(DeclaredUnit.REQUESTS, 1200, 60.0)));

    assertThat(seen.confidence()).isEqualTo(Identification.SETTLED);
    assertThat(seen.ratePerSecond()).isEqualTo(20);
  }

  @ParameterizedTest
  @CsvSource({
    "REQUESTS, 1300, 60, 0.4, 0.999",
    "REQUESTS, 600, 30, 0.4, 0.999",
    "REQUESTS, 1200, , 0.4, 0.999",
    "TOKENS, 1200, 60, 0.4, 0.999",
    "CONTENT_BYTES, 1200, 60, 0.4, 0.999",
    "REQUESTS, 1200, 60, 0.4, 0.9",
  })
  void anything_else_stays_as_doubtful_as_it_was(
      DeclaredUnit unit, double limit, Double windowSeconds, double confidence, double explained) {
    var seen =
        DeclaredAgreement.with(
            window(confidence, explained), List.of(declared(unit, limit, windowSeconds)));

    assertThat(seen.confidence()).isEqualTo(confidence);
  }

  @Test
  void a_limiter_without_a_name_gets_none_from_a_header() {
    var unknown =
        new Limiter(Algorithm.UNKNOWN, null, 20, 0, 60.0, null, 0, 0.999, List.of(), "too little");

    assertThat(
            DeclaredAgreement.with(unknown, List.of(declared(DeclaredUnit.REQUESTS, 1200, 60.0))))
        .isEqualTo(unknown);
  }
}
