package dev.onset.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short commands of this machine, each given ten seconds. */
final class Commands {

  private static final int LONGEST_SECONDS = 10;

  /**
   * A command that did not do what it should.
   *
   * <p>The message names the command and has its output.
   */
  static final class CommandFailed extends IOException {
    CommandFailed(List<String> command, String how, String output) {
      super("'%s' %s: %s".formatted(String.join(" ", command), how, output.strip()));
    }
  }

  private Commands() {}

  /** Runs a command and gives its output, standard error included. */
  static String run(List<String> command) throws IOException {
    return run(command, "");
  }

  /** Runs a command with a text on its standard input. */
  static String run(List<String> command, String input) throws IOException {
    // Files rather than pipes: a command that hangs must not make its reader hang.
    var in = Files.createTempFile("onset-lab", ".in");
    var out = Files.createTempFile("onset-lab", ".out");
    try {
      Files.writeString(in, input);
      var process =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      boolean ended = await(process);
      var output = Files.readString(out, StandardCharsets.UTF_8);
      if (!ended) {
        throw new CommandFailed(command, "did not end in " + LONGEST_SECONDS + " s", output);
      }
      if (process.exitValue() != 0) {
        throw new CommandFailed(command, "failed with " + process.exitValue(), output);
      }
      return output;
    } finally {
      Files.deleteIfExists(in);
      Files.deleteIfExists(out);
    }
  }

  /** Where a program is, or null. */
  static Path find(String program) {
    for (var folder :
        (System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin:/usr/local/sbin")
            .split(":", -1)) {
      var path = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(path)) {
        return path;
      }
    }
    return null;
  }

  /** The path of a program that is there. */
  static String path(String program) {
    var path = find(program);
    if (path == null) {
      throw new IllegalStateException(program + " is not installed");
    }
    return path.toString();
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      process.destroyForcibly();
    }
  }
}
