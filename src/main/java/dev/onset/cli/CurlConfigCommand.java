package dev.onset.cli;

import dev.onset.config.CurlConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the configuration that a curl command comes to. */
@Command(
    name = "curl",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the configuration of the request that a curl command sends, and what of the command"
          + " cannot be done. Nothing is sent.",
      "Exit code 0: printed, 2: the command has mistakes."
    })
final class CurlConfigCommand implements Callable<Integer> {

  private static final int LARGEST_INPUT = 16 << 20;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file with one curl command; - for the standard input.")
  private String file = "";

  @Option(
      names = "--show-secrets",
      description =
          "Print secrets as they are. Otherwise the configuration takes them from the environment.")
  private boolean showSecrets;

  private final InputStream in;
  private final PrintStream out;

  CurlConfigCommand(InputStream in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  @Override
  public Integer call() throws IOException, UnusableInput {
    if (file.equals("-")) {
      out.print(CurlConfig.ofText(in.readNBytes(LARGEST_INPUT), showSecrets));
    } else {
      out.print(CurlConfig.ofFile(path(), showSecrets));
    }
    return 0;
  }

  private Path path() throws UnusableInput {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new UnusableInput("Not a path on this system: " + e.getReason() + ".");
    }
  }
}
