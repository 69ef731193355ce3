package dev.onset.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.EvidenceLine;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.SampleExperiments;
import dev.onset.record.Unfinished;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnfinishedExperimentTest {

  private static final String RUN = SampleExperiments.RUN;

  @TempDir Path root;
  private ReportsFolder folder;
  private Path run;
  private final ExperimentRecord soFar = SampleExperiments.rate();

  @BeforeEach
  void inAnEmptyFolder() {
    folder = new ReportsFolder(root);
    run = root.resolve(RUN);
  }

  private EvidenceLine ok(long count) {
    return new EvidenceLine(soFar.trials().size(), Map.of(1, Map.of(Outcome.OK, count)), List.of());
  }

  @Test
  void what_was_kept_is_read_when_the_process_is_gone() throws Exception {
    try (var unfinished = folder.begin(RUN, Axis.RATE.slug())) {
      unfinished.keep(soFar);
      unfinished.append(ok(5));
      unfinished.append(ok(6));
    }

    var read = folder.run(RUN);
    assertThat(read.problems()).isEmpty();
    assertThat(read.experiments()).hasSize(1);
    assertThat(read.experiments().get(0).status()).isEqualTo(Status.STOPPED);
    assertThat(read.experiments().get(0).statusReason()).isEqualTo(Unfinished.REASON);
    assertThat(read.experiments().get(0).outcomes().get(Outcome.OK))
        .isEqualTo(soFar.outcomes().get(Outcome.OK) + 11);
    assertThat(folder.runs().get(0).results().get(0).status()).isEqualTo(Status.STOPPED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rate.json", "rate.unfinished.json"})
  void what_is_no_file_that_ends_is_not_read(String name) throws Exception {
    Files.createDirectories(run);
    Files.createSymbolicLink(run.resolve(name), Path.of("/dev/zero"));
    if (!name.equals("rate.json")) {
      Files.writeString(run.resolve("rate.unfinished.log"), "");
    }

    assertThat(folder.run(RUN).problems())
        .singleElement()
        .asString()
        .contains(name, "not a regular file");
  }

  @Test
  void a_last_line_that_was_cut_within_a_character_is_left_out() throws Exception {
    try (var unfinished = folder.begin(RUN, Axis.RATE.slug())) {
      unfinished.keep(soFar);
      unfinished.append(ok(5));
    }
    var half = "{\"trials\":1,\"messages\":[{\"text\":\"é".getBytes(StandardCharsets.UTF_8);
    Files.write(
        run.resolve("rate.unfinished.log"),
        Arrays.copyOf(half, half.length - 1),
        StandardOpenOption.APPEND);

    assertThat(folder.experimentsOf(RUN).get(0).outcomes().get(Outcome.OK))
        .isEqualTo(soFar.outcomes().get(Outcome.OK) + 5);
  }

  @Test
  void nothing_stays_when_the_experiment_has_its_own_file() throws Exception {
    var unfinished = folder.begin(RUN, Axis.RATE.slug());
    unfinished.keep(soFar);
    unfinished.append(ok(5));
    folder.writeExperiment(soFar);
    unfinished.discard();

    assertThat(run.toFile().list()).containsExactly("rate.json");
    assertThat(folder.experimentsOf(RUN)).containsExactly(soFar);
  }

  @Test
  void nothing_stays_of_an_experiment_that_never_began() throws Exception {
    folder.begin(RUN, Axis.RATE.slug()).close();

    assertThat(run).isEmptyDirectory();
  }

  @Test
  void what_an_earlier_one_left_stays_until_there_is_something_to_put_in_its_place()
      throws Exception {
    try (var first = folder.begin(RUN, Axis.RATE.slug())) {
      first.keep(soFar);
      first.append(ok(5));
    }
    long before = folder.experimentsOf(RUN).get(0).outcomes().get(Outcome.OK);
    var second = folder.begin(RUN, Axis.RATE.slug());
    assertThat(folder.experimentsOf(RUN).get(0).outcomes().get(Outcome.OK)).isEqualTo(before);

    second.keep(soFar);

    assertThat(folder.experimentsOf(RUN).get(0).outcomes()).isEqualTo(soFar.outcomes());
    second.close();
  }

  @Test
  void a_second_process_on_the_same_axis_is_told_so_and_changes_nothing() throws Exception {
    try (var first = folder.begin(RUN, Axis.RATE.slug())) {
      first.keep(soFar);

      assertThatExceptionOfType(ReportsFolderException.class)
          .isThrownBy(() -> folder.begin(RUN, Axis.RATE.slug()))
          .withMessageContaining(run.toString())
          .withMessageContaining("another process is just measuring rate for this run")
          .withMessageContaining("onset.run-id");
      first.append(ok(5));
    }
    assertThat(folder.experimentsOf(RUN).get(0).outcomes().get(Outcome.OK))
        .isEqualTo(soFar.outcomes().get(Outcome.OK) + 5);
  }

  @Test
  void another_axis_of_the_same_run_may_be_measured_meanwhile() throws Exception {
    try (var rate = folder.begin(RUN, Axis.RATE.slug());
        var concurrency = folder.begin(RUN, Axis.CONCURRENCY.slug())) {
      rate.keep(soFar);
      concurrency.keep(SampleExperiments.concurrency());
    }
    assertThat(folder.experimentsOf(RUN))
        .extracting(ExperimentRecord::axis)
        .containsExactly(Axis.RATE, Axis.CONCURRENCY);
  }

  @Test
  void an_experiment_that_ended_comes_before_a_later_one_that_did_not_and_both_are_named()
      throws Exception {
    folder.writeExperiment(soFar);
    try (var later = folder.begin(RUN, Axis.RATE.slug())) {
      later.keep(soFar);
    }

    assertThat(folder.run(RUN).experiments()).containsExactly(soFar);
    assertThat(folder.run(RUN).problems())
        .singleElement()
        .asString()
        .startsWith("rate.unfinished.json was left out: ")
        .contains("rate.json");
  }

  @Test
  void after_its_end_nothing_more_is_written() throws Exception {
    var unfinished = folder.begin(RUN, Axis.RATE.slug());
    unfinished.keep(soFar);
    unfinished.discard();

    unfinished.append(ok(5));
    unfinished.keep(soFar);
    unfinished.close();

    assertThat(run).isEmptyDirectory();
  }
}
