package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.onset.gatling.GatlingProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of mistake at once: one message with all of them, and nothing is sent. */
class BadConfigurationTest {

  private static final String PLANTED = "PLANTED-secret";

  /** Mistakes in a file; the second line is the first of them. */
  private static final List<String> IN_A_FILE =
      List.of(
          "onset.target.method = \"ge t\"",
          "onset.target.path = \"no-slash\"",
          "onset.target.headers { \"Bad Name\" = x }",
          "onset.target.headers { Accept = \"\\u0007\" }",
          "onset.target.headers { X-Api-Key = \"" + PLANTED + "\\nX-More: 1\" }",
          "onset.timeouts.connect = 5",
          "onset.timeouts.request = \"soon\"",
          "onset.timeouts.tls = 10m",
          "onset.rate.start = 0",
          "onset.rate.max = many",
          "onset.rate.precision = 1",
          "onset.rate.step = 1",
          "onset.concurrency.max = 1.5",
          "onset.concurrency.open-rate = null",
          "onset.concurency.max = 5",
          "onset.budget.duration = [1m, 2m]",
          "onset.budget.rejected { a = 1 }",
          "onset.connection-rate = 5",
          "onset.expect.rate.rate-limited.at-least = 190",
          "onset.expect.rate.rate-limitd.at-least = 190/s",
          "onset.compare.smallest-change = 200%");

  private static final Map<String, String> ON_THE_COMMAND_LINE =
      Map.of(
          "onset.release", "a/b",
          "onset.rate.level", "-1s",
          "onset.injector.workers", "0",
          "onset.sandbox.rate-limit.algorithm", "magic",
          "onset.raet.max", "5");

  @TempDir Path folder;

  @Test
  void all_are_listed_with_where_they_were_set_and_the_target_hears_nothing() throws Exception {
    try (var server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"))) {
      var file = folder.resolve("bad.conf");
      Files.writeString(
          file,
          "onset.target.base-url = \"http://127.0.0.1:%d\"\n".formatted(server.getLocalPort())
              + String.join("\n", IN_A_FILE));
      var settings = new HashMap<>(ON_THE_COMMAND_LINE);
      settings.put("config.file", file.toString());

      var result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.output())
          .containsOnlyOnce(
              "The configuration has %d problems; nothing was sent."
                  .formatted(IN_A_FILE.size() + ON_THE_COMMAND_LINE.size()))
          .doesNotContain(PLANTED)
          .doesNotContain("\tat dev.onset");
      for (int i = 0; i < IN_A_FILE.size(); i++) {
        assertThat(result.output()).as(IN_A_FILE.get(i)).contains("bad.conf:" + (i + 2) + ")");
      }
      ON_THE_COMMAND_LINE.forEach(
          (key, value) ->
              assertThat(result.output())
                  .contains("%s = %s (system property)".formatted(key, value)));
      assertThat(folder.resolve("reports")).doesNotExist();
      server.setSoTimeout(200);
      assertThatExceptionOfType(SocketTimeoutException.class)
          .as("connections")
          .isThrownBy(server::accept);
    }
  }
}
