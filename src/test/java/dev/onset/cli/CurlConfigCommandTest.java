package dev.onset.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.config.SettingsLoader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CurlConfigCommandTest {

  private static final String COMMAND = "curl 'http://h/v1' -H 'Authorization: Bearer hunter2'\n";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void the_configuration_is_printed_with_secrets_from_the_environment() throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), COMMAND);

    assertThat(run("curl", file.toString())).isZero();

    assertThat(out.toString(UTF_8))
        .contains("path = \"/v1\"", "\"Authorization\" = ${ONSET_AUTHORIZATION}")
        .doesNotContain("hunter2");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void secrets_are_printed_when_asked_for() throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), COMMAND);

    assertThat(run("curl", "--show-secrets", file.toString())).isZero();

    assertThat(out.toString(UTF_8)).contains("\"Authorization\" = \"Bearer hunter2\"");
  }

  @Test
  void what_the_settings_of_the_process_name_is_secret_too() throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), "curl http://h -H 'X-Tenant: hunter2'");
    System.setProperty("onset.target.secret-names", "X-Tenant");
    try {
      assertThat(run("curl", file.toString())).isZero();
    } finally {
      System.clearProperty("onset.target.secret-names");
    }

    assertThat(out.toString(UTF_8))
        .contains("secret-names = \"x-tenant\"", "\"X-Tenant\" = ${ONSET_X_TENANT}")
        .doesNotContain("hunter2");
  }

  @Test
  void the_command_can_come_from_the_standard_input() {
    var command =
        new CurlConfigCommand(
            new ByteArrayInputStream(COMMAND.getBytes(UTF_8)), new PrintStream(out, true, UTF_8));

    assertThat(new CommandLine(command).execute("-")).isZero();

    assertThat(out.toString(UTF_8)).startsWith("# The request of the standard input");
  }

  @Test
  void all_mistakes_are_told_and_end_with_2() throws IOException {
    var file =
        Files.writeString(folder.resolve("a.txt"), "curl http://h --heder x -K y -u hunter2");

    assertThat(run("curl", file.toString())).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .startsWith("The configuration has 3 problems; nothing was sent.")
        .contains("the curl command (" + file + ", line 1:15)", "Did you mean --header?")
        .doesNotContain("hunter2");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void a_file_that_is_missing_ends_with_2() {
    assertThat(run("curl", folder.resolve("missing.txt").toString())).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("missing.txt", "there is no such file");
  }

  private int run(String... arguments) {
    return Main.run(
        SettingsLoader::fromEnvironment,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        arguments);
  }
}
