package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import dev.onset.record.Configured.Limit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that `onset.gateway.definition` names, as people name them. */
class DefinitionLoaderTest {

  private static final String KEY = "onset.gateway.definition";
  private static final String API =
      "{\"api_id\": \"a\", \"proxy\": {\"listen_path\": \"/shop\"},"
          + " \"global_rate_limit\": {\"rate\": 200, \"per\": 1}}";

  @TempDir Path folder;

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static Settings load(String files, String path) {
    return SettingsLoader.load(
        ConfigFactory.parseMap(Map.of(KEY, files, "onset.target.path", path), "my.conf"),
        Clock.systemUTC());
  }

  private static List<Problem> problems(String files) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> load(files, "/")).problems();
  }

  @Test
  void no_file_is_no_definition() {
    assertThat(load("", "/").configured()).isNull();
  }

  @Test
  void several_files_are_read_together() throws Exception {
    var api = file("api.json", API);
    var key =
        file(
            "key.json",
            "{\"access_rights\": {\"b\": {\"limit\": {\"rate\": 9, \"per\": 1}},"
                + " \"a\": {\"limit\": {\"rate\": 50, \"per\": 1}}}}");
    for (var files : List.of(api + ", " + key, key + "," + api)) {
      assertThat(load(files, "/shop/7").configured().limits())
          .extracting(Limit::value)
          .containsExactlyInAnyOrder("200/s", "50/s");
    }
  }

  @Test
  void files_of_the_same_name_are_told_apart() throws Exception {
    Files.createDirectory(folder.resolve("b"));
    var files = file("api.json", API) + "," + file("b/api.json", API);
    assertThat(load(files, "/shop").configured().limits())
        .extracting(Limit::source)
        .containsExactly(
            "api.json: $.global_rate_limit",
            folder.resolve("b").resolve("api.json") + ": $.global_rate_limit");
  }

  @Test
  void a_file_without_a_limit_for_this_path_says_so_and_is_no_mistake() throws Exception {
    var configured = load(file("api.json", API), "/other").configured();
    assertThat(configured.limits()).isEmpty();
    assertThat(configured.notes())
        .containsExactly(
            "api.json: $.proxy.listen_path is /shop: nothing of this API applies to /other.");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a.json | {\"rate\": 5, | a.json: line 1 is not well-formed JSON. Correct it.",
        "a.json | [1, 2] | a.json: the file is neither",
        "a.yaml | openapi: [3 | a.yaml: line 1 is not well-formed YAML. Correct it.",
        "a.conf | server { listen 80; | a.conf: line 1 ends within a block.",
        "a.conf | limit_req_zone $a zone=a:1m rate=10r/h; | a.conf: line 1, limit_req_zone has no rate.",
        "a.conf | limit_req zone=a burst=0;limit_req_zone a zone=a:1m rate=1r/s; | a.conf: line 1, limit_req has a burst",
        "a.txt  | hello | a.txt: the file is neither",
        "a.txt  | user nobody; | a.txt: the file is neither",
        "a.json | {\"rate\": \"ten\", \"per\": 1} | a.json: $.rate is not a number."
      })
  void a_mistake_says_key_file_and_place(String name, String text, String message)
      throws Exception {
    var problem = problems(file(name, text)).get(0);
    assertThat(problem.toString()).contains(KEY, message);
  }

  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere there is no /dev/zero")
  @Timeout(20)
  @Test
  void a_device_that_never_ends_is_refused() {
    assertThat(problems("/dev/zero"))
        .singleElement()
        .asString()
        .contains("/dev/zero cannot be read: it is no regular file");
  }

  @Test
  void what_cannot_be_read_is_said_with_its_name_and_all_at_once() throws Exception {
    var binary = folder.resolve("key.bin");
    Files.write(binary, new byte[] {(byte) 0xc3, 0x28, 0, 1});
    var missing = folder.resolve("none.json").toString();
    var broken = file("broken.json", "{");
    var problems =
        problems(String.join(",", missing, folder.toString(), binary.toString(), broken, ""));
    assertThat(problems)
        .extracting(Problem::toString)
        .allSatisfy(problem -> assertThat(problem).contains(KEY))
        .satisfiesExactly(
            problem ->
                assertThat(problem).contains(missing + " cannot be read: there is no such file"),
            problem -> assertThat(problem).contains(folder + " cannot be read: it is a folder"),
            problem ->
                assertThat(problem).contains(binary + " cannot be read: it is not a text in UTF-8"),
            problem -> assertThat(problem).contains("A path is empty"),
            problem -> assertThat(problem).contains("broken.json: line 1 is not well-formed JSON"));
  }

  @Test
  void a_file_that_is_too_long_is_refused_without_reading_it_whole() throws Exception {
    var path = folder.resolve("long.json");
    Files.write(path, "x".repeat(17_000_000).getBytes(StandardCharsets.US_ASCII));
    assertThat(problems(path.toString()).get(0).toString())
        .contains("long.json cannot be read: it is larger than 16 MiB");
  }

  @Test
  void secrets_of_the_request_are_masked_in_what_is_kept() throws Exception {
    var file =
        file("api.json", API.replace("/shop", "/shop-hunter2").replace("a\",", "hunter2\","));
    var settings =
        SettingsLoader.load(
            ConfigFactory.parseMap(
                Map.of(KEY, file, "onset.target.headers.Authorization", "hunter2")),
            Clock.systemUTC());
    assertThat(settings.configured().notes()).singleElement().asString().contains("/shop-***");
  }
}
