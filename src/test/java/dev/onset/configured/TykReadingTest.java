package dev.onset.configured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.record.Configured;
import dev.onset.record.Configured.Limit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case as Tyk's gateway itself treats it, in the sources that the classes name. */
class TykReadingTest {

  private static Configured read(String... texts) throws UnreadableDefinition {
    Map<String, String> files = new LinkedHashMap<>();
    for (var text : texts) {
      files.put("file" + (files.size() + 1), text.replace('\'', '"'));
    }
    return Definitions.read(files, new Request("GET", "/api/items/7", "localhost", 8080));
  }

  private static String api(String rest, String paths) {
    return "{'api_id': 'a', 'proxy': {'listen_path': '/api/', 'strip_listen_path': true}, %s 'version_data': {'not_versioned': true, 'versions': {'Default': {'extended_paths': {%s}}}}}"
        .formatted(rest, paths);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'path': '/items/{id}', 'method': 'GET'          | 9/s",
        "'path': '/items', 'method': 'GET'               | 9/s",
        "'path': '/items/[0-9]+$', 'method': 'GET'       | 9/s",
        "'path': '/*/7', 'method': 'GET'                 | 9/s",
        "'path': '/items/{id}', 'method': 'POST'         | 500/s",
        "'path': '/items/{id}'                           | 500/s",
        "'path': '/items/[a-z]+$', 'method': 'GET'       | 500/s",
        "'path': '/api/items', 'method': 'GET'           | 500/s",
        "'path': '/items', 'method': 'GET', 'disabled': true | 500/s",
        "'path': '(', 'method': 'GET'                    | 500/s",
      })
  void the_rate_of_an_endpoint_takes_the_place_of_the_global_one(String endpoint, String value)
      throws Exception {
    var found =
        read(
            api(
                "'global_rate_limit': {'rate': 500, 'per': 1},",
                "'rate_limit': [{%s, 'rate': 9, 'per': 1}]".formatted(endpoint)));
    assertThat(found.limits()).extracting(Limit::value).containsExactly(value);
    assertThat(found.notes()).isNotEmpty();
  }

  @Test
  void an_endpoint_without_a_rate_leaves_the_global_one() throws Exception {
    var found =
        read(
            api(
                "'global_rate_limit': {'rate': 500, 'per': 1},",
                "'rate_limit': [{'path': '/items', 'method': 'GET', 'rate': 0, 'per': 1}]"));
    assertThat(found.limits()).extracting(Limit::value).containsExactly("500/s");
  }

  @Test
  void the_first_of_several_endpoints_counts() throws Exception {
    var found =
        read(
            api(
                "",
                "'hard_timeouts': [{'path': '/items', 'method': 'GET', 'timeout': 9, 'duration': '1500ms'},"
                    + "{'path': '/items/7', 'method': 'GET', 'timeout': 2}]"));
    assertThat(found.limits()).extracting(Limit::value).containsExactly("1.5 s");
    assertThat(found.notes()).anySatisfy(note -> assertThat(note).contains("comes first"));
  }

  @Test
  void a_version_has_a_timeout_of_its_own() throws Exception {
    var text =
        "{'api_id': 'a', 'version_data': {'versions': {'v': {'global_enforce_timeout': '2s'%s}}}}";
    assertThat(read(text.formatted("")).limits()).extracting(Limit::value).containsExactly("2 s");
    assertThat(read(text.formatted(", 'global_enforce_timeout_disabled': true")).limits())
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "none",
      value = {
        "'1s'      | 5        | 5/s",
        "'1m'      | 60       | 60 in 60 s (1/s)",
        "'1m30s'   | 90       | 90 in 90 s (1/s)",
        "'1500ms'  | 5        | 5/s",
        "'500ms'   | 5        | none",
        "'10'      | 5        | none",
        "''        | 5        | none",
        "'1s'      | 0        | none"
      })
  void a_window_of_an_oas_definition_is_a_go_duration(String per, int rate, String value)
      throws Exception {
    var found =
        read(
            "{'openapi': '3.0.3', 'x-tyk-api-gateway': {'server': {'listenPath': {'value': '/api'}}, 'upstream': {'rateLimit': {'enabled': true, 'rate': %d, 'per': %s}}}}"
                .formatted(rate, per));
    if (value == null) {
      assertThat(found.limits()).isEmpty();
      assertThat(found.notes()).anySatisfy(n -> assertThat(n).contains("sets no rate limit"));
    } else {
      assertThat(found.limits()).extracting(Limit::value).containsExactly(value);
    }
  }

  @Test
  void an_operation_of_an_oas_definition_takes_the_place_of_the_whole() throws Exception {
    var found =
        read(
            "{'openapi': '3.0.3', 'paths': {'/items/{id}': {'get': {'operationId': 'item'}}},"
                + " 'x-tyk-api-gateway': {'server': {'listenPath': {'value': '/api/'}},"
                + " 'upstream': {'rateLimit': {'enabled': true, 'rate': 100, 'per': '1s'},"
                + " 'enforceTimeout': {'enabled': true, 'duration': '5s'}},"
                + " 'middleware': {'operations': {'item': {"
                + "'rateLimit': {'enabled': true, 'rate': 200, 'per': '1s'},"
                + " 'enforceTimeout': {'enabled': true, 'value': 1, 'duration': '500ms'},"
                + " 'circuitBreaker': {'enabled': true, 'threshold': 0.5, 'sampleSize': 4,"
                + " 'coolDownPeriod': 9}}}}}}");
    assertThat(found.limits())
        .extracting(Limit::value)
        .containsExactly("200/s", "0.5 s", "opens at 50 % failures of 4, for 9 s");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "none",
      value = {
        "'rate': 10, 'per': 1                                                    | 10/s",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'limit': null}}           | 10/s",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'limit': {'rate': 0}}}    | 10/s",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'limit': {'rate': 3, 'per': 1}}, 'b': {'limit': {'rate': 4, 'per': 1}}} | 3/s",
        "'rate': 10, 'per': 1, 'access_rights': {'b': {'limit': {'rate': 4, 'per': 1}}} | none",
        "'rate': 10, 'per': 1, 'access_rights': {'b': {}}                        | none",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'endpoints': [{'path': '/items', 'methods': [{'name': 'GET', 'limit': {'rate': 2, 'per': 1}}]}]}} | 2/s",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'endpoints': [{'path': '/items', 'methods': [{'name': 'POST', 'limit': {'rate': 2, 'per': 1}}]}]}} | 10/s",
        "'rate': 10, 'per': 1, 'access_rights': {'a': {'endpoints': [{'path': '^/items', 'methods': [{'name': 'GET', 'limit': {'rate': 2, 'per': 1}}]}]}} | none",
        "'rate': 10, 'per': 1, 'apply_policies': ['p']                           | none",
        "'rate': 10, 'per': 1, 'partitions': {'quota': true}                     | none",
        "'rate': 10, 'per': 1, 'partitions': {'rate_limit': true}                | 10/s",
        "'rate': -1, 'per': 1                                                    | none"
      })
  void a_key_says_what_its_right_for_this_api_says(String key, String value) throws Exception {
    var found = read("{" + key + "}", api("", ""));
    if (value == null) {
      assertThat(found.limits()).isEmpty();
      assertThat(found.notes()).isNotEmpty();
    } else {
      assertThat(found.limits()).extracting(Limit::value).containsExactly(value);
    }
  }

  @Test
  void an_api_without_keys_asks_for_none() throws Exception {
    var found = read("{'rate': 10, 'per': 1}", api("'use_keyless': true,", ""));
    assertThat(found.limits()).isEmpty();
    assertThat(found.notes()).singleElement().asString().contains("file2: $.use_keyless");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"/api/, 1", "/api, 1", "/, 1", "/{any}/items, 1", "/ap, 0", "/other, 0"})
  void an_api_is_met_below_its_listen_path(String listenPath, int limits) throws Exception {
    var text =
        "{'proxy': {'listen_path': '%s'}, 'global_rate_limit': {'rate': 1, 'per': 1}}"
            .formatted(listenPath);
    assertThat(read(text).limits()).hasSize(limits);
  }
}
