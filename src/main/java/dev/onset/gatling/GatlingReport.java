package dev.onset.gatling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where Gatling puts its own report of the simulation that is running. */
final class GatlingReport {

  private static final Path RESULTS = Path.of("target", "gatling");

  private GatlingReport() {}

  /**
   * The report's path relative to a run folder, or null when Gatling writes none here.
   *
   * @param simulation the simulation class's simple name; Gatling's folder is named after it
   */
  static @Nullable String pathFrom(Path runFolder, String simulation) {
    var prefix = simulation.toLowerCase(Locale.ROOT) + "-";
    if (!Files.isDirectory(RESULTS)) {
      return null;
    }
    try (var folders = Files.list(RESULTS)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(prefix))
          .max(Comparator.comparing(folder -> folder.getFileName().toString()))
          .map(folder -> folder.resolve("index.html").toAbsolutePath())
          .map(page -> runFolder.toAbsolutePath().relativize(page).toString().replace('\\', '/'))
          .orElse(null);
    } catch (IOException e) {
      return null;
    }
  }
}
