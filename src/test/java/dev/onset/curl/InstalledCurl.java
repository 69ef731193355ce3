package dev.onset.curl;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The curl of this machine.
 *
 * @param version such as {@code 7.88.1}
 */
record InstalledCurl(String version) {

  /** Where options that do what the tests are about came last. */
  private static final int OLDEST_MAJOR = 7;

  private static final int OLDEST_MINOR = 87;

  /**
   * The installed one. Where it is missing or too old the test is skipped with the reason, unless
   * {@code ONSET_REQUIRE_CURL=true}: then it fails.
   */
  static InstalledCurl find() throws Exception {
    for (var program : List.of("curl", "bash")) {
      if (folders().noneMatch(folder -> Files.isExecutable(Path.of(folder, program)))) {
        unavailable(program + " is not installed");
      }
    }
    var version = run(List.of("curl", "--version"), Path.of(".")).split(" ", 3)[1];
    var numbers = version.split("[^0-9]+");
    int major = Integer.parseInt(numbers[0]);
    if (major < OLDEST_MAJOR
        || (major == OLDEST_MAJOR && Integer.parseInt(numbers[1]) < OLDEST_MINOR)) {
      unavailable("curl %s is older than 7.87, which brought --url-query".formatted(version));
    }
    return new InstalledCurl(version);
  }

  /** What it prints in a folder, where some options leave files. */
  String output(Path folder, String... arguments) throws Exception {
    return run(Stream.concat(Stream.of("curl"), Arrays.stream(arguments)).toList(), folder);
  }

  /** Runs a command line in bash, with its files in a folder and without settings of the user. */
  String bash(String commandLine, Path folder) throws Exception {
    return run(List.of("bash", "-c", commandLine), folder);
  }

  private static String run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.toLowerCase().endsWith("_proxy"));
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("CURL_HOME", folder.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    var process = builder.start();
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(30, TimeUnit.SECONDS);
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private static Stream<String> folders() {
    var path = System.getenv("PATH");
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator));
  }

  private static void unavailable(String reason) {
    if ("true".equals(System.getenv("ONSET_REQUIRE_CURL"))) {
      fail("ONSET_REQUIRE_CURL=true, but " + reason);
    }
    abort("No curl to compare with: " + reason);
  }
}
