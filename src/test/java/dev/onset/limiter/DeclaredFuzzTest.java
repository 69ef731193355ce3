package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeclaredFuzzTest {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);

  private static final Instant NOW = Instant.parse("2026-10-21T07:28:00Z");

  private static final List<String> NAMES =
      List.of(
          "ratelimit",
          "ratelimit-policy",
          "ratelimit-limit",
          "ratelimit-remaining",
          "ratelimit-reset",
          "x-ratelimit-limit",
          "x-ratelimit-remaining-second",
          "x-rate-limit-reset",
          "x-ratelimit-limit-tokens",
          "x-ratelimit-reset-requests",
          "anthropic-ratelimit-requests-reset",
          "x-rate-limit-count-second",
          "x-ratelimit-replenish-rate",
          "x-ratelimit-requested-tokens",
          "x-ratelimit-burst-capacity",
          "x-rate-limit-retry-after-seconds",
          "x-retry-in",
          "retry-after",
          "date");

  private static final List<String> PIECES =
      List.of(
          "\"a\"",
          "\"",
          "\\",
          ":",
          ":YQ==:",
          ";",
          ",",
          ", ",
          "=",
          " ",
          "\t",
          "/",
          "-",
          "+",
          ".",
          "q=100",
          "w=60",
          "w=0",
          "r=0",
          "t=30",
          "qu=\"tokens\"",
          "pk=",
          "limit=",
          "remaining=",
          "reset=",
          "0",
          "1",
          "100",
          "99999999999999999999",
          "1792567690",
          "1792567690500",
          "6m0s",
          "12ms",
          "µs",
          "Wed, 21 Oct 2026 07:28:30 GMT",
          "Sunday, 06-Nov-94 08:49:37 GMT",
          "Sun Nov  6 08:49:37 1994",
          "2026-10-21T07:29:00Z",
          "+999999999-12-31T23:59:59Z",
          "NaN",
          "\0",
          "\u00e9",
          "\ud83d");

  @Test
  void no_header_whatever_makes_the_parser_fail_or_say_nonsense() {
    long seed = Long.getLong("fuzz.seed", 20_261_021L);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    int withPolicies = 0;
    int withStates = 0;
    int withWaits = 0;
    for (int i = 0; i < INPUTS; i++) {
      var headers = headers(random);
      var declared = DeclaredLimits.of(headers, random.nextBoolean() ? NOW : null);
      withPolicies += declared.policies().isEmpty() ? 0 : 1;
      withStates += declared.states().isEmpty() ? 0 : 1;
      withWaits += declared.waitSeconds() == null ? 0 : 1;

      for (var policy : declared.policies()) {
        assertThat(policy.limit()).as("%s", headers).isPositive().isFinite();
        if (policy.ratePerSecond() != null) {
          assertThat(policy.ratePerSecond()).as("%s", headers).isPositive().isFinite();
        }
      }
      for (var state : declared.states()) {
        assertThat(
                state.remaining() == null && state.resetSeconds() == null && state.limit() == null)
            .isFalse();
        assertThat(state.remaining() == null || state.remaining() >= 0).isTrue();
        assertThat(state.resetSeconds() == null || state.resetSeconds() >= 0).isTrue();
      }
      var wait = declared.waitSeconds();
      assertThat(wait == null || (wait >= 0 && wait <= 9_999_999)).as("%s", headers).isTrue();
    }
    assertThat(withPolicies).isGreaterThan(200);
    assertThat(withStates).isGreaterThan(200);
    assertThat(withWaits).isGreaterThan(200);
  }

  @Test
  void whatever_policies_are_written_are_read_back() {
    var random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      var name = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        name.append((char) (' ' + random.nextInt('~' - ' ' + 1)));
      }
      int quota = 1 + random.nextInt(1_000_000);
      int window = 1 + random.nextInt(100_000);
      var escaped = name.toString().replace("\\", "\\\\").replace("\"", "\\\"");
      var field = "\"" + escaped + "\";q=" + quota + ";w=" + window;

      assertThat(DeclaredLimits.of(Map.of("ratelimit-policy", field), null).policies())
          .as(field)
          .containsExactly(
              new DeclaredPolicy(
                  name.toString(),
                  DeclaredUnit.REQUESTS,
                  quota,
                  (double) window,
                  null,
                  null,
                  "RateLimit-Policy"));
    }
  }

  private static Map<String, String> headers(Random random) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      var value = new StringBuilder();
      for (int piece = random.nextInt(6); piece >= 0; piece--) {
        value.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      headers.put(NAMES.get(random.nextInt(NAMES.size())), value.toString());
    }
    return headers;
  }
}
