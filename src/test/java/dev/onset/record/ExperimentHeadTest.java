package dev.onset.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.onset.record.ExperimentJson.UnreadableExperiment;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentHeadTest {

  private static ExperimentHead head(String json) throws Exception {
    return ExperimentHead.read(new StringReader(json));
  }

  @Test
  void the_head_of_a_file_is_that_of_its_record() throws Exception {
    for (var experiment :
        List.of(
            SampleExperiments.rate(),
            SampleExperiments.watched(),
            SampleExperiments.concurrency(),
            SampleExperiments.connectionRate())) {
      assertThat(head(ExperimentJson.write(experiment))).isEqualTo(ExperimentHead.of(experiment));
    }
  }

  @Test
  void the_order_of_the_properties_does_not_matter() throws Exception {
    var json = Json.MAPPER.readTree(ExperimentJson.write(SampleExperiments.rate()));
    var names = new ArrayList<String>();
    json.fieldNames().forEachRemaining(names::add);
    Collections.reverse(names);
    var reversed = Json.MAPPER.createObjectNode();
    names.forEach(name -> reversed.set(name, json.get(name)));
    assertThat(head(reversed.toString())).isEqualTo(ExperimentHead.of(SampleExperiments.rate()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no",
        "null",
        "[]",
        "7",
        "{}",
        "{\"schema\":\"onset.experiment/9\",\"onsets\":7}",
        "{\"schema\":\"onset.experiment/1\",\"axis\":\"DEPTH\"}",
        "{\"schema\":\"onset.experiment/1\"}"
      })
  void what_is_no_record_is_no_head_either_and_for_the_same_reason(String json) {
    var whole = catchThrowableOfType(UnreadableExperiment.class, () -> ExperimentJson.read(json));
    var head = catchThrowableOfType(UnreadableExperiment.class, () -> head(json));
    assertThat(whole).isNotNull();
    assertThat(head.getMessage().replaceAll("(?s)ExperimentHead.*", ""))
        .isEqualTo(whole.getMessage().replaceAll("(?s)ExperimentRecord.*", ""));
  }

  @Test
  void a_file_cut_anywhere_is_refused() {
    var json = ExperimentJson.write(SampleExperiments.rate()).strip();
    for (int length = 1; length < json.length(); length += 97) {
      var half = json.substring(0, length);
      assertThatExceptionOfType(UnreadableExperiment.class)
          .as("cut after %d characters", length)
          .isThrownBy(() -> head(half))
          .withMessageStartingWith("not an experiment file: ");
    }
  }
}
