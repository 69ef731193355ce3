package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.SampleExperiments;
import dev.onset.store.ReportsFolder;
import dev.onset.store.RunSummary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an experiment file holds, pages are made and say which file was left out and why. */
class BrokenFilesTest {

  private static final String BROKEN = "broken";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path root;
  private ReportsFolder folder;

  @BeforeEach
  void besideAGoodRun() throws Exception {
    folder = new ReportsFolder(root);
    folder.writeExperiment(SampleExperiments.rate());
    Files.createDirectories(root.resolve(BROKEN));
  }

  private void keep(byte[] content) throws Exception {
    Files.write(root.resolve(BROKEN).resolve("rate.json"), content);
  }

  private void keep(String content) throws Exception {
    keep(content.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The page of the broken run and the list name the file; the other run is listed all the same.
   */
  private String problemOnBothPages() throws Exception {
    var page = Jsoup.parse(ReportPages.rebuild(folder, BROKEN), "UTF-8");
    var problem = page.select(".problems li").text();
    assertThat(problem).startsWith("rate.json was left out: ").endsWith(".");
    assertThat(folder.runs()).extracting(RunSummary::runId).contains(SampleExperiments.RUN, BROKEN);
    assertThat(Jsoup.parse(root.resolve("index.html"), "UTF-8").text())
        .contains(SampleExperiments.RUN, BROKEN, problem);
    return problem;
  }

  static Stream<String> files() throws Exception {
    var files = new ArrayList<String>();
    for (var name : List.of("experiment-1", "experiment-1-limiter", "experiment-1-connections")) {
      try (var in = ExperimentRecord.class.getResourceAsStream(name + ".json")) {
        files.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    files.add(ExperimentJson.write(SampleExperiments.watched()));
    return files.stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void whole_files_of_this_and_earlier_versions_make_a_page(String json) throws Exception {
    keep(json);
    var page = Jsoup.parse(ReportPages.rebuild(folder, BROKEN), "UTF-8");
    assertThat(page.select(".problems")).isEmpty();
    assertThat(page.select("[data-answer]")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("files")
  void a_file_that_was_cut_off_is_named_wherever_it_ends(String json) throws Exception {
    var bytes = json.strip().getBytes(StandardCharsets.UTF_8);
    for (int part = 0; part < 50; part++) {
      keep(Arrays.copyOf(bytes, bytes.length * part / 50));
      assertThat(problemOnBothPages()).doesNotContain("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "null", "[]", "7", "\"text\"", "{}", "<html></html>"})
  void a_file_that_is_no_experiment_is_named(String content) throws Exception {
    keep(content);
    problemOnBothPages();
  }

  @Test
  void binary_files_are_named() throws Exception {
    var random = new Random(7);
    for (int i = 0; i < 20; i++) {
      var bytes = new byte[1 + random.nextInt(5_000)];
      random.nextBytes(bytes);
      keep(bytes);
      problemOnBothPages();
    }
  }

  @Test
  void a_file_of_an_unknown_schema_is_named_with_both_schemas() throws Exception {
    keep(ExperimentJson.write(SampleExperiments.rate()).replace("experiment/1", "experiment/9"));
    assertThat(problemOnBothPages())
        .contains("schema is 'onset.experiment/9', this version reads 'onset.experiment/1'");
  }

  @Test
  void a_file_that_was_cut_off_is_said_to_end_in_the_middle() throws Exception {
    var json = ExperimentJson.write(SampleExperiments.rate());
    keep(json.substring(0, json.length() / 2));
    assertThat(problemOnBothPages())
        .matches(".*: not an experiment file: it ends in line \\d+, in the middle\\.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"outcomes", "onsets", "messages", "trials", "latencies", "configuration", "notes"})
  void a_part_that_is_missing_is_named(String part) throws Exception {
    var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.rate()));
    tree.remove(part);
    keep(JSON.writeValueAsString(tree));
    assertThat(folder.run(BROKEN).problems())
        .containsExactly(
            "rate.json was left out: not an experiment file: it has no %s.".formatted(part));
  }

  @Test
  void numbers_that_cannot_be_true_are_refused_with_what_is_wrong() throws Exception {
    var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.rate()));
    ((ObjectNode) tree.at("/trials/1/outcomes")).put("OK", -5);
    keep(JSON.writeValueAsString(tree));
    assertThat(folder.run(BROKEN).problems())
        .containsExactly(
            "rate.json was left out: it contradicts itself: its trial 2 counts fewer than no"
                + " attempts.");

    tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.rate()));
    ((ObjectNode) tree.at("/outcomes")).put("OK", -5);
    keep(JSON.writeValueAsString(tree));
    assertThat(folder.run(BROKEN).problems().get(0))
        .contains("it counts -5 attempts that ended as OK");
  }

  @Test
  void bounds_of_a_dropped_syn_that_cannot_be_true_are_refused_on_both_pages() throws Exception {
    for (var wrong : List.of("\"lower\":500.0,\"upper\":1.0", "\"lower\":-5.0,\"upper\":-1.0")) {
      var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.droppedSyns()));
      var dropped = (ObjectNode) tree.at("/droppedSyn");
      dropped.put("status", "FOUND");
      dropped.setAll((ObjectNode) JSON.readTree("{" + wrong + "}"));
      keep(JSON.writeValueAsString(tree));
      assertThat(problemOnBothPages()).contains("its onset of a dropped SYN");
    }
  }

  @Test
  void two_onsets_of_one_outcome_are_refused_on_both_pages() throws Exception {
    var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.rate()));
    ((ArrayNode) tree.at("/onsets")).add(tree.at("/onsets/0"));
    keep(JSON.writeValueAsString(tree));
    assertThat(problemOnBothPages()).contains("it contradicts itself: it has two onsets of ");
  }

