package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.curl.Commands;
import dev.onset.curl.CurlCommand;
import dev.onset.curl.EchoServer;
import dev.onset.load.Axis;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Gatling sends of a curl file is what curl sends, byte for byte, but for what docs/curl.md
 * names: bodies are not announced, a URL's illegal characters are encoded, and an empty body has a
 * length.
 */
class CurlRequestTest {

  private static final Set<String> BODY_IS_USUAL = Set.of("POST", "PUT", "PATCH");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Axis.class)
  @Timeout(180)
  void gatling_sends_the_request_of_the_curl_file(Axis axis) throws Exception {
    Commands.writeFiles(folder);
    var files = new ArrayList<String>();
    var expected = new ArrayList<String>();
    try (var server = new EchoServer()) {
      for (var command : Commands.all()) {
        var text =
            command
                .text()
                .replace("{H}", "127.0.0.1:" + server.port())
                .replace("{P}", Integer.toString(server.port()));
        var file = folder.resolve("command-" + files.size() + ".txt");
        Files.writeString(file, text);
        files.add(file.toString());
        expected.add(expected(text, file));
      }

      var run =
          GatlingProcess.run(
              CurlSimulation.class,
              Map.of(
                  CurlSimulation.FILES, String.join("\n", files), CurlSimulation.AXIS, axis.name()),
              folder);

      var sent = new ArrayList<String>();
      for (var next = server.next(0); next != null; next = server.next(0)) {
        sent.add(next);
      }
      assertThat(sent).as(run.output()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private String expected(String text, Path file) throws Exception {
    var read = CurlCommand.parse(text, Commands.filesIn(folder), CurlCommand.BOUNDARY);
    var target =
        SettingsLoader.load(
                ConfigFactory.parseMap(Map.of("onset.target.curl-file", file.toString())),
                Clock.systemUTC())
            .target();
    if (isUri(read.path())) {
      assertThat(target.path()).isEqualTo(read.path());
    }
    var wire = new StringBuilder(read.method() + " " + target.path() + " HTTP/1.1\r\n");
    for (var header : read.headers().list()) {
      if (!header.is("Expect")) {
        wire.append(header.name() + ": " + header.value() + "\r\n");
      }
    }
    // Gatling adds what RFC 9110 (8.6) asks for where a body would be usual; curl does not.
    if (!read.headers().has("Content-Length") && BODY_IS_USUAL.contains(read.method())) {
      wire.append("content-length: 0\r\n");
    }
    return wire + "\r\n" + new String(read.body().bytes(), StandardCharsets.ISO_8859_1);
  }

  private static boolean isUri(String path) {
    try {
      new URI("http://localhost" + path);
      return path.chars().allMatch(c -> c < 0x80 && "[]".indexOf(c) < 0);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
