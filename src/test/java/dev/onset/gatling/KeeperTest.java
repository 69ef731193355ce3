package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.SampleExperiments;
import dev.onset.store.ReportsFolder;
import dev.onset.store.UnfinishedExperiment;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeeperTest {

  @TempDir Path root;
  private final Tally tally = new Tally();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ExperimentRecord before = new ExperimentBuilder(Axis.RATE).build();
  private ReportsFolder folder;
  private UnfinishedExperiment files;
  private Keeper keeper;

  @BeforeEach
  void anExperimentBegins() throws Exception {
    folder = new ReportsFolder(root);
    files = folder.begin(SampleExperiments.RUN, Axis.RATE.slug());
    keeper = new Keeper(files, tally, new PrintStream(said, true, StandardCharsets.UTF_8));
    keeper.begin(before);
  }

  private void ends(Outcome outcome, int times) {
    for (int i = 0; i < times; i++) {
      tally.add(new Attempt(1, 0, 0, 0, outcome, outcome == Outcome.OK ? null : "text", null));
    }
  }

  private ExperimentRecord kept() throws Exception {
    return folder.experimentsOf(SampleExperiments.RUN).get(0);
  }

  @Test
  void what_ends_in_a_trial_is_kept_before_the_trial_is_over() throws Exception {
    ends(Outcome.OK, 3);
    ends(Outcome.CONNECT_TIMEOUT, 2);
    keeper.end();

    assertThat(kept().outcomes())
        .containsEntry(Outcome.OK, 3L)
        .containsEntry(Outcome.CONNECT_TIMEOUT, 2L);
    assertThat(kept().messages()).extracting(ExperimentRecord.Message::text).containsOnly("text");
  }

  @Test
  void what_ended_in_a_trial_that_is_over_counts_once() throws Exception {
    ends(Outcome.OK, 3);
    keeper.keep(SampleExperiments.rate());
    ends(Outcome.OK, 4);
    keeper.end();

    assertThat(kept().outcomes().get(Outcome.OK))
        .isEqualTo(SampleExperiments.rate().outcomes().get(Outcome.OK) + 4);
  }

  @Test
  void a_folder_that_is_gone_is_said_once_and_does_not_end_the_experiment() throws Exception {
    for (var file : List.of("rate.unfinished.json", "rate.unfinished.log", ".rate.lock", "")) {
      Files.delete(root.resolve(SampleExperiments.RUN).resolve(file));
    }
    Files.writeString(root.resolve(SampleExperiments.RUN), "a file in its place");

    keeper.keep(SampleExperiments.rate());
    keeper.keep(SampleExperiments.rate());
    keeper.end();

    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("WARNING Evidence is not kept as it comes")
        .contains(root.resolve(SampleExperiments.RUN) + " is a file, not a folder");
  }

  @Test
  void what_ends_while_a_trial_cannot_be_kept_is_counted_after_the_one_before() throws Exception {
    var blocker = root.resolve(SampleExperiments.RUN).resolve("rate.unfinished.json");
    var whole = Files.readString(blocker);
    Files.delete(blocker);
    Files.createDirectories(blocker.resolve("in the way"));
    keeper.keep(SampleExperiments.rate());
    ends(Outcome.OK, 4);
    keeper.end();
    Files.delete(blocker.resolve("in the way"));
    Files.delete(blocker);
    Files.writeString(blocker, whole);

    assertThat(kept().outcomes()).containsEntry(Outcome.OK, 4L);
  }
}
