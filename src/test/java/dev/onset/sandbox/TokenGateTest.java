package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.onset.sandbox.TokenLimit.Charge;
import dev.onset.sandbox.TokenLimit.Way;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenGateTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(1_700_000_000L * SECOND);

  @ParameterizedTest
  @CsvSource({
    "FIXED_WINDOW, ASKED",
    "FIXED_WINDOW, ANSWERED",
    "TOKEN_BUCKET, ASKED",
    "TOKEN_BUCKET, ANSWERED"
  })
  void the_tokens_of_a_minute_are_admitted_and_no_more(Way way, Charge charge) {
    var gate = new TokenGate(limit(6_000, way, charge, 429), now::get);
    long admitted = 0;
    for (int i = 0; i < 60_000; i++) {
      var answer = gate.ask("");
      admitted += answer.admitted() ? answer.cost() : 0;
      answer.done().run();
      now.addAndGet(SECOND / 1_000);
    }

    assertThat(admitted).isBetween(5_900L, 6_000L + 200 + 30 * 40);
    assertThat(gate.rejected()).isPositive();
  }

  @Test
  void equal_seeds_cost_equally_and_callers_are_apart() {
    var one = new TokenGate(limit(600, Way.FIXED_WINDOW, Charge.ASKED, 429), now::get);
    var other = new TokenGate(limit(0, Way.FIXED_WINDOW, Charge.ASKED, 429), now::get);
    for (int i = 0; i < 100; i++) {
      assertThat(one.ask("a").cost()).isEqualTo(other.ask("b").cost()).isBetween(10, 40);
    }
    assertThat(one.ask("a").admitted()).isFalse();
    assertThat(one.ask("c").admitted()).isTrue();
    assertThat(other.ask("b").admitted()).isTrue();
  }

  @Test
  void answers_say_what_they_cost_and_what_is_left() throws Exception {
    var limits = limits(limit(6_000, Way.FIXED_WINDOW, Charge.ASKED, 400));
    try (var sandbox = Sandbox.start(limits, now::get);
        var caller = Caller.connect(sandbox)) {
      var first = caller.get();
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.body()).contains("\"usage\"").contains("\"total_tokens\": ");
      assertThat(first.head())
          .contains("x-ratelimit-limit-tokens: 200")
          .anyMatch(line -> line.startsWith("x-ratelimit-remaining-tokens: 1"))
          .anyMatch(line -> line.startsWith("x-ratelimit-reset-tokens: "));
      var last = first;
      for (int i = 0; i < 30 && last.status() == 200; i++) {
        last = caller.get();
      }
      assertThat(last.status()).isEqualTo(400);
      assertThat(last.body()).contains("rate_limit_exceeded").contains("Provider answered 429");
      assertThat(sandbox.rejected()).isEqualTo(1);
    }
  }

  @Test
  void a_request_that_never_fits_is_refused_as_a_setting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limit(600, Way.FIXED_WINDOW, Charge.ASKED, 200))
        .withMessageContaining("tokens.wrap");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new TokenLimit(
                    600, Way.TOKEN_BUCKET, Duration.ofSeconds(2), 30, 10, 40, Charge.ASKED, 1, 429))
        .withMessageContaining("room for the dearest request, 40");
  }

  private static TokenLimit limit(long perMinute, Way way, Charge charge, int status) {
    var window = perMinute < 6_000 ? Duration.ofSeconds(6) : Duration.ofSeconds(2);
    return new TokenLimit(perMinute, way, window, 200, 10, 40, charge, 7, status);
  }

  private static SandboxLimits limits(TokenLimit tokens) {
    return new SandboxLimits(
        null,
        Scope.global(),
        1,
        Rejection.standard(),
        null,
        Duration.ZERO,
        null,
        Noise.none(),
        tokens);
  }
}
