package dev.onset.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
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
    return new ReportsFolderException(sentence(what, path, why(cause), remedy(cause)), cause);
  }

  private static String sentence(String what, Path path, String why, String remedy) {
    return "%s %s: %s; %s.".formatted(what, path.toAbsolutePath().normalize(), why, remedy);
  }

  /** The reason in words; the file system's own messages are often no more than the path. */
  static String why(Exception cause) {
    if (cause instanceof AccessDeniedException) {
      return "no permission";
    }
    if (cause instanceof ReadOnlyFileSystemException) {
      return "the file system is read-only";
    }
    if (cause instanceof NoSuchFileException) {
      return "it does not exist";
    }
    if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
      return "something on the way to it is a file, not a folder";
    }
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  private static String remedy(Exception cause) {
    if (cause instanceof AccessDeniedException || cause instanceof ReadOnlyFileSystemException) {
      return "make the folder writable for this user or set onset.reports-dir to one that is";
    }
    if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
      return "move that file away or set onset.reports-dir to another folder";
    }
    return "check the path and the free space, or set onset.reports-dir to another folder";
  }
}
