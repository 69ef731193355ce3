package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import dev.onset.curl.Commands;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.request.Header;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurlTargetTest {

  private final Map<String, byte[]> files = new TreeMap<>();

  @Test
  void the_request_is_the_one_of_the_command() {
    given(
        "requests/a.txt",
        "curl -L 'https://api.example.com:8443/v1?x={}' -g -H 'X-A: 1' -H 'X-A: 2' --data-binary @b");
    files.put("requests/b", new byte[] {0, -1});

    var target = load("onset.target.curl-file = requests/a.txt").target();

    assertThat(target.isSandbox()).isFalse();
    assertThat(target.url()).isEqualTo(URI.create("https://api.example.com:8443/v1?x=%7B%7D"));
    assertThat(target.method()).isEqualTo("POST");
    assertThat(target.headers().complete()).isTrue();
    assertThat(target.headers().list())
        .contains(new Header("X-A", "1"), new Header("X-A", "2"), new Header("Accept", "*/*"));
    assertThat(target.body().bytes()).containsExactly(0, -1);
    assertThat(target.notes())
        .satisfiesExactly(
            note -> assertThat(note).startsWith("Line 1:6: -L/--location: Redirects"),
            note -> assertThat(note).contains("percent-encoded"));
  }

  @Test
  void what_else_describes_the_request_is_a_conflict_named_with_its_origin() {
    given("a.txt", "curl http://h");

    var refusal =
        refusal(
            """
            onset.target {
              curl-file = a.txt
              base-url = "http://i"
              method = POST
              path = /x
              headers { Accept = x, Authorization = hunter2 }
              body = y
            }
            """);

    assertThat(refusal.problems())
        .extracting(Problem::key)
        .containsExactly(
            "onset.target.base-url",
            "onset.target.body",
            "onset.target.headers.Accept",
            "onset.target.headers.Authorization",
            "onset.target.method",
            "onset.target.path");
    assertThat(refusal)
        .hasMessageContaining("onset.target.method = POST (String: 4)")
        .hasMessageContaining("onset.target.curl-file is set (String: 2)")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void every_mistake_in_the_command_joins_the_list() {
    given("a.txt", "curl 'http://h/a b' \\\n --heder x");

    var refusal = refusal("onset { target.curl-file = a.txt, rate.max = fast }");

    assertThat(refusal.problems())
        .extracting(Problem::key)
        .containsExactly("onset.rate.max", CurlTarget.KEY, CurlTarget.KEY);
    assertThat(refusal)
        .hasMessageContaining(
            "onset.target.curl-file = a.txt (String: 1)\n     Line 1:6: The URL holds")
        .hasMessageContaining("Line 2:2: curl has no such option. Did you mean --header?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl http://my_host -H 'A: hunter2'",
        "curl -X post http://h -d hunter2",
        "curl -X CONNECT http://h -u a:hunter2",
        "curl http://h -u hunter2",
        "curl http://h -d @hunter2",
      })
  void what_a_key_must_not_be_a_command_must_not_be_either_and_nothing_is_quoted(String command) {
    given("a.txt", command);

    assertThat(refusal("onset.target.curl-file = a.txt").problems()).hasSize(1);
    assertThat(refusal("onset.target.curl-file = a.txt")).hasMessageNotContaining("hunter2");
  }

  @Test
  void a_file_that_cannot_be_read_is_a_problem() {
    files.put("bytes.txt", new byte[] {-1, -2});

    assertThat(refusal("onset.target.curl-file = missing.txt"))
        .hasMessageContaining("onset.target.curl-file = missing.txt (String: 1)")
        .hasMessageContaining("there is no such file");
    assertThat(refusal("onset.target.curl-file = bytes.txt"))
        .hasMessageContaining("not a text in UTF-8");
    assertThat(refusal("onset.target.curl-file = \"a\\u0000b\""))
        .hasMessageContaining("Not a path");
  }

  @Test
  void callers_are_told_apart_by_credentials_in_the_place_of_the_command_s_own() {
    given("a.txt", "curl http://h -u a:b -H 'X-Z: 1'");

    var target =
        load("onset.target { curl-file = a.txt, credentials { x = \"Bearer 1\", y = \"Bearer 2\" } }")
            .target();

    assertThat(target.headersOf(1).list())
        .containsSubsequence(
            new Header("Host", "h"),
            new Header("Authorization", "Bearer 2"),
            new Header("X-Z", "1"));
    assertThat(target.headersOfFirstCaller().list())
        .contains(new Header("Authorization", "Bearer 1"));
    assertThat(target.headers().list()).hasSameSizeAs(target.headersOf(1).list());
    assertThat(target.notes())
        .containsExactly("Authorization of the command is replaced by onset.target.credentials.");
  }

  @Test
  void the_record_keeps_what_the_command_came_to_without_secrets() {
    given(
        "a.txt",
        "curl 'https://h/v1?api_key=hunter2&page=3' -H 'Authorization: Bearer hunter2' -b 's=hunter2'"
            + " -H 'X-A: 1' -H 'x-a: 2' --json '{\"password\": \"hunter2\"}'");

    var settings = load("onset.target.curl-file = a.txt");

    assertThat(settings.effective())
        .contains(
            new Setting("onset.target.base-url", "https://h", "a.txt"),
            new Setting("onset.target.body", "*** (23 characters)", "a.txt"),
            new Setting("onset.target.curl-file", "a.txt", "String: 1"),
            new Setting("onset.target.headers.Authorization", "***", "a.txt"),
            new Setting("onset.target.headers.Cookie", "***", "a.txt"),
            new Setting("onset.target.headers.X-A", "1, 2", "a.txt"),
            new Setting("onset.target.method", "POST", "a.txt"),
            new Setting("onset.target.path", "/v1?api_key=***&page=3", "a.txt"))
        .extracting(Setting::key)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(settings.toString()).doesNotContain("hunter2");
  }

  @Test
  void a_long_body_is_recorded_by_its_hash_unless_it_may_hold_secrets() {
    given("a.txt", "curl http://h -d @b");
    files.put("b", "x".repeat(5_000).getBytes(StandardCharsets.UTF_8));

    assertThat(body()).startsWith("5000 bytes, SHA-256 ");

    files.put("b", ("token" + "x".repeat(5_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(body()).isEqualTo("*** (5005 bytes)");

    given("a.txt", "curl http://h --data-binary @b");
    files.put("b", new byte[] {-1});
    assertThat(body()).startsWith("1 bytes, SHA-256 ");
  }

  private String body() {
    return load("onset.target.curl-file = a.txt").effective().stream()
        .filter(setting -> setting.key().equals("onset.target.body"))
        .findFirst()
        .orElseThrow()
        .value();
  }

  static List<Commands.Case> commands() throws IOException {
    return Commands.all();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_printed_configuration_is_the_same_request(Commands.Case command, @TempDir Path folder)
      throws IOException {
    Commands.writeFiles(folder);
    var text = command.text().replace("{H}", "h.example.com:81").replace("{P}", "81");
    var file = folder.resolve("command.txt");
    Files.writeString(file, text);
    var given =
        SettingsLoader.load(
            ConfigFactory.parseMap(Map.of(CurlTarget.KEY, file.toString())), Clock.systemUTC());
    var expected = given.target();

    var printed = CurlConfig.ofFile(file, BoundedFiles.ofDisk(), Secrets.USUAL, true);

    var again = SettingsLoader.load(ConfigFactory.parseString(printed), Clock.systemUTC());
    var read = again.target();
    assertThat(recorded(again)).isEqualTo(recorded(given));
    assertThat(read.url()).isEqualTo(expected.url());
    assertThat(read.method()).isEqualTo(expected.method());
    assertThat(read.body()).isEqualTo(expected.body());
    if (printed.contains("onset.target {")) {
      // All but what is added when it is sent; their order is not kept.
      assertThat(expected.headers().list()).containsAll(read.headers().list());
      assertThat(
              expected.headers().list().stream()
                  .filter(header -> !read.headers().list().contains(header)))
          .allSatisfy(
              header -> assertThat(header.name().toLowerCase()).isIn("content-length", "host"));
      assertThat(read.headers().has("Accept") && read.headers().has("User-Agent")).isTrue();
    } else {
      assertThat(read.headers()).isEqualTo(expected.headers());
      assertThat(printed).contains("# It stays in that file: ");
    }
  }

  /** What the record says of the request, wherever that was written. */
  private static Map<String, String> recorded(Settings settings) {
    return settings.effective().stream()
        .filter(setting -> setting.key().startsWith("onset.target."))
        .filter(setting -> !setting.key().equals(CurlTarget.KEY))
        .collect(Collectors.toMap(Setting::key, Setting::value));
  }

  @Test
  void with_credentials_the_record_is_the_same_as_with_the_other_keys_too() {
    given("a.txt", "curl http://h/v1 -A x -u me:hunter2");
    var callers = "onset.target.credentials { a = \"Bearer 1\", b = \"Bearer 2\" }\n";

    assertThat(recorded(load(callers + "onset.target.curl-file = a.txt")))
        .isEqualTo(
            recorded(
                load(
                    callers
                        + """
                        onset.target {
                          base-url = "http://h", path = /v1, headers { Accept = "*/*", User-Agent = x }
                        }
                        """)));
  }

  @Test
  void a_long_body_is_recorded_alike_from_a_file_and_from_its_key() {
    var body = "x".repeat(5_000);
    files.put("b", body.getBytes(StandardCharsets.UTF_8));
    given("a.txt", "curl http://h -d @b");

    assertThat(recorded(load("onset.target { base-url = \"http://h\", body = " + body + " }")))
        .containsEntry("onset.target.body", body());
  }

  @Test
  void what_is_named_as_secret_is_a_variable_too_and_stays_named() {
    given(
        "a.txt",
        "curl 'http://h/?card=hunter2' -H 'X-Tenant: hunter2' -H 'X.Tenant: hunter2' -d card=hunter2");

    var printed =
        CurlConfig.ofFile(
            Path.of("a.txt"), this::read, Secrets.of(" X-Tenant , card,tenant"), false);

    assertThat(printed)
        .contains(
            "onset.target.secret-names = \"card,tenant,x-tenant\"\n",
            "path = ${ONSET_PATH}",
            "\"X-Tenant\" = ${ONSET_X_TENANT}",
            "\"X.Tenant\" = ${ONSET_X_TENANT_2}",
            "body = ${ONSET_BODY}")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"curl http://h -H 'X-Tenant: 1'", "curl http://h -H 'A: 1' -H 'A: 2'"})
  void what_is_named_as_secret_stays_named_whatever_is_printed(String command) {
    given("a.txt", command);

    var printed = CurlConfig.ofFile(Path.of("a.txt"), this::read, Secrets.of("x-tenant"), true);

    assertThat(ConfigFactory.parseString(printed).getString(Secrets.NAMES)).isEqualTo("x-tenant");
  }

  @Test
  void certificates_must_verify_where_curl_demands_it() {
    for (var command :
        List.of(
            "curl https://h", "curl h --proto-default https", "curl https://h -k --no-insecure")) {
      given("a.txt", command);
      assertThat(load("onset.target.curl-file = a.txt").target().verifies()).as(command).isTrue();
    }
    for (var command :
        List.of("curl http://h", "curl -sk https://h", "curl https://h --cacert authority.pem")) {
      given("a.txt", command);
      assertThat(load("onset.target.curl-file = a.txt").target().verifies()).as(command).isFalse();
    }
    assertThat(load("onset.target.base-url = \"https://h\"").target().verifies()).isFalse();
  }

  @Test
  void a_line_break_in_the_name_of_the_file_does_not_end_the_comment() {
    given("a\nonset.rate.max = 9", "curl http://h");

    assertThat(CurlConfig.ofFile(Path.of("a\nonset.rate.max = 9"), this::read, Secrets.USUAL, true))
        .startsWith("# The request of a?onset.rate.max = 9, as curl");
  }

  @Test
  void secrets_are_printed_as_variables_of_the_environment() {
    given(
        "a.txt",
        "curl -k -L 'https://h/v1?api_key=hunter2' -u 'me:hunter2' -H 'X-Api-Key: hunter2' -H 'X-A: \"$\"'"
            + " --json '{\"password\": \"hunter2\"}'");

    var printed = CurlConfig.ofFile(Path.of("a.txt"), this::read, Secrets.USUAL, false);

    assertThat(printed)
        .isEqualTo(
            """
            # The request of a.txt, as curl 7.88.1 sends it.
            # Save this text, and name it to use it: -Dconfig.file=FILE.
            # Line 1:9: -L/--location: Redirects are not followed: what is measured is the first answer. If that is a redirect, put the URL it leads to into the command.
            # Set ONSET_PATH, ONSET_AUTHORIZATION, ONSET_X_API_KEY, ONSET_BODY in the environment; --show-secrets prints the values here instead.
            onset.target {
              base-url = "https://h"
              method = "POST"
              path = ${ONSET_PATH}
              headers {
                "Authorization" = ${ONSET_AUTHORIZATION}
                "User-Agent" = "curl/7.88.1"
                "X-Api-Key" = ${ONSET_X_API_KEY}
                "X-A" = "\\"$\\""
                "Content-Type" = "application/json"
                "Accept" = "application/json"
              }
              body = ${ONSET_BODY}
            }
            """);
    var environment =
        """
        ONSET_PATH = "/v1?api_key=hunter2", ONSET_AUTHORIZATION = a, ONSET_X_API_KEY = b, ONSET_BODY = c
        """;
    var target = load(environment + printed).target();
    assertThat(target.path()).isEqualTo("/v1?api_key=hunter2");
    assertThat(target.headers().list()).contains(new Header("X-Api-Key", "b"));
    assertThat(CurlConfig.ofFile(Path.of("a.txt"), this::read, Secrets.USUAL, true))
        .contains("api_key=hunter2");
  }

  @Test
  void from_the_standard_input_what_only_a_file_can_say_is_refused() {
    var refusal =
        catchThrowableOfType(
            InvalidConfiguration.class,
            () ->
                CurlConfig.ofText(
                    "curl http://h -H 'A: 1' -H 'A: 2'".getBytes(StandardCharsets.UTF_8),
                    this::read,
                    Secrets.USUAL,
                    true));

    assertThat(refusal)
        .hasMessageContaining("It has a header twice.")
        .hasMessageContaining("Save the command in a file");
  }

  private void given(String name, String text) {
    files.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] read(Path file) throws IOException {
    var bytes = files.get(file.toString());
    if (bytes == null) {
      throw new IOException("there is no such file");
    }
    return bytes;
  }

  private Settings load(String hocon) {
    return SettingsLoader.load(ConfigFactory.parseString(hocon), Clock.systemUTC(), this::read);
  }

  private InvalidConfiguration refusal(String hocon) {
    var refusal = catchThrowableOfType(InvalidConfiguration.class, () -> load(hocon));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
