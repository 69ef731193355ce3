package dev.onset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.SampleExperiments;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportsFolderTest {

  private static final String RUN = SampleExperiments.RUN;

  @TempDir Path temporary;
  private Path root;
  private ReportsFolder folder;

  @BeforeEach
  void inAFolderThatDoesNotExistYet() {
    root = temporary.resolve("some").resolve("reports");
    folder = new ReportsFolder(root);
  }

  private static ExperimentRecord experiment(String runId, Instant start) {
    return new ExperimentBuilder(Axis.RATE).run(runId, "1.0", start).build();
  }

  @Test
  void an_experiment_is_kept_under_its_run_and_axis_and_comes_back_the_same() throws Exception {
    var file = folder.writeExperiment(SampleExperiments.connectionRate());
    assertThat(file).isEqualTo(root.resolve(RUN).resolve("connection-rate.json"));
    assertThat(folder.experimentsOf(RUN)).containsExactly(SampleExperiments.connectionRate());
  }

  @Test
  void experiments_come_in_the_order_of_the_axes_however_they_were_written() throws Exception {
    folder.writeExperiment(SampleExperiments.connectionRate());
    folder.writeExperiment(SampleExperiments.concurrency());
    folder.writeExperiment(SampleExperiments.rate());
    assertThat(folder.experimentsOf(RUN))
        .extracting(ExperimentRecord::axis)
        .containsExactly(Axis.RATE, Axis.CONCURRENCY, Axis.CONNECTION_RATE);
  }

  @Test
  void a_file_is_replaced_whole_and_nothing_unfinished_stays() throws Exception {
    folder.writeRunPage(RUN, "a longer page that came first");
    var page = folder.writeRunPage(RUN, "short");
    assertThat(page).isEqualTo(root.resolve(RUN).resolve("index.html")).hasContent("short");
    assertThat(root.resolve(RUN).toFile().list()).hasSize(1);
  }

  @Test
  void a_failed_write_leaves_nothing_unfinished() throws Exception {
    Files.createDirectories(root.resolve(RUN).resolve("rate.json").resolve("occupied"));
    assertThatExceptionOfType(ReportsFolderException.class)
        .isThrownBy(() -> folder.writeExperiment(SampleExperiments.rate()));
    assertThat(root.resolve(RUN).toFile().list()).hasSize(1);
  }

  @Test
  void pages_of_the_run_and_of_the_list_have_their_places() throws Exception {
    assertThat(folder.writeListPage("list")).isEqualTo(root.resolve("index.html"));
    assertThat(folder.writeRunPage(RUN, "compare.html", "comparison"))
        .isEqualTo(root.resolve(RUN).resolve("compare.html"))
        .hasContent("comparison");
  }

  @Test
  void a_file_that_cannot_be_read_is_reported_and_the_others_are_read() throws Exception {
    folder.writeExperiment(SampleExperiments.rate());
    Files.writeString(root.resolve(RUN).resolve("concurrency.json"), "{ \"schema\": \"onset");
    Files.write(root.resolve(RUN).resolve("connection-rate.json"), new byte[] {(byte) 0xff});
    var run = folder.run(RUN);
    assertThat(run.experiments()).containsExactly(SampleExperiments.rate());
    assertThat(run.problems()).hasSize(2);
    assertThat(run.problems().get(0)).startsWith("concurrency.json was left out: ");
    assertThat(run.problems().get(1)).startsWith("connection-rate.json was left out: ");
  }

  @Test
  void a_file_of_another_schema_is_reported() throws Exception {
    Files.createDirectories(root.resolve(RUN));
    var later =
        ExperimentJson.write(SampleExperiments.rate()).replace("experiment/1", "experiment/9");
    Files.writeString(root.resolve(RUN).resolve("rate.json"), later);
    assertThat(folder.run(RUN).problems())
        .containsExactly(
            "rate.json was left out: schema is 'onset.experiment/9',"
                + " this version reads 'onset.experiment/1'.");
  }

  @Test
  void runs_are_listed_newest_first_and_those_without_a_readable_experiment_last()
      throws Exception {
    folder.writeExperiment(experiment("a", Instant.parse("2026-01-01T00:00:00Z")));
    folder.writeExperiment(experiment("b", Instant.parse("2026-03-01T00:00:00Z")));
    folder.writeExperiment(experiment("c", Instant.parse("2026-02-01T00:00:00Z")));
    Files.createDirectories(root.resolve("broken"));
    Files.writeString(root.resolve("broken").resolve("rate.json"), "no");
    Files.createDirectories(root.resolve("something-else"));
    assertThat(folder.runs())
        .extracting(RunSummary::runId)
        .containsExactly("b", "c", "a", "broken");
  }

  @Test
  void a_run_whose_file_is_cut_in_half_is_listed_with_the_file_s_name_beside_the_others()
      throws Exception {
    folder.writeExperiment(experiment("whole", Instant.parse("2026-01-01T00:00:00Z")));
    var file = folder.writeExperiment(experiment("half", Instant.parse("2026-02-01T00:00:00Z")));
    var json = Files.readString(file);
    Files.writeString(file, json.substring(0, json.length() / 2));
    Files.writeString(
        folder.writeExperiment(experiment("later", Instant.parse("2026-02-01T00:00:00Z"))),
        json.replace("experiment/1", "experiment/9"));
    Files.createDirectories(root.resolve("binary"));
    Files.write(root.resolve("binary").resolve("rate.json"), new byte[] {'{', (byte) 0xff});
    assertThat(folder.runs())
        .extracting(RunSummary::runId)
        .containsExactly("whole", "later", "half", "binary");
    assertThat(folder.runs())
        .flatExtracting(RunSummary::problems)
        .satisfiesExactly(
            later -> assertThat(later).contains("rate.json", "schema is 'onset.experiment/9'"),
            half ->
                assertThat(half).contains("rate.json", "not an experiment file: it ends in line "),
            binary ->
                assertThat(binary).isEqualTo("rate.json was left out: it is not UTF-8 text."));
  }

  @Test
  void a_summary_says_whether_the_run_was_compared() throws Exception {
    folder.writeExperiment(experiment("a", Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(folder.runs().get(0).compared()).isFalse();
    folder.writeRunPage("a", "compare.html", "comparison");
    assertThat(folder.runs().get(0).compared()).isTrue();
  }

  @Test
  void a_result_carries_what_tells_which_runs_asked_the_same_question() throws Exception {
    folder.writeExperiment(
        new ExperimentBuilder(Axis.RATE)
            .configuration(new Setting("onset.timeouts.connect", "3s", "a test"))
            .configuration(new Setting("onset.timeouts.request", "9s", "a test"))
            .configuration(new Setting("onset.concurrency.open-rate", "50", "a test"))
            .seconds(61.5)
            .build());
    folder.writeExperiment(
        new ExperimentBuilder(Axis.CONCURRENCY)
            .configuration(new Setting("onset.concurrency.open-rate", "50", "a test"))
            .build());
    var results = folder.runs().get(0).results();
    assertThat(results.get(0).duration()).isEqualTo(Duration.ofMillis(61_500));
    assertThat(results.get(0).conditions())
        .isEqualTo(Map.of("onset.timeouts.connect", "3s", "onset.timeouts.request", "9s"));
    assertThat(results.get(1).conditions()).containsKey("onset.concurrency.open-rate");
  }

  @Test
  void a_folder_that_does_not_exist_has_no_runs() throws Exception {
    assertThat(folder.runs()).isEmpty();
  }

  @Test
  void a_summary_tells_the_first_start_of_its_experiments() throws Exception {
    var first = Instant.parse("2026-01-01T00:00:00Z");
    folder.writeExperiment(experiment("a", first.plusSeconds(60)));
    folder.writeExperiment(new ExperimentBuilder(Axis.CONCURRENCY).run("a", "1.0", first).build());
    assertThat(folder.runs().get(0).startedAt()).isEqualTo(first);
    assertThat(folder.runs().get(0).results())
        .extracting(RunSummary.Result::axis)
        .containsExactly(Axis.RATE, Axis.CONCURRENCY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "../other", "a/b", "a\\b", "a\u0000b", "a\nb"})
  void a_run_id_that_leads_elsewhere_is_refused(String runId) {
    assertThatExceptionOfType(ReportsFolderException.class)
        .isThrownBy(() -> folder.writeRunPage(runId, "page"))
        .withMessageContaining(root.toString())
        .withMessageContaining("run id '" + runId + "'");
    assertThat(root).doesNotExist();
  }

  @Test
  void a_missing_run_is_named_with_what_to_look_for() {
    assertThatExceptionOfType(ReportsFolderException.class)
        .isThrownBy(() -> folder.run("nowhere"))
        .withMessage(
            "Cannot read run folder %s: it does not exist; name a folder that holds rate.json,"
                    .formatted(root.resolve("nowhere"))
                + " concurrency.json or connection-rate.json.");
  }

  @Test
  void a_root_that_is_a_file_is_named_with_what_to_do() throws Exception {
    Files.createDirectories(temporary.resolve("some"));
    Files.writeString(root, "a file");
    assertThatExceptionOfType(ReportsFolderException.class)
        .isThrownBy(() -> folder.writeExperiment(SampleExperiments.rate()))
        .withMessageContaining(root.resolve(RUN).resolve("rate.json").toString())
        .withMessageContaining(root + " is a file, not a folder; move that file away or set");
    assertThatExceptionOfType(ReportsFolderException.class)
        .isThrownBy(() -> folder.runs())
        .withMessageContaining("Cannot list the runs in " + root)
        .withMessageContaining("is a file, not a folder");
  }

  /** Whoever runs the tests as root may write everywhere, so the failures themselves are given. */
  @Test
  void a_folder_without_permission_is_named_with_what_to_do() {
    assertThat(ReportsFolderException.because("Cannot write", root, new AccessDeniedException("x")))
        .hasMessage(
            ("Cannot write %s: no permission; make its folder writable for this user and see that"
                    + " there is space, or set onset.reports-dir to another folder.")
                .formatted(root));
    var readOnly = new FileSystemException("x", null, "Read-only file system");
    assertThat(ReportsFolderException.because("Cannot write", root, readOnly))
        .hasMessageContaining(root + ": Read-only file system; make its folder writable");
  }
}
