package dev.onset.store;

import dev.onset.record.ExperimentHead;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder in which runs are kept, one sub-folder each.
 *
 * <p>Files appear whole or not at all: each is written beside its final name and then moved there
 * in one step, so that readers and interrupted writers never leave half a file. Thread-safe; of
 * several writers of the same file, the last one wins. Every method that fails names the path and
 * what to do about it.
 */
public final class ReportsFolder {

  private static final String PAGE = "index.html";
  private static final String COMPARISON = "compare.html";

  private static final ExperimentFiles.Reading<ExperimentRecord> WHOLE =
      new ExperimentFiles.Reading<>() {
        @Override
        public ExperimentRecord of(Path file) throws IOException, UnreadableExperiment {
          return ExperimentJson.read(Files.readString(RegularFile.of(file)));
        }

        @Override
        public ExperimentRecord of(ExperimentRecord experiment) {
          return experiment;
        }
      };

  private static final ExperimentFiles.Reading<ExperimentHead> HEADS =
      new ExperimentFiles.Reading<>() {
        @Override
        public ExperimentHead of(Path file) throws IOException, UnreadableExperiment {
          try (var json = Files.newBufferedReader(RegularFile.of(file))) {
            return ExperimentHead.read(json);
          }
        }

        @Override
        public ExperimentHead of(ExperimentRecord experiment) {
          return ExperimentHead.of(experiment);
        }
      };

  private final Path root;

  public ReportsFolder(Path root) {
    this.root = root;
  }

  /**
   * The place for an experiment that begins: makes the folder of its run, so that a folder that
   * cannot be written is known before anything is measured for it.
   *
   * @throws ReportsFolderException when it cannot be written, or another process measures the same
   */
  public UnfinishedExperiment begin(String runId, String slug) throws ReportsFolderException {
    return UnfinishedExperiment.open(runFolder(runId), slug);
  }

  /** Keeps an experiment as {@code <root>/<run id>/<its slug>.json} and returns that path. */
  public Path writeExperiment(ExperimentRecord experiment) throws ReportsFolderException {
    var file = runFolder(experiment.runId()).resolve(experiment.slug() + ".json");
    return AtomicFile.write(file, ExperimentJson.write(experiment));
  }

  /** Keeps a run's report page as {@code <root>/<run id>/index.html} and returns that path. */
  public Path writeRunPage(String runId, String html) throws ReportsFolderException {
    return writeRunPage(runId, PAGE, html);
  }

  /** Keeps another page of a run, such as {@code compare.html}, and returns its path. */
  public Path writeRunPage(String runId, String fileName, String html)
      throws ReportsFolderException {
    var folder = runFolder(runId);
    return AtomicFile.write(segment(folder, fileName, "file name"), html);
  }

  /** Keeps the list of runs as {@code <root>/index.html} and returns that path. */
  public Path writeListPage(String html) throws ReportsFolderException {
    return AtomicFile.write(root.resolve(PAGE), html);
  }

  /** The readable experiments of a run, in the order of the axes; see {@link #run} for the rest. */
  public List<ExperimentRecord> experimentsOf(String runId) throws ReportsFolderException {
    return run(runId).experiments();
  }

  /**
   * What the folder of a run holds.
   *
   * @throws ReportsFolderException when there is no such folder or it cannot be listed
   */
  public StoredRun run(String runId) throws ReportsFolderException {
    return readRun(runFolder(runId));
  }

  /**
   * What a run folder holds, wherever it lies.
   *
   * @throws ReportsFolderException when it is not a folder or cannot be listed
   */
  public static StoredRun readRun(Path folder) throws ReportsFolderException {
    if (!Files.isDirectory(folder)) {
      throw ReportsFolderException.because(
          "Cannot read run folder",
          folder,
          Files.exists(folder) ? "it is not a folder" : "it does not exist",
          "name a folder that holds rate.json, concurrency.json or connection-rate.json");
    }
    if (!Files.isReadable(folder)) {
      throw ReportsFolderException.because(
          "Cannot read run folder", folder, "no permission", "make it readable for this user");
    }
    var along = ExperimentFiles.alongAxes(folder, WHOLE);
    var studies = ExperimentFiles.studies(folder, WHOLE);
    return new StoredRun(
        nameOf(folder), along.experiments(), studies.experiments(), problems(along, studies));
  }

  /**
   * The runs of this folder, newest first, those without a readable experiment last. Sub-folders
   * without any experiment file are not runs. Empty when the folder does not exist yet.
   */
  public List<RunSummary> runs() throws ReportsFolderException {
    if (Files.notExists(root)) {
      return List.of();
    }
    // In parallel, because of hundreds of runs reading takes most of the time.
    var runs = new ArrayList<>(subFolders().parallelStream().map(ReportsFolder::summary).toList());
    runs.removeIf(RunSummary::isEmpty);
    runs.sort(
        Comparator.comparing(RunSummary::startedAt, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(RunSummary::runId, Comparator.reverseOrder()));
    return List.copyOf(runs);
  }

  private static RunSummary summary(Path folder) {
    var along = ExperimentFiles.alongAxes(folder, HEADS);
    var studies = ExperimentFiles.studies(folder, HEADS);
    return RunSummary.of(
        nameOf(folder),
        along.experiments(),
        studies.experiments(),
        problems(along, studies),
        Files.isRegularFile(folder.resolve(COMPARISON)));
  }

  private static List<String> problems(ExperimentFiles<?> along, ExperimentFiles<?> studies) {
    return Stream.concat(along.problems().stream(), studies.problems().stream()).toList();
  }

  private static String nameOf(Path folder) {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private List<Path> subFolders() throws ReportsFolderException {
    if (!Files.isDirectory(root)) {
      throw ReportsFolderException.because(
          "Cannot list the runs in",
          root,
          "it is a file, not a folder",
          "move that file away or set onset.reports-dir to another folder");
    }
    try (var children = Files.list(root)) {
      return children.filter(Files::isDirectory).filter(Files::isReadable).toList();
    } catch (IOException e) {
      throw ReportsFolderException.because("Cannot list the runs in", root, e);
    }
  }

  private Path runFolder(String runId) throws ReportsFolderException {
    return segment(root, runId, "run id");
  }

  /** A child of a folder, refusing names that would lead elsewhere. */
  private static Path segment(Path folder, String name, String what) throws ReportsFolderException {
    if (name.isBlank()
        || name.equals(".")
        || name.equals("..")
        || name.chars().anyMatch(c -> c == '/' || c == '\\' || c < ' ')) {
      throw ReportsFolderException.because(
          "Cannot use %s '%s' in".formatted(what, name),
          folder,
          "it must be the name of one entry in that folder",
          "use letters, digits, dots and dashes");
    }
    return Objects.requireNonNull(folder.resolve(name));
  }
}
