package dev.onset.store;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.StudyKind;
import dev.onset.record.Unfinished;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The experiments of a run folder, each read in the same way. One that did not come to its end
 * counts with what it left, unless there is another of its name that did.
 */
final class ExperimentFiles<T> {

  private final List<T> experiments = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** What is read of one experiment. */
  interface Reading<T> {
    /** Of a file. */
    T of(Path file) throws IOException, UnreadableExperiment;

    /** Of a whole record. */
    T of(ExperimentRecord experiment);
  }

  /** Those along an axis. */
  static <T> ExperimentFiles<T> alongAxes(Path folder, Reading<T> reading) {
    return new ExperimentFiles<>(
        folder, reading, Arrays.stream(Axis.values()).map(Axis::slug).toList());
  }

  /** Those with a question of their own. */
  static <T> ExperimentFiles<T> studies(Path folder, Reading<T> reading) {
    return new ExperimentFiles<>(
        folder, reading, Arrays.stream(StudyKind.values()).map(StudyKind::slug).toList());
  }

  private ExperimentFiles(Path folder, Reading<T> reading, List<String> slugs) {
    for (var slug : slugs) {
      var file = folder.resolve(slug + ".json");
      boolean unfinished = UnfinishedReader.isIn(folder, slug);
      if (Files.exists(file)) {
        read(file, () -> reading.of(file));
        if (unfinished) {
          leftOut(
              UnfinishedExperiment.record(folder, slug),
              "it is of a later experiment that did not end, and %s is there; to have it instead,"
                      .formatted(file.getFileName())
                  + " move that away");
        }
      } else if (unfinished) {
        read(
            UnfinishedExperiment.record(folder, slug),
            () -> reading.of(UnfinishedReader.read(folder, slug, Unfinished.REASON)));
      }
    }
  }

  private interface Source<T> {
    T get() throws IOException, UnreadableExperiment;
  }

  /** What was readable, in the order in which they are listed. */
  List<T> experiments() {
    return experiments;
  }

  /** One sentence for each file that was not, beginning with its name. */
  List<String> problems() {
    return problems;
  }

  private void read(Path file, Source<T> source) {
    try {
      experiments.add(source.get());
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
