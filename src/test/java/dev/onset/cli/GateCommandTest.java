package dev.onset.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.RetryStudy;
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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate and the reports as a pipeline and a build run them. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class GateCommandTest {

  private static final String FLOOR = "onset.expect.rate.rate-limited.at-least";
  private static final String DROP = "onset.expect.rate.rate-limited.at-most-below-baseline";
  private static final Instant STARTED = Instant.parse("2026-11-22T13:50:32Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> set = new TreeMap<>();

  @TempDir Path project;
  private Path reports;

  @BeforeEach
  void keepRuns() throws IOException {
    reports = project.resolve("reports");
    keep("before", 200);
    keep("now", 180);
    set.put("onset.reports-dir", reports.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty("config.file");
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("onset."));
    ConfigFactory.invalidateCaches();
  }

  @Test
  void a_floor_that_is_met_ends_with_0_and_one_that_is_violated_with_1() {
    set.put(FLOOR, "170/s");
    assertThat(run("gate", "now")).isZero();

    set.put(FLOOR, "190/s");
    assertThat(run("gate", "now")).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains("  VIOLATED        onset.expect.rate.rate-limited.at-least = 190 requests/s")
        .contains("between 179 and 181 requests/s", "GATE            FAILED: 1 rule: 1 violated.");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void no_worse_than_the_baseline_is_a_rule_when_it_is_asked_for() {
    set.put("onset.expect.no-worse-than-baseline", "true");
    assertThat(run("gate", "now", "--baseline", "before")).isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("onset.expect.no-worse-than-baseline (rate axis");
  }

  @Test
  void an_open_rule_passes_unless_it_shall_fail() {
    set.put(FLOOR, "180/s");
    assertThat(run("gate", "now")).isZero();

    set.put("onset.expect.inconclusive", "fail");
    assertThat(run("gate", "now")).isEqualTo(3);
  }

  @Test
  void it_leaves_junit_and_markdown_in_the_folder_of_the_run_only() throws IOException {
    set.put(FLOOR, "190/s");
    run("gate", reports.resolve("now").toString());

    assertThat(Files.readString(reports.resolve("now/gate.xml"))).contains("<failure ");
    assertThat(Files.readString(reports.resolve("now/gate.md"))).contains("| VIOLATED |");
    assertThat(reports.resolve("before")).isDirectoryNotContaining("glob:**/gate.*");
    assertThat(out.toString(UTF_8)).contains("REPORT", "gate.xml", "gate.md");
  }

  @Test
  void the_baseline_comes_from_the_option_or_from_the_settings() {
    set.put(DROP, "5%");
    assertThat(run("gate", "now")).as("no baseline").isZero();
    assertThat(run("gate", "now", "--baseline", "before")).isEqualTo(1);
    set.put("onset.baseline", "before");
    assertThat(run("gate", "now")).isEqualTo(1);
    assertThat(run("gate", "now", "--baseline", "now")).as("the option wins").isZero();
  }

  @Test
  void a_baseline_that_is_not_there_is_unusable_and_says_who_named_it() {
    set.put(DROP, "5%");
    assertThat(run("gate", "now", "--baseline", "nowhere")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).startsWith("--baseline: Cannot use run 'nowhere'");

    err.reset();
    set.put("onset.baseline", "nowhere");
    assertThat(run("gate", "now")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).startsWith("onset.baseline: Cannot use run 'nowhere'");
  }

  @Test
  void an_experiment_that_is_missing_failed_or_cut_in_half_is_not_green() throws IOException {
    set.put("onset.expect.concurrency.connect-timeout.at-least", "50");
    assertThat(run("gate", "now")).as("missing").isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("NOT MEASURED", "no experiment along the concurrency");

    Files.writeString(reports.resolve("now/concurrency.json"), "{ \"schema\" :");
    assertThat(run("gate", "now")).as("cut in half").isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("because concurrency.json was left out");

    new ReportsFolder(reports)
        .writeExperiment(
            new ExperimentBuilder(Axis.CONCURRENCY)
                .run("now", "now", STARTED)
                .status(Status.FAILED, "nobody there")
                .build());
    assertThat(run("gate", "now")).as("failed").isEqualTo(1);
    assertThat(out.toString(UTF_8)).contains("could not measure: nobody there");
  }

  @Test
  void without_a_rule_an_example_is_shown() {
    assertThat(run("gate", "now")).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .contains("There is no rule to judge by", "onset.expect.rate.rate-limited.at-least = 190/s")
        .hasLineCount(1);
  }

  @Test
  void the_report_of_a_run_of_studies_alone_is_made_anew_and_its_gate_is_refused()
      throws Exception {
    new ReportsFolder(reports)
        .writeExperiment(
            new ExperimentBuilder(Axis.RATE)
                .run("study", "v1", Instant.EPOCH)
                .build()
                .with(RetryStudy.nothingYet()));

    set.put(FLOOR, "190/s");

    assertThat(run("report", "study")).isZero();
    assertThat(reports.resolve("study").resolve("index.html")).content().contains("Retries");
    assertThat(run("gate", "study")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate", "report"})
  void what_is_no_run_is_named_with_what_to_do(String command) throws IOException {
    set.put(FLOOR, "190/s");
    Files.createDirectory(reports.resolve("empty"));

    assertThat(run(command, "nowhere")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Cannot use run 'nowhere'", "onset.reports-dir");
    assertThat(run(command, reports.resolve("now/rate.json").toString())).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("it is a file");
    assertThat(run(command, "empty")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("it holds no rate.json").doesNotContain("\tat ");
    assertThat(run(command)).isEqualTo(2);
  }

  @Test
  void report_makes_the_page_of_the_run_and_the_list_anew() {
    assertThat(run("report", "now")).isZero();

    assertThat(reports.resolve("now/index.html")).isNotEmptyFile();
    assertThat(reports.resolve("index.html")).isNotEmptyFile();
    assertThat(out.toString(UTF_8)).contains("Report: ", "List of runs: ");
  }

  @Test
  void report_writes_no_list_into_a_folder_that_is_not_for_reports() {
    set.put("onset.reports-dir", project.resolve("other").toString());

    assertThat(run("report", reports.resolve("now").toString())).isZero();

    assertThat(reports.resolve("now/index.html")).isNotEmptyFile();
    assertThat(reports.resolve("index.html")).doesNotExist();
    assertThat(out.toString(UTF_8)).contains("The list of runs is left as it is");
  }

  @Test
  void a_build_passes_with_a_floor_that_is_met_and_fails_with_one_that_is_not() throws IOException {
    lastRun("rateonsetsimulation-1");
    inBuild("20261122-135000", FLOOR, "170/s");
    assertThatCode(this::build).doesNotThrowAnyException();
    assertThat(out.toString(UTF_8)).contains("GATE            PASSED: 2 rules: 2 passed.");

    inBuild("20261122-135000", FLOOR, "190/s");
    assertThatThrownBy(this::build)
        .isInstanceOf(BuildGate.Failed.class)
        .hasMessageContaining("The gate did not pass (2 rules: 1 passed, 1 violated)")
        .hasMessageContaining(reports.resolve("now").toString())
        .satisfies(e -> assertThat(e.getStackTrace()).isEmpty());
    assertThat(reports.resolve("now/gate.xml")).isNotEmptyFile();
  }

  @Test
  void a_build_without_a_rule_says_so_and_passes() throws IOException {
    lastRun("rateonsetsimulation-1");
    inBuild("20261122-135000");

    build();

    assertThat(out.toString(UTF_8)).contains("No rule is configured").contains("1 passed");
  }

  @Test
  void a_build_fails_when_its_simulations_crashed_though_the_others_measured() throws IOException {
    lastRun("rateonsetsimulation-1", "ExecutionError: Gatling failed. | exit value 137");
    inBuild("20261122-135000");

    assertThatThrownBy(this::build).hasMessageContaining("1 not measured");
    assertThat(out.toString(UTF_8)).contains("A simulation broke off", "137");
  }

  @Test
  void an_experiment_without_an_answer_is_no_crash() throws IOException {
    lastRun("rateonsetsimulation-1", "ExecutionError: Gatling simulation assertions failed!");
    inBuild("20261122-135000");

    assertThatCode(this::build).doesNotThrowAnyException();
  }

  @Test
  void what_an_earlier_build_left_in_the_folder_is_not_judged() throws IOException {
    lastRun();
    inBuild("20261122-135100", FLOOR, "170/s");

    assertThatThrownBy(this::build).hasMessageContaining("2 not measured");
    assertThat(out.toString(UTF_8)).contains("the one of 2026-11-22T13:50:32Z is from before it");
  }

  @Test
  void a_build_that_left_no_run_fails() throws IOException {
    lastRun("ExecutionError: Gatling failed.");
    inBuild("20261122-135000", "onset.run-id", "never");

    assertThatThrownBy(this::build).isInstanceOf(BuildGate.Failed.class);
    assertThat(reports.resolve("never").toFile().list())
        .containsExactlyInAnyOrder("gate.xml", "gate.md");
  }

  @Test
  void a_build_with_mistakes_in_its_configuration_fails_with_all_of_them() throws IOException {
    lastRun();
    inBuild("20261122-135000", FLOOR, "fast", "onset.rate.step", "0");

    assertThatThrownBy(this::build)
        .isInstanceOf(BuildGate.Failed.class)
        .hasMessageContaining("The configuration has 2 problems");
  }

  @Test
  void a_file_of_settings_is_looked_for_in_the_project_s_folder() throws IOException {
    lastRun("rateonsetsimulation-1");
    Files.writeString(project.resolve("my.conf"), FLOOR + " = 190/s\n");
    System.setProperty("config.file", "my.conf");
    inBuild("20261122-135000");

    assertThatThrownBy(this::build).hasMessageContaining("1 violated");
  }

  private void inBuild(String invocation, String... keysAndValues) {
    System.setProperty("onset.invocation", invocation);
    System.setProperty("onset.run-id", "now");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      System.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
  }

  private void build() throws IOException {
    new BuildGate(project, project.resolve("lastRun.txt"), new PrintStream(out, true, UTF_8)).run();
  }

  private void lastRun(String... lines) throws IOException {
    Files.write(project.resolve("lastRun.txt"), List.of(lines));
  }

  private int run(String... args) {
    return Main.run(
        () -> SettingsLoader.load(ConfigFactory.parseMap(set), Clock.systemUTC()),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        args);
  }

  private void keep(String run, double limit) throws IOException {
    new ReportsFolder(reports)
        .writeExperiment(
            new ExperimentBuilder(Axis.RATE)
                .run(run, run, STARTED)
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
                            50, 2, 100, 100, Verdict.GOOD, null, Map.of(), 0, "LADDER", 1, 0.8, 5)))
                .build());
  }
}
