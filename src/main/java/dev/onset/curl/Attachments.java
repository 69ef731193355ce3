package dev.onset.curl;

import java.io.IOException;

/** The files that a command names with {@code @}, read by whoever asks for the command. */
@FunctionalInterface
public interface Attachments {

  /** A command without files: each one is missing. */
  Attachments NONE =
      name -> {
        throw new IOException("there are no files here");
      };

  /**
   * All bytes of a file.
   *
   * @param name as written in the command, possibly relative
   * @throws IOException when there is no such file or it cannot be read; its message is shown, so
   *     it does not repeat the name, which may be a mistyped secret
   */
  byte[] read(String name) throws IOException;
}
