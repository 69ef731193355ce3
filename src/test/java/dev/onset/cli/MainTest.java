package dev.onset.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.sandbox.Sandbox;
import dev.onset.sandbox.SandboxLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a user runs them, in this process. */
@ResourceLock(Resources.SYSTEM_PROPERTIES)
class MainTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("config.file");
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("onset."));
    ConfigFactory.invalidateCaches();
  }

  @Test
  void preflight_of_a_target_that_answers_prints_a_line_for_each_check_and_ends_with_0() {
    try (var sandbox = Sandbox.start(SandboxLimits.unlimited())) {
      System.setProperty("onset.target.base-url", sandbox.baseUri().toString());
      System.setProperty("onset.target.path", "/items?key=hunter2");

      assertThat(run("preflight")).isZero();

      assertThat(out.toString(UTF_8).lines())
          .satisfiesExactly(
              line ->
                  assertThat(line).isEqualTo("Preflight of GET " + sandbox.baseUri() + "/items?…"),
              line -> assertThat(line).startsWith("  ok      name resolution: 127.0.0.1 is"),
              line -> assertThat(line).startsWith("  ok      TCP connection: 127.0.0.1:"),
              line -> assertThat(line).startsWith("  ok      HTTP request: GET"),
              line -> assertThat(line).contains("server headers: "),
              line -> assertThat(line).contains("clock: "),
              line -> assertThat(line).startsWith("  ok      proxy settings: "),
              line -> assertThat(line).startsWith("  ok      timeouts: Connecting to one address"),
              line -> assertThat(line).startsWith("  -       path: The target is on this machine"),
              line -> assertThat(line).isEqualTo("The target can be measured."));
      assertThat(sandbox.acceptedConnections()).isOne();
    }
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void preflight_of_a_target_that_refuses_says_what_to_check_and_ends_with_1() throws IOException {
    int port;
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listener.getLocalPort();
    }
    System.setProperty("onset.target.base-url", "http://127.0.0.1:" + port);

    assertThat(run("preflight")).isOne();

    assertThat(out.toString(UTF_8))
        .contains("  FAILED  TCP connection: Nothing listens on 127.0.0.1:" + port)
        .contains("The target cannot be measured: Nothing listens on 127.0.0.1:" + port)
        .contains("Check that the service is started");
  }

  @Test
  void preflight_without_a_target_checks_a_sandbox() {
    assertThat(run("preflight")).isZero();

    assertThat(out.toString(UTF_8))
        .startsWith("No onset.target.base-url is set: checking a sandbox.")
        .endsWith("The target can be measured.\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"preflight", "sandbox"})
  void a_configuration_with_mistakes_is_told_all_of_them_and_ends_with_2(String command)
      throws IOException {
    var file = folder.resolve("bad.conf");
    Files.writeString(file, "onset {\n  rate.max = many\n  timeouts.connect = 5\n}\n");
    System.setProperty("config.file", file.toString());
    System.setProperty("onset.target.basis-url", "http://127.0.0.1");

    assertThat(run(command)).isEqualTo(2);

    assertThat(err.toString(UTF_8))
        .startsWith("The configuration has 3 problems; nothing was sent.")
        .contains("onset.rate.max = many", "onset.timeouts.connect = 5", "basis-url");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  @Timeout(60)
  void sandbox_prints_address_and_limits_and_serves_until_interrupted() throws Exception {
    System.setProperty("onset.sandbox.rate-limit.requests-per-second", "7");
    var lines = new LinkedBlockingQueue<String>();
    var command =
        new FutureTask<>(
            () ->
                Main.run(
                    SettingsLoader::fromEnvironment,
                    new Lines(lines),
                    new PrintStream(err, true, UTF_8),
                    "sandbox"));
    var thread = new Thread(command, "sandbox-command");
    thread.start();
    var told = new StringBuilder();
    while (!told.toString().contains("Ctrl-C")) {
      var line = lines.poll(30, TimeUnit.SECONDS);
      assertThat(line).as(told.toString()).isNotNull();
      told.append(line).append('\n');
    }
    assertThat(told).contains("rate: ", "7");
    var port = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)").matcher(told);
    assertThat(port.find()).isTrue();
    try (var socket = new Socket("127.0.0.1", Integer.parseInt(port.group(1)))) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
      assertThat(socket.getInputStream().readNBytes(12)).asString(UTF_8).isEqualTo("HTTP/1.1 200");
    }

    thread.interrupt();

    assertThat(command.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(lines.poll())
        .isEqualTo("Stopped after 1 connections: 1 requests admitted, 0 rejected.");
  }

  @Test
  void a_setting_behind_the_command_is_told_where_it_belongs() {
    assertThat(run("preflight", "-Donset.rate.max=5")).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("Settings come before -jar");
  }

  @Test
  void without_a_command_the_usage_names_them_all() {
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString(UTF_8)).contains("preflight", "sandbox", "before -jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version"})
  void help_and_version_end_with_0(String option) {
    assertThat(run(option)).isZero();

    assertThat(out.toString(UTF_8)).contains("onset");
  }

  private int run(String... arguments) {
    return Main.run(
        SettingsLoader::fromEnvironment,
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        arguments);
  }

  /** A stream whose lines another thread takes as they come. */
  private static final class Lines extends PrintStream {
    private final LinkedBlockingQueue<String> lines;

    Lines(LinkedBlockingQueue<String> lines) {
      super(new ByteArrayOutputStream(), true, UTF_8);
      this.lines = lines;
    }

    @Override
    public void println(String line) {
      lines.add(line);
    }

    @Override
    public PrintStream printf(String format, Object... values) {
      lines.add(format.formatted(values).strip());
      return this;
    }
  }
}
