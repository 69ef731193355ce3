package dev.onset.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the file system: regular ones, up to a size that a request can sensibly have. */
public final class BoundedFiles {

  private static final int LARGEST_MEBIBYTES = 16;

  private BoundedFiles() {}

  /** Reads from the file system. */
  public static FileReader ofDisk() {
    return BoundedFiles::read;
  }

  private static byte[] read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new IOException("it is a folder");
    }
    // A device or a pipe may never end.
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException("it is no regular file that this user may read");
    }
    if (Files.size(file) > LARGEST_MEBIBYTES << 20) {
      throw new IOException("it is larger than %d MiB".formatted(LARGEST_MEBIBYTES));
    }
    return Files.readAllBytes(file);
  }
}
