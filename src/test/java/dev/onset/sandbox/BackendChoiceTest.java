package dev.onset.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is next, and which backend turns requests away. */
@Timeout(60)
class BackendChoiceTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @CsvSource({
    "0.7, 0.3, abaaabaaba",
    "7, 3, abaaabaaba",
    "0.5, 0.5, abababababab",
    "2, 1, abaabaaba",
    "0.1, 0.9, bbbbabbbbb",
  })
  void turns_are_exact_and_even(double a, double b, String turns) {
    BackendChoice choice = new BackendChoice(shares(a, b, Map.of()), 0);
    for (int round = 0; round < 3; round++) {
      StringBuilder names = new StringBuilder();
      for (int i = 0; i < turns.length(); i++) {
        BackendChoice.Choice next = choice.next(0);
        assertThat(next.taken()).isTrue();
        names.append(next.fields().charAt("X: ".length()));
      }
      assertThat(names).hasToString(turns);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // b, with three tenths of the requests, takes 50/s.
    "160, 0",
    "166, 0",
    "175, 0.0476",
    "200, 0.1667",
    "400, 0.5833",
  })
  void a_backend_turns_away_what_is_beyond_its_limit(int perSecond, double shareOfB) {
    BackendChoice choice = new BackendChoice(shares(0.7, 0.3, Map.of("b", 50.0)), 0);
    int asked = 0;
    int refused = 0;
    for (long i = 0; i < 60L * perSecond; i++) {
      BackendChoice.Choice next = choice.next(i * SECOND / perSecond);
      boolean b = next.fields().equals("X: b\r\n");
      assertThat(b || next.taken()).isTrue();
      asked += b ? 1 : 0;
      refused += next.taken() ? 0 : 1;
    }
    assertThat((double) refused / asked).isCloseTo(shareOfB, within(shareOfB == 0 ? 0 : 0.003));
  }

  @ParameterizedTest
  @CsvSource({"50, 5", "3, 1", "100, 10"})
  void a_backend_at_rest_takes_a_tenth_of_a_second_at_once(double limit, int most) {
    BackendChoice choice =
        new BackendChoice(new BackendShares("X", "", Map.of("b", 1.0), Map.of("b", limit)), 0);
    int taken = 0;
    while (choice.next(0).taken()) {
      taken++;
    }
    assertThat(taken).isEqualTo(most);
  }

  @Test
  void every_answer_names_its_backend_but_not_the_limiters() throws IOException {
    BackendShares shares = new BackendShares("X-By", "SRV", byName(1, 1), Map.of("b", 0.1));
    SandboxLimits limits =
        new SandboxLimits(new RateLimit(0.001, 4), null, Rejection.standard(), Duration.ZERO);
    try (Sandbox sandbox =
            Sandbox.start(
                limits.with(
                    new Causes(null, null, shares, RequestLimits.NONE, LargeAnswers.NONE)));
        Caller caller = Caller.connect(sandbox)) {
      String[][] expected = {{"a", "200"}, {"b", "200"}, {"a", "200"}, {"b", "503"}};
      for (String[] each : expected) {
        Caller.Response answer = caller.get();
        assertThat(answer.status()).isEqualTo(Integer.parseInt(each[1]));
        assertThat(answer.header("X-By")).contains(each[0]);
        assertThat(answer.header("Set-Cookie")).contains("SRV=" + each[0]);
        assertThat(answer.header("RateLimit")).isPresent();
      }
      Caller.Response rejected = caller.get();
      assertThat(rejected.status()).isEqualTo(429);
      assertThat(rejected.header("X-By")).isEmpty();
      assertThat(rejected.header("Set-Cookie")).isEmpty();
      assertThat(sandbox.overloaded()).isEqualTo(1);
    }
  }

  @Test
  void what_no_backends_can_be_is_refused_all_at_once() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendShares("a b", "c;d", byName(0, 1), Map.of("c", 1.0)))
        .withMessageContainingAll(
            "backends.header", "backends.cookie", "backends.shares.a", "backends.limits");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendShares("", "", Map.of("a\r\n", 1.0), Map.of()))
        .withMessageContaining("backends.shares");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BackendShares("", "", Map.of("a", Double.NaN), Map.of()))
        .withMessageContaining("backends.shares.a");
  }

  private static BackendShares shares(double a, double b, Map<String, Double> limits) {
    return new BackendShares("X", "", byName(a, b), limits);
  }

  private static Map<String, Double> byName(double a, double b) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("a", a);
    shares.put("b", b);
    return shares;
  }
}
