package dev.onset.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar of the commands, started as users do: nothing is on the class path but what is in it. */
class CommandsJarIT {

  private static final Path JAR =
      Path.of(System.getProperty("onset.it.jar")).resolveSibling("onset.jar");

  @TempDir Path folder;

  @Test
  void it_holds_nothing_of_gatling() throws IOException {
    try (var jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .contains("dev/onset/cli/Main.class", "reference.conf")
          .noneMatch(name -> name.matches("(io/gatling|scala|ch/qos)/.*|gatling.*|logback.*"));
    }
  }

  @Test
  void it_reads_rows_and_definitions_of_every_format() throws Exception {
    Files.writeString(folder.resolve("keys.csv"), "key\nabc\n");
    Files.writeString(
        folder.resolve("api.yaml"),
        """
        openapi: 3.0.0
        info: {title: t, version: '1'}
        x-ratelimit: {limit: 100, period: 60}
        paths: {/a/abc: {get: {responses: {}}}}
        """);
    Files.writeString(folder.resolve("key.json"), "{\"rate\": 10, \"per\": 1, \"quota_max\": -1}");
    Files.writeString(
        folder.resolve("onset.conf"),
        """
        onset.target { path = "/a/#{key}", feeder.file = "%1$s/keys.csv" }
        onset.gateway.definition = "%1$s/api.yaml,%1$s/key.json"
        """
            .formatted(folder.toString().replace('\\', '/')));

    var output = run(0, List.of("-Dconfig.file=" + folder.resolve("onset.conf")), "preflight");

    assertThat(output).contains("/a/abc").doesNotContain("Exception").doesNotContain("Error");
  }

  @Test
  void it_prints_what_a_curl_command_comes_to() throws Exception {
    var file = Files.writeString(folder.resolve("a.txt"), "curl -d x=1 http://localhost:1/a");

    assertThat(run(0, List.of(), "curl", file.toString())).contains("method = ").contains("POST");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preflight", "report", "compare", "gate", "curl"})
  void each_command_explains_itself(String command) throws Exception {
    assertThat(run(0, List.of(), command, "--help")).contains("Usage: ").contains(command);
  }

  private String run(int exitCode, List<String> options, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    var log = folder.resolve("output.txt");
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("it ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    var output = Files.readString(log);
    assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
    return output;
  }
}
