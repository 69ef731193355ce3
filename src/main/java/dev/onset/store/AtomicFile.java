package dev.onset.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Text files that appear whole or not at all. */
final class AtomicFile {

  private AtomicFile() {}

  /** Writes UTF-8 text, creating the folders on the way, and returns the file's path. */
  static Path write(Path file, String text) throws ReportsFolderException {
    // In the same folder, because only a move within one file system can be atomic. Not
    // Files.createTempFile, whose files only their owner may read.
    var unfinished = file.resolveSibling(".%s.%s".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      var folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try {
        Files.writeString(unfinished, text, StandardOpenOption.CREATE_NEW);
        return Files.move(
            unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw ReportsFolderException.because("Cannot write", file, e);
    }
  }

  /** Makes a folder and a file in it, and removes the file again. */
  static void checkFolder(Path folder) throws ReportsFolderException {
    var probe = folder.resolve("." + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw ReportsFolderException.because("Cannot write to", folder, e);
    }
  }
}
