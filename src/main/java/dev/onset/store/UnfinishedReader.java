package dev.onset.store;

import dev.onset.record.EvidenceLine;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.Unfinished;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads what an experiment left that did not come to its end. */
final class UnfinishedReader {

  private UnfinishedReader() {}

  /** Whether one left anything in a folder. */
  static boolean isIn(Path folder, String slug) {
    return Files.exists(UnfinishedExperiment.record(folder, slug));
  }

  /**
   * Its record up to the last whole line of its log.
   *
   * @param why why it did not come to its end
   */
  static ExperimentRecord read(Path folder, String slug, String why)
      throws IOException, UnreadableExperiment {
    var kept = Files.readString(RegularFile.of(UnfinishedExperiment.record(folder, slug)));
    return Unfinished.of(
        ExperimentJson.read(kept), lines(UnfinishedExperiment.log(folder, slug)), why);
  }

  /** The log's lines; one that was cut by the process's end is left out. */
  private static List<EvidenceLine> lines(Path log) throws IOException {
    try {
      // Not as strict UTF-8: the last line may end within a character.
      return new String(Files.readAllBytes(RegularFile.of(log)), StandardCharsets.UTF_8)
          .lines()
          .map(EvidenceLine::parse)
          .filter(Objects::nonNull)
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
