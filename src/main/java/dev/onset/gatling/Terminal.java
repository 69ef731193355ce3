package dev.onset.gatling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is watching standard output. */
final class Terminal {

  private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");

  private Terminal() {}

  /**
   * Whether standard output is a terminal. Where the system does not say (no {@code /proc}), it is
   * taken to be none: plain lines are readable anywhere.
   */
  static boolean isInteractive() {
    try {
      var device = Files.readSymbolicLink(STANDARD_OUTPUT).toString();
      return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
