package dev.onset.config;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files that the configuration names. */
@FunctionalInterface
public interface FileReader {

  /**
   * All bytes of a file.
   *
   * @param file as named, possibly relative to the working directory
   * @throws IOException when there is none or it cannot be read; the message says why, without the
   *     name
   */
  byte[] read(Path file) throws IOException;
}
