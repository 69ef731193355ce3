package dev.onset.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says which file or folder could not be used, why, and what to do about it. */
public final class ReportsFolderException extends IOException {

  private ReportsFolderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static ReportsFolderException because(String what, Path path, String why, String remedy) {
    return new ReportsFolderException(sentence(what, path, why, remedy), null);
  }

  static ReportsFolderException because(String what, Path path, Exception cause) {
    var file = fileOnTheWayTo(path);
    var why = file == null ? why(cause) : file + " is a file, not a folder";
    var remedy =
        file == null
            ? "make its folder writable for this user and see that there is space,"
                + " or set onset.reports-dir to another folder"
            : "move that file away or set onset.reports-dir to another folder";
    return new ReportsFolderException(sentence(what, path, why, remedy), cause);
  }

  private static String sentence(String what, Path path, String why, String remedy) {
    return "%s %s: %s; %s.".formatted(what, path.toAbsolutePath().normalize(), why, remedy);
  }

  /** The reason in words; the file system's own messages are often no more than the path. */
  static String why(Exception cause) {
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    if (cause instanceof NoSuchFileException) {
      return "it does not exist";
    }
    var reason = cause instanceof FileSystemException failure ? failure.getReason() : null;
    return Objects.requireNonNullElse(
        reason == null ? cause.getMessage() : reason, cause.getClass().getSimpleName());
  }

  /** What stands where a folder should be, or null when nothing does. */
  private static @Nullable Path fileOnTheWayTo(Path path) {
    for (var folder = path.toAbsolutePath().normalize().getParent();
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder)) {
        return Files.isDirectory(folder) ? null : folder;
      }
    }
    return null;
  }
}
