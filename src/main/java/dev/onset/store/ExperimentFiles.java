package dev.onset.store;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The experiment files of a run folder, each read in the same way. */
final class ExperimentFiles<T> {

  private final List<T> experiments = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What is read of one experiment file. */
  interface Reading<T> {
    T of(Path file) throws IOException, UnreadableExperiment;
  }

  ExperimentFiles(Path folder, Reading<T> reading) {
    for (var axis : Axis.values()) {
      var file = folder.resolve(axis.slug() + ".json");
      if (Files.exists(file)) {
        read(file, reading);
      }
    }
  }

  /** What was readable, in the order of the axes. */
  List<T> experiments() {
    return experiments;
  }

  /** One sentence for each file that was not, beginning with its name. */
  List<String> problems() {
    return problems;
  }

  private void read(Path file, Reading<T> reading) {
    try {
      experiments.add(reading.of(file));
    } catch (UnreadableExperiment e) {
      leftOut(file, String.valueOf(e.getMessage()));
    } catch (CharacterCodingException e) {
      leftOut(file, "it is not UTF-8 text");
    } catch (IOException e) {
      leftOut(file, ReportsFolderException.why(e));
    }
  }

  private void leftOut(Path file, String why) {
    problems.add("%s was left out: %s.".formatted(file.getFileName(), why));
  }
}
