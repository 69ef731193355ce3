package dev.onset.store;

import dev.onset.record.EvidenceLine;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentJson.UnreadableExperiment;
import dev.onset.record.ExperimentRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;

/**
 * What is kept of an experiment while it is under way, so that nothing is lost when its process is
 * killed: a record as of its last whole trial, and a log of what ended since, a line at a time.
 *
 * <p>The place is locked for as long as this is open, by the operating system, which lets go of it
 * when the process ends however it ends. So two processes never write the same experiment. What was
 * kept survives the process; it survives a power failure only as far as the file system had it
 * written. Thread-safe.
 */
public final class UnfinishedExperiment implements AutoCloseable {

  private final Path folder;
  private final String slug;
  private final Path record;
  private final Path log;
  private final FileChannel channel;
  private final PlaceLock lock;
  private boolean begun;
  private boolean closed;

  private UnfinishedExperiment(Path folder, String slug, FileChannel channel, PlaceLock lock) {
    this.folder = folder;
    this.slug = slug;
    this.record = record(folder, slug);
    this.log = log(folder, slug);
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * The place for an experiment of that name. What an earlier one left there stays until the first
   * {@link #keep}.
   *
   * @throws ReportsFolderException when another process is at it, or the folder cannot be written
   */
  static UnfinishedExperiment open(Path folder, String slug) throws ReportsFolderException {
    AtomicFile.checkFolder(folder);
    var log = log(folder, slug);
    try {
      var lock = PlaceLock.take(folder.resolve("." + slug + ".lock"));
      if (lock == null) {
        throw ReportsFolderException.because(
            "Cannot write to",
            folder,
            "another process is just measuring " + slug + " for this run",
            "wait for it to end, or set onset.run-id to another name");
      }
      var channel = FileChannel.open(log, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      return new UnfinishedExperiment(folder, slug, channel, lock);
    } catch (ReportsFolderException e) {
      throw e;
    } catch (IOException | ReadOnlyFileSystemException e) {
      throw ReportsFolderException.because("Cannot write", log, e);
    }
  }

  static Path record(Path folder, String slug) {
    return folder.resolve(slug + ".unfinished.json");
  }

  static Path log(Path folder, String slug) {
    return folder.resolve(slug + ".unfinished.log");
  }

  /** Keeps what is known after a whole trial, in place of what was kept before. */
  public synchronized void keep(ExperimentRecord soFar) throws ReportsFolderException {
    if (closed) {
      return;
    }
    try {
      if (!begun) {
        // An earlier experiment's lines must not be taken for this one's.
        channel.truncate(0);
        begun = true;
      }
    } catch (IOException e) {
      throw ReportsFolderException.because("Cannot write", log, e);
    }
    AtomicFile.write(record, ExperimentJson.write(soFar));
  }

  /** Adds a line to the log. */
  public synchronized void append(EvidenceLine line) throws ReportsFolderException {
    if (closed) {
      return;
    }
    var bytes = ByteBuffer.wrap((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      long start = channel.size();
      channel.position(start);
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        // On a full disk half a line may be there, and the next one would be joined to it.
        channel.truncate(start);
        throw e;
      }
    } catch (IOException e) {
      throw ReportsFolderException.because("Cannot write", log, e);
    }
  }

  /**
   * What was kept.
   *
   * @param why why the experiment did not come to its end
   */
  public synchronized ExperimentRecord read(String why) throws ReportsFolderException {
    try {
      return UnfinishedReader.read(folder, slug, why);
    } catch (IOException | UnreadableExperiment e) {
      throw ReportsFolderException.because("Cannot read", record, e);
    }
  }

  /** Removes what was kept, because the experiment's own file is written. */
  public synchronized void discard() throws ReportsFolderException {
    end(true);
  }

  /** Lets go of the files and leaves them where they are. */
  @Override
  public synchronized void close() throws ReportsFolderException {
    end(false);
  }

  private void end(boolean discarded) throws ReportsFolderException {
    if (closed) {
      return;
    }
    closed = true;
    try (lock;
        channel) {
      boolean empty = channel.size() == 0 && !begun;
      channel.close();
      if (discarded) {
        // The record first: a log alone is nothing.
        Files.deleteIfExists(record);
      }
      if (discarded || empty) {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw ReportsFolderException.because("Cannot remove", record, e);
    }
  }
}
