package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.report.ReportPages;
import dev.onset.store.ReportsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a run ends, what it measured until then can be read. */
class NothingLostTest {

  private static final Map<String, String> SETTINGS =
      Map.of("onset.injector.warm-up", "1s", "onset.rate.start", "50", "onset.rate.level", "500ms");
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  @TempDir Path folder;

  @RepeatedTest(2)
  void killed_at_any_moment_it_leaves_a_report_up_to_the_last_second(RepetitionInfo repetition)
      throws Exception {
    kill(repetition.getCurrentRepetition());
  }

  @Tag("repeated")
  @RepeatedTest(50)
  void killed_at_many_moments_it_always_leaves_a_report(RepetitionInfo repetition)
      throws Exception {
    kill(1_000 + repetition.getCurrentRepetition());
  }

  private void kill(long seed) throws Exception {
    long afterMillis = new Random(seed).nextLong(0, 15_000);
    System.out.printf("seed %d: killed %d ms after its beginning%n", seed, afterMillis);
    var before = new long[1];
    var result =
        GatlingProcess.run(
            List.of(),
            RateOnsetSimulation.class,
            SETTINGS,
            folder,
            process -> {
              awaitBeginning(process);
              Thread.sleep(afterMillis);
              before[0] = sentBy(folder.resolve("reports/test/rate.unfinished.log"));
              process.destroyForcibly();
            });

    var experiment = report();
    assertThat(result.exitCode()).isEqualTo(128 + 9);
    assertThat(experiment.status()).isEqualTo(Status.STOPPED);
    assertThat(experiment.statusReason()).contains("not finished");
    assertThat(sent(experiment)).isGreaterThanOrEqualTo(before[0]);
    assertThat(experiment.series().offered().stream().mapToLong(n -> n).sum())
        .isEqualTo(sent(experiment));
  }

  @Test
  void told_to_end_it_stops_the_load_and_writes_its_record_and_its_report() throws Exception {
    var result =
        GatlingProcess.run(
            List.of(),
            RateOnsetSimulation.class,
            SETTINGS,
            folder,
            process -> {
              awaitBeginning(process);
              Thread.sleep(4_000);
              process.destroy();
              // Whoever waits for it to end kills it at last.
              assertThat(process.waitFor(15, TimeUnit.SECONDS)).isTrue();
            });

    assertThat(result.exitCode()).isEqualTo(128 + 15);
    assertThat(result.output())
        .contains("STOPPED", "it was called off (Ctrl-C, or the process was told to end)");
    var run = folder.resolve("reports/test");
    assertThat(run.toFile().list()).containsExactlyInAnyOrder("rate.json", "index.html");
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(Status.STOPPED);
    assertThat(experiment.trials()).isNotEmpty();
    assertThat(sent(experiment)).isPositive();
  }

  @Test
  void a_second_run_in_the_same_place_is_refused_and_the_first_one_goes_on() throws Exception {
    var second = new GatlingProcess.Result[1];
    var other = Files.createDirectory(folder.resolve("other"));
    var settings = new HashMap<>(SETTINGS);
    settings.put("onset.rate.max", "100");
    var first =
        GatlingProcess.run(
            List.of(),
            RateOnsetSimulation.class,
            settings,
            folder,
            process -> {
              awaitBeginning(process);
              Files.createSymbolicLink(other.resolve("reports"), folder.resolve("reports"));
              second[0] = GatlingProcess.run(RateOnsetSimulation.class, SETTINGS, other);
            });

    assertThat(second[0].exitCode()).isEqualTo(1);
    assertThat(second[0].output())
        .contains("another process is just measuring rate for this run")
        .contains("onset.run-id");
    assertThat(first.exitCode()).as(first.output()).isZero();
    assertThat(first.experiment("rate.json").status()).isEqualTo(Status.COMPLETE);
  }

  private void awaitBeginning(Process process) throws InterruptedException {
    var begun = folder.resolve("reports/test/rate.unfinished.json");
    long endNanos = System.nanoTime() + LONGEST_START.toNanos();
    while (Files.notExists(begun) && process.isAlive()) {
      assertThat(System.nanoTime()).as("it has begun").isLessThan(endNanos);
      Thread.sleep(20);
    }
  }

  private ExperimentRecord report() throws IOException {
    var reports = new ReportsFolder(folder.resolve("reports"));
    var page = ReportPages.rebuild(reports, "test");
    assertThat(page).content().contains("not finished");
    assertThat(reports.run("test").problems()).isEmpty();
    return reports.run("test").experiments().get(0);
  }

  private static long sent(ExperimentRecord experiment) {
    return experiment.outcomes().values().stream().mapToLong(n -> n).sum();
  }

  /** How many attempts the log's whole lines tell of. */
  private static long sentBy(Path log) throws IOException {
    long sent = 0;
    var count = Pattern.compile("\"(" + outcomes() + ")\":(\\d+)");
    var text = Files.readString(log);
    var whole = text.substring(0, text.lastIndexOf('\n') + 1);
    var matcher = count.matcher(whole);
    while (matcher.find()) {
      sent += Long.parseLong(matcher.group(2));
    }
    return sent;
  }

  private static String outcomes() {
    return String.join("|", Arrays.stream(Outcome.values()).map(Outcome::name).toList());
  }
}
