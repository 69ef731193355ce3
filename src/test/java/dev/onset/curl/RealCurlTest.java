package dev.onset.curl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read from a command against what the installed curl sends, byte for byte. */
@Tag("curl")
@Timeout(60)
class RealCurlTest {

  private static final Pattern BOUNDARY = Pattern.compile("boundary=(-{24}[0-9A-Za-z]+)");

  private static InstalledCurl curl;
  private static EchoServer server;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws Exception {
    curl = InstalledCurl.find();
    server = new EchoServer();
    Commands.writeFiles(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  static List<Commands.Case> commands() throws Exception {
    return Commands.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void what_is_read_is_what_curl_sends(Commands.Case command) throws Exception {
    assumeTrue(
        curl.version().startsWith(command.version()),
        () -> "in this curl %s and %s may differ".formatted(command.version(), curl.version()));

    var said = curl.bash(here(command.forBash()), folder);
    var sent = server.next(10);

    assertThat(sent).as("curl said: %s", said).isNotNull();
    var read =
        CurlCommand.parse(here(command.text()), Commands.filesIn(folder), CurlCommand.BOUNDARY);
    assertThat(wire(read)).isEqualTo(normalized(sent));
    assertThat(server.next(0)).as("one request").isNull();
  }

  @Test
  void every_option_of_the_installed_curl_is_known_with_its_values() throws Exception {
    assumeTrue(curl.version().startsWith("7.88"), () -> "this is " + curl.version());
    var known = new TreeMap<String, Boolean>();
    Options.all().forEach(option -> known.put(option.name(), option.takesValue()));
    var line = Pattern.compile("(?m)^ (?:-(\\S), |    ) ?--(\\S+)( <| \\[)?");

    var listed = line.matcher(curl.output(folder, "--help", "all"));
    int count = 0;
    while (listed.find()) {
      count++;
      var name = listed.group(2).replaceFirst("^no-", "");
      if (name.equals("help")) {
        continue; // Its category is optional, which no other value is.
      }
      assertThat(known.get(name)).as(name).isEqualTo(listed.group(3) != null);
      if (listed.group(1) != null) {
        assertThat(Options.withLetter(listed.group(1).charAt(0)))
            .as(listed.group())
            .extracting(Option::name)
            .isEqualTo(name);
      }
    }
    assertThat(count).isGreaterThan(240);
  }

  /** Whether curl takes a name, and its {@code --no-} form, is asked without sending anything. */
  @Test
  void names_can_be_taken_back_and_shortened_as_in_curl() throws Exception {
    assumeTrue(curl.version().startsWith("7.88"), () -> "this is " + curl.version());
    var differing = new TreeMap<String, String>();
    for (var option : Options.all()) {
      var shortened = option.name().substring(0, Math.max(1, option.name().length() - 2));
      for (var name : List.of("no-" + option.name(), shortened)) {
        // The version is printed before anything is sent, unless an option is refused before.
        var arguments =
            name.equals(shortened) && option.takesValue()
                ? new String[] {"--" + name, "1", "-V"}
                : new String[] {"--" + name, "-V"};
        var said = curl.output(folder, arguments);
        boolean refused =
            said.contains("is unknown")
                || said.contains("is ambiguous")
                || said.contains("used as --no-")
                || said.contains("isn't a boolean");
        var remarks = new Remarks();
        OptionReader.read(
            Arrays.stream(arguments).map(argument -> new Word(argument, new Place(1, 1))).toList(),
            remarks);
        if (refused != remarks.hasMistakes()) {
          differing.put(name, said.lines().findFirst().orElse(""));
        }
      }
    }
    assertThat(differing).isEqualTo(Map.of());
  }

  private static String here(String text) {
    return text.replace("{H}", "127.0.0.1:" + server.port())
        .replace("{P}", Integer.toString(server.port()));
  }

  private static String wire(CurlRequest request) {
    var wire = new StringBuilder(request.method() + " " + request.path() + " HTTP/1.1\r\n");
    for (var header : request.headers().list()) {
      wire.append(header.name()).append(':');
      wire.append(header.value().isEmpty() ? "" : " " + header.value()).append("\r\n");
    }
    return wire + "\r\n" + new String(request.body().bytes(), StandardCharsets.ISO_8859_1);
  }

  /** Without what differs from one curl to the next: its version, its boundary, optional spaces. */
  private static String normalized(String sent) {
    int end = sent.indexOf("\r\n\r\n");
    var head = sent.substring(0, end);
    var body = sent.substring(end);
    head =
        head.replaceAll("(?m)^([^ :\r\n]+):[ \t]*(?=[^\\s])", "$1: ")
            .replaceFirst("User-Agent: curl/\\S+", "User-Agent: curl/" + CurlCommand.VERSION)
            .replaceFirst("Encoding: deflate, gzip\\S*.*", "Encoding: deflate, gzip, br, zstd");
    var boundary = BOUNDARY.matcher(head);
    if (boundary.find()) {
      body = body.replace(boundary.group(1), CurlCommand.BOUNDARY);
      head =
          head.replace(boundary.group(1), CurlCommand.BOUNDARY)
              .replaceFirst(
                  "Content-Length: \\d+",
                  "Content-Length: " + (body.length() - "\r\n\r\n".length()));
    }
    return head + body;
  }
}
