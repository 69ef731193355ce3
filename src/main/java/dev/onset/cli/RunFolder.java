package dev.onset.cli;

import dev.onset.report.RunList;
import dev.onset.store.ReportsFolder;
import dev.onset.store.ReportsFolderException;
import dev.onset.store.StoredRun;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run that an argument names.
 *
 * @param path where it is
 */
record RunFolder(Path path) {

  /**
   * The folder of that path, or the one of that name among the runs of a reports folder.
   *
   * @throws UnusableInput when there is neither
   */
  static RunFolder find(String argument, Path reportsDir) {
    var named = path(argument);
    if (named != null && Files.isDirectory(named)) {
      return new RunFolder(named);
    }
    var kept = named == null || named.isAbsolute() ? null : reportsDir.resolve(named);
    if (kept != null && Files.isDirectory(kept)) {
      return new RunFolder(kept);
    }
    var why =
        named != null && Files.exists(named)
            ? "it is a file; name the folder that it lies in"
            : "there is no such folder, neither here nor in %s (onset.reports-dir)"
                .formatted(reportsDir);
    throw new UnusableInput("Cannot use run '%s': %s.".formatted(argument, why));
  }

  /**
   * What it holds along axes, which is what runs are compared by.
   *
   * @throws UnusableInput when there is nothing along an axis that can be read
   */
  StoredRun read() throws ReportsFolderException {
    var run = ReportsFolder.readRun(path);
    return run.experiments().isEmpty() ? refuse(run) : run;
  }

  /**
   * Whatever it holds.
   *
   * @throws UnusableInput when nothing in it can be read
   */
  StoredRun readAnything() throws ReportsFolderException {
    var run = ReportsFolder.readRun(path);
    return run.all().isEmpty() ? refuse(run) : run;
  }

  private StoredRun refuse(StoredRun run) {
    throw new UnusableInput(
        "Cannot use run folder %s: %s"
            .formatted(
                path,
                run.problems().isEmpty()
                    ? "it holds no rate.json, concurrency.json or connection-rate.json. Name the"
                        + " folder of a run, such as reports/1.4.2-20261122-135032."
                    : String.join(" ", run.problems())));
  }

  /** Writes a file into it, whole or not at all, and returns its path. */
  Path write(String name, String text) throws ReportsFolderException {
    var whole = path.toAbsolutePath().normalize();
    var parent = whole.getParent();
    var folder = whole.getFileName();
    if (parent == null || folder == null) {
      throw new UnusableInput("Cannot use %s as the folder of a run.".formatted(path));
    }
    return new ReportsFolder(parent).writeRunPage(folder.toString(), name, text);
  }

  /** Whether it lies in a reports folder. */
  boolean isIn(Path reportsDir) {
    var parent = path.toAbsolutePath().normalize().getParent();
    return parent != null && parent.equals(reportsDir.toAbsolutePath().normalize());
  }

  /** Makes the list of runs anew, which links to what was written here; elsewhere there is none. */
  void refreshList(Path reportsDir) throws ReportsFolderException {
    if (isIn(reportsDir)) {
      var folder = new ReportsFolder(reportsDir);
      folder.writeListPage(RunList.html(folder.runs()));
    }
  }

  private static @Nullable Path path(String argument) {
    try {
      return argument.isBlank() ? null : Path.of(argument);
    } catch (InvalidPathException e) {
      return null;
    }
  }
}