  @Test
  void a_text_that_would_turn_or_steer_what_is_around_it_is_written_out() throws Exception {
    var tree = (ObjectNode) JSON.readTree(ExperimentJson.write(SampleExperiments.rate()));
    tree.put("release", "2.4\u202e\u0001\u001b[31m\u2066");
    keep(JSON.writeValueAsString(tree));
    assertThat(folder.run(BROKEN).experiments().get(0).release())
        .isEqualTo("2.4\\u202e\\u0001\\u001b[31m\\u2066");
    assertThat(ReportPages.rebuild(folder, BROKEN))
        .content()
        .contains("2.4\\u202e")
        .doesNotContain("\u202e");
  }

  /** Files are written whole, but people edit them, and other programs write them. */
  @ParameterizedTest
  @MethodSource("files")
  void a_file_that_lacks_a_value_is_read_or_named(String json) throws Exception {
    for (var pointer : values("", JSON.readTree(json))) {
      var tree = JSON.readTree(json);
      var owner = (ObjectNode) tree.at(pointer.substring(0, pointer.lastIndexOf('/')));
      owner.remove(pointer.substring(pointer.lastIndexOf('/') + 1));
      keep(JSON.writeValueAsString(tree));

      var run = folder.run(BROKEN);
      assertThat(run.experiments().size() + run.problems().size()).as(pointer).isEqualTo(1);
      assertThat(run.problems())
          .as(pointer)
          .allSatisfy(problem -> assertThat(problem).startsWith("rate.json was left out: "));
      if (run.problems().isEmpty()) {
        assertThatCode(() -> RunReport.html(run)).as(pointer).doesNotThrowAnyException();
      }
    }
  }

  /** Pointers to the values in a text; of the elements of a list, those in its first. */
  private static List<String> values(String path, JsonNode node) {
    var pointers = new ArrayList<String>();
    if (node.isObject()) {
      for (var entry : node.properties()) {
        var pointer = path + "/" + entry.getKey();
        pointers.add(pointer);
        pointers.addAll(values(pointer, entry.getValue()));
      }
    } else if (node.isArray() && !node.isEmpty()) {
      pointers.addAll(values(path + "/0", node.get(0)));
    }
    return pointers;
  }
}
