package dev.onset.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock on a place, held by this process until it lets go of it or ends.
 *
 * <p>A file of its own, which nobody reads: on POSIX systems a process loses its lock on a file as
 * soon as it closes that file anywhere.
 */
final class PlaceLock implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private PlaceLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** The lock, or null when another process, or another part of this one, has it. */
  static @Nullable PlaceLock take(Path file) throws IOException {
    while (true) {
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        return null;
      }
      // Its holder may have let go of it, and removed the file, just before it was locked.
      if (Files.exists(file)) {
        return new PlaceLock(file, channel);
      }
      channel.close();
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Removes the file, before it is let go of, so that nobody locks a file that is about to go. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (FileSystemException e) {
      // Some systems remove no file that is open; then it stays, and does no harm.
    }
  }
}
