package dev.onset.usage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFieldTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          usage.total_tokens | {"usage": {"prompt_tokens": 3, "total_tokens": 18}} | 18
          usage.total_tokens | ` \t{"id": [1, {"usage": 2}], "usage": {"details": {"total_tokens": 1}, "total_tokens": 18.0}, "x": "unfinis` | 18
          usage.1.n          | {"usage": [{"n": 1}, {"n": 2}]} | 2
          1.n                | [{"n": 1}, {"n": 2}] | 2
          cost               | {"cost": 0} | 0
          cost               | {"cost": -1} | -
          cost               | {"cost": 1e300} | -
          cost               | {"cost": "18"} | -
          cost               | {"cost": null} | -
          cost.n             | {"cost": 18} | -
          cost               | {"costs": 18} | -
          cost               | {"co | -
          cost               | [] | -
          cost               | 18 | -
          cost               | <html>cost: 18</html> | -
          """)
  void the_number_at_the_path_is_what_a_request_cost(String path, String body, Double tokens) {
    assertThat(TokenField.of(path).in(body.getBytes(UTF_8)))
        .isEqualTo(tokens == null ? OptionalDouble.empty() : OptionalDouble.of(tokens));
  }

  @Test
  void the_last_event_of_a_stream_that_has_it_counts() {
    var stream =
        """
        data: {"choices": [], "usage": null}

        data: {"choices": [], "usage": {"total_tokens": 5}}

        data: {"choices": [], "usage": {"total_tokens": 18}}

        data: [DONE]

        """;
    assertThat(TokenField.of("usage.total_tokens").in(stream.getBytes(UTF_8))).hasValue(18);
    assertThat(TokenField.of("usage.none").in(stream.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void a_body_is_looked_at_up_to_a_bound() {
    var far = "{\"text\": \"" + "x".repeat(TokenField.MOST_BYTES) + "\", \"n\": 1}";
    assertThat(TokenField.of("n").in(far.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void no_body_makes_it_fail() {
    long seed = 4;
    var random = new SplittableRandom(seed);
    var pieces = "{ } [ ] , : \" \\ data: \n n 1 -1 null true \"n\" \"usage\" \u00e4".split(" ");
    var field = TokenField.of("usage.n");
    for (int i = 0; i < 200_000; i++) {
      var text = new StringBuilder();
      for (int k = random.nextInt(20); k >= 0; k--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(field.in(text.toString().getBytes(UTF_8)).orElse(0))
          .as("seed %d: %s", seed, text)
          .isNotNegative();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "$ .x"})
  void a_path_has_names_between_its_dots(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenField.of(path));
  }
}
