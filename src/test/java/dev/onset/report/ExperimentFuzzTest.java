package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onset.record.ExperimentHead;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.SampleExperiments;
import dev.onset.store.StoredRun;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in an experiment file, it is read or refused, and what is read makes a page. */
class ExperimentFuzzTest {

  private static final int INPUTS = Integer.getInteger("fuzz.inputs", 3_000);
  private static final int PAGE_EVERY = 50;
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static JsonNode odd(Random random) {
    return switch (random.nextInt(13)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.numberNode(-1);
      case 2 -> NODES.numberNode(0);
      case 3 -> NODES.numberNode(Long.MAX_VALUE);
      case 4 -> NODES.numberNode(1e308);
      case 5 -> NODES.numberNode(0.5);
      case 6 -> NODES.textNode("NaN");
      case 7 -> NODES.textNode("");
      case 8 -> NODES.textNode("</script>\u202e\u0000\ud83d");
      case 9 -> NODES.textNode("OK");
      case 10 -> NODES.arrayNode();
      case 11 -> NODES.objectNode();
      default -> NODES.booleanNode(true);
    };
  }

  /** Replaces, removes or repeats something somewhere below a node. */
  private static void change(JsonNode node, Random random) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      var names = new ArrayList<String>();
      object.fieldNames().forEachRemaining(names::add);
      var name = names.get(random.nextInt(names.size()));
      var child = object.get(name);
      if (child.isContainerNode() && !child.isEmpty() && random.nextInt(4) != 0) {
        change(child, random);
      } else if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, odd(random));
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      var child = array.get(index);
      if (child.isContainerNode() && !child.isEmpty() && random.nextInt(4) != 0) {
        change(child, random);
      } else if (random.nextInt(3) == 0) {
        array.add(child);
      } else {
        array.set(index, odd(random));
      }
    }
  }

  private static String input(List<String> samples, Random random) throws Exception {
    var sample = samples.get(random.nextInt(samples.size()));
    if (random.nextInt(4) == 0) {
      var bytes = new StringBuilder(sample);
      for (int changes = random.nextInt(5); changes >= 0; changes--) {
        bytes.setCharAt(random.nextInt(bytes.length()), (char) random.nextInt(0x100));
      }
      return random.nextInt(4) == 0
          ? bytes.substring(0, random.nextInt(bytes.length()))
          : bytes.toString();
    }
    var tree = JSON.readTree(sample);
    for (int changes = random.nextInt(4); changes >= 0; changes--) {
      change(tree, random);
    }
    return JSON.writeValueAsString(tree);
  }

  @Test
  void it_is_read_or_refused_and_what_is_read_makes_a_page() throws Exception {
    long seed = Long.getLong("fuzz.seed", 20_261_123L);
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var experiments =
        new ArrayList<>(
            List.of(
                SampleExperiments.rate(),
                SampleExperiments.concurrency(),
                SampleExperiments.droppedSyns()));
    StudyWordsTest.studies().forEach(study -> experiments.add(StudyWordsTest.experiment(study)));
    var samples = new ArrayList<String>();
    for (var experiment : experiments) {
      samples.add(JSON.writeValueAsString(JSON.readTree(ExperimentJson.write(experiment))));
    }
    int read = 0;
    int pages = 0;
    for (int input = 0; input < INPUTS; input++) {
      var json = input(samples, random);
      try {
        var experiment = read(json);
        if (experiment != null && ++read % PAGE_EVERY == 0) {
          pages++;
          RunReport.html(new StoredRun("run", List.of(experiment), List.of()));
          ConsoleSummary.of(experiment, null);
        }
      } catch (RuntimeException e) {
        throw new AssertionError("input %d of seed %d: %s".formatted(input, seed, json), e);
      }
    }
    System.out.printf("%d inputs: %d read, %d made a page%n", INPUTS, read, pages);
    assertThat(pages).isPositive();
  }

  /** The record, or null when it was refused; the head agrees unless what it skips is at fault. */
  private static ExperimentRecord read(String json) throws Exception {
    ExperimentHead head;
    try {
      head = ExperimentHead.read(new StringReader(json));
    } catch (UnreadableExperiment e) {
      head = null;
    }
    try {
      var experiment = ExperimentJson.read(json);
      assertThat(head).as("the head of a whole record: %s", json).isNotNull();
      return experiment;
    } catch (UnreadableExperiment e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("Cannot invoke");
      return null;
    }
  }
}
