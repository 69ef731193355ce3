package dev.onset.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import dev.onset.store.ReportsFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a pipeline runs it: its exit code, its files, its messages. */
class CompareCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path reports;

  @BeforeEach
  void keepRuns() throws IOException {
    keep("before", 200, "2900ms");
    keep("same", 200.2, "2900ms");
    keep("worse", 190, "2900ms");
    keep("better", 210, "2900ms");
    keep("impatient", 190, "900ms");
  }

  @Test
  void the_exit_code_is_the_verdict() {
    assertThat(compare("before", "same")).isZero();
    assertThat(compare("before", "better")).isZero();
    assertThat(compare("before", "worse")).isEqualTo(1);
    assertThat(compare("before", "impatient")).isEqualTo(3);
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void it_leaves_page_markdown_and_json_in_the_folder_of_the_candidate_only() throws IOException {
    compare("before", "worse");

    assertThat(reports.resolve("worse"))
        .isDirectoryContaining("glob:**/compare.html")
        .isDirectoryContaining("glob:**/compare.md");
    assertThat(Files.readString(reports.resolve("worse/compare.json")))
        .contains("\"verdict\" : \"WORSE\"");
    assertThat(reports.resolve("before")).isDirectoryNotContaining("glob:**/compare.*");
    assertThat(out.toString(UTF_8)).contains("REPORT", "compare.html");
    assertThat(Files.readString(reports.resolve("index.html")))
        .contains("./worse/compare.html")
        .doesNotContain("./before/compare.html");
  }

  @Test
  void runs_are_named_by_path_or_by_name_in_the_reports_folder() {
    assertThat(compare(reports.resolve("before").toString(), "worse")).isEqualTo(1);
    assertThat(compare(reports.resolve("before") + "/", reports.resolve("./worse").toString()))
        .isEqualTo(1);
  }

  @Test
  void differences_can_be_disregarded_by_name() {
    assertThat(compare("--despite", "timeouts", "before", "impatient")).isEqualTo(1);
    assertThat(compare("--despite", "weather", "before", "impatient")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("weather", "Allowed: target, timeouts");
  }

  @Test
  void a_run_that_does_not_exist_is_named_with_where_it_was_looked_for() {
    assertThat(compare("before", "nowhere")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .contains("Cannot use run 'nowhere'", reports.toString(), "onset.reports-dir")
        .doesNotContain("\tat ");
  }

  @Test
  void a_file_and_an_empty_folder_are_no_runs() throws IOException {
    Files.createDirectory(reports.resolve("empty"));

    assertThat(compare("before", reports.resolve("worse/rate.json").toString())).isEqualTo(2);
    assertThat(compare("empty", "before")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("it is a file", "holds no rate.json");
  }

  @Test
  void a_file_cut_in_half_is_named_and_the_rest_is_compared() throws IOException {
    var file = reports.resolve("worse/concurrency.json");
    Files.writeString(file, "{ \"schema\" : \"onset.experiment/1\", \"axis\" :");

    assertThat(compare("before", "worse")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("Candidate: concurrency.json was left out");
  }

  @Test
  void bounds_that_cannot_be_true_are_refused_and_named() throws IOException {
    var file = reports.resolve("worse/rate.json");
    Files.writeString(
        file, Files.readString(file).replace("\"lower\" : 189.0", "\"lower\" : 289.0"));

    assertThat(compare("before", "worse")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("rate.json was left out", "RATE_LIMITED", "289.0", "above the upper one");
  }

  @Test
  void a_run_of_which_nothing_can_be_read_is_unusable() throws IOException {
    Files.writeString(reports.resolve("worse/rate.json"), "{}");

    assertThat(compare("before", "worse")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("rate.json was left out: schema is ''");
  }

  private int compare(String... runs) {
    var settings =
        SettingsLoader.load(
            ConfigFactory.parseMap(Map.of("onset.reports-dir", reports.toString())),
            Clock.systemUTC());
    var args = new ArrayList<>(List.of("compare"));
    args.addAll(List.of(runs));
    return Main.run(
        () -> settings,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        args.toArray(String[]::new));
  }

  private void keep(String run, double limit, String connectTimeout) throws IOException {
    new ReportsFolder(reports)
        .writeExperiment(
            new ExperimentBuilder(Axis.RATE)
                .run(run, run, Instant.parse("2026-11-22T13:50:32Z"))
                .configuration(new Setting("onset.timeouts.connect", connectTimeout, "here"))
                .onset(
                    new Onset(
                        Outcome.RATE_LIMITED,
                        OnsetStatus.FOUND,
                        limit - 1,
                        limit + 1,
                        limit,
                        null,
                        0.95))
                .trials(
                    List.of(
                        new Trial(
                            50,
                            2,
                            100,
                            100,
                            Verdict.GOOD,
                            null,
                            Map.of(Outcome.OK, 100L),
                            0,
                            "LADDER",
                            1,
                            0.8,
                            5)))
                .build());
  }
}
