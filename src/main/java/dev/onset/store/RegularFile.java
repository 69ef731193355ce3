package dev.onset.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that end: no devices, nor links to one. */
final class RegularFile {

  private RegularFile() {}

  /**
   * The same file.
   *
   * @throws NoSuchFileException when there is none
   * @throws IOException when it is something else
   */
  static Path of(Path file) throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a regular file");
    }
    return file;
  }
}
