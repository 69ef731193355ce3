package dev.onset.limiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.limiter.PromisedWaits.Refusal;
import dev.onset.limiter.PromisedWaits.Sent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromisedWaitsTest {

  @ParameterizedTest(name = "refused {0}, sent {1}: {2} tested, {3} kept, {4} longer")
  @CsvSource(
      delimiter = '|',
      value = {
        // A refusal is time:wait, an attempt time+ when admitted and time- when not.
        "1:2           | 0.9- 3+             | 1 | 1 | 0",
        "1:2           | 0.9- 3-             | 1 | 0 | 0",
        "1:2           | 0.9- 10+            | 1 | 1 | 0",
        "1:2           | 0.9- 3+ 3- 3-       | 1 | 1 | 0",
        "1:2           | 0.9- 3- 3+          | 1 | 0 | 0",
        "1:2           | 0.9-                | 0 | 0 | 0",
        "1:2           | 0.9- 2.5- 3+        | 0 | 0 | 0",
        "1:2 2.6:1     | 0.9- 2.5- 3+        | 0 | 0 | 0",
        "1:2 2.6:1     | 0.9- 2.5- 3.6+      | 1 | 1 | 0",
        "1:2 1.01:2    | 0.9- 0.91- 3.02+    | 1 | 1 | 0",
        "1:2 1.01:2    | 0.9- 0.91- 3.005+   | 0 | 0 | 0",
        "1:2 4:2       | 0.9- 3+ 3.9- 6-     | 2 | 1 | 0",
        "1:0           | 0.9- 1.1+           | 1 | 1 | 0",
        "1:5           | 0.9- 1.5+           | 0 | 0 | 1",
        "1:5           | 0.9- 4+             | 0 | 0 | 0",
        "1:1           | 0.9- 1.1+           | 0 | 0 | 0",
        "1:5           | 0.9- 1.5- 2+        | 0 | 0 | 1",
        "1:5           | 0.9- 1.5- 6+        | 0 | 0 | 0"
      })
  void only_quiet_waits_count(String refusals, String sent, int tested, int kept, int longer) {
    var waits = PromisedWaits.of(refusals(refusals), sent(sent));

    assertThat(waits.tested()).isEqualTo(tested);
    assertThat(waits.kept()).isEqualTo(kept);
    assertThat(waits.longer()).isEqualTo(longer);
  }

  @ParameterizedTest(name = "refused {0}, sent {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "1:2     | 0.9- 3+         | 1 of 1 attempts were admitted that came after the declared wait: it is kept",
        "1:2 4:2 | 0.9- 3+ 3.9- 6- | 1 of 2 attempts were admitted that came after the declared wait: it is too short",
        "1:5     | 0.9- 1.5+       | after 1 refusal an attempt was admitted before half of the declared wait had passed",
        "1:2     | 0.9- 1.5-       | -"
      })
  void the_sentence_has_the_numbers(String refusals, String sent, String sentence) {
    assertThat(PromisedWaits.of(refusals(refusals), sent(sent)).sentence()).isEqualTo(sentence);
  }

  @Test
  void under_continued_load_no_wait_is_quiet() {
    var sent = IntStream.range(0, 1_000).mapToObj(i -> new Sent(i * 0.01, i % 2 == 0)).toList();
    var refusals =
        sent.stream()
            .filter(each -> !each.admitted())
            .map(each -> new Refusal(each.atSeconds() + 0.002, 1))
            .toList();

    assertThat(PromisedWaits.of(refusals, sent)).isEqualTo(new PromisedWaits(0, 0, 0, null));
  }

  private static List<Refusal> refusals(String text) {
    return Arrays.stream(text.strip().split(" +"))
        .map(each -> each.split(":"))
        .map(each -> new Refusal(Double.parseDouble(each[0]), Double.parseDouble(each[1])))
        .toList();
  }

  private static List<Sent> sent(String text) {
    return Arrays.stream(text.strip().split(" +"))
        .map(
            each ->
                new Sent(
                    Double.parseDouble(each.substring(0, each.length() - 1)), each.endsWith("+")))
        .toList();
  }
}
