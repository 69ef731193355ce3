package dev.onset.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceLineTest {

  private static final EvidenceLine LINE =
      new EvidenceLine(
          3,
          Map.of(7, Map.of(Outcome.OK, 12L, Outcome.RATE_LIMITED, 1L), 8, Map.of(Outcome.OK, 2L)),
          List.of(new Message(Outcome.RATE_LIMITED, "429\nToo many\u2028 \"requests\"", 1)));

  @Test
  void a_line_is_one_line_and_comes_back_the_same() {
    assertThat(LINE.json()).doesNotContain("\n", "\r");
    assertThat(EvidenceLine.parse(LINE.json())).isEqualTo(LINE);
  }

  @Test
  void a_line_that_was_cut_anywhere_is_none() {
    var json = LINE.json();
    for (int end = 0; end < json.length(); end++) {
      assertThat(EvidenceLine.parse(json.substring(0, end))).as(json.substring(0, end)).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "\u0000\u0000",
        "{\"trials\":1,\"seconds\":{\"-1\":{\"OK\":1}}}",
        "{\"trials\":1,\"seconds\":{\"2000000000\":{\"OK\":1}}}",
        "{\"trials\":1,\"seconds\":{\"1\":{\"OK\":-1}}}",
        "{\"trials\":1,\"seconds\":{\"1\":{\"OK\":null}}}",
        "{\"trials\":1,\"seconds\":{\"1\":null}}",
        "{\"trials\":1,\"seconds\":{\"1\":{\"NO_SUCH\":1}}}",
        "{\"trials\":1,\"messages\":[{\"count\":1}]}",
        "{\"trials\":1,\"messages\":[null]}"
      })
  void a_line_that_cannot_be_right_is_none(String json) {
    assertThat(EvidenceLine.parse(json)).isNull();
  }
}
