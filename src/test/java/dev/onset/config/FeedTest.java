package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import dev.onset.feeder.RowOrder;
import dev.onset.request.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedTest {

  private final Map<String, String> files = new TreeMap<>();

  @Test
  void a_row_fills_path_headers_and_body() {
    files.put("data/users.csv", "user,key,text\nann & co,k1,\"say \"\"hi\"\"\"\nbob,k2,x\n");

    var target =
        load("""
                onset.target {
                  base-url = "http://localhost:1", method = POST
                  path = "/users/#{user}?q=#{user}"
                  headers { Authorization = "Bearer #{key}", X-Plain = yes }
                  body = "#{text} #{user}"
                  feeder { file = data/users.csv, order = once }
                }
                """)
            .target();

    assertThat(target.feed().order()).isEqualTo(RowOrder.ONCE);
    assertThat(target.feed().file()).isEqualTo("users.csv");
    assertThat(target.url())
        .hasToString("http://localhost:1/users/ann%20%26%20co?q=ann%20%26%20co");
    assertThat(target.urlAsWritten()).isEqualTo("http://localhost:1/users/#{user}?q=#{user}");
    var second = target.template().fill(target.feed().rows().row(1));
    assertThat(second.path()).isEqualTo("/users/bob?q=bob");
    assertThat(second.headers().list())
        .containsExactly(new Header("Authorization", "Bearer k2"), new Header("X-Plain", "yes"));
    assertThat(target.first().body().text()).contains("say \"hi\" ann & co");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"circular, 2", "random, 2", "once, 1"})
  void a_row_that_is_used_once_is_no_caller_with_a_limit_of_its_own(String order, int callers) {
    files.put("users.csv", "user\nann\nbob\n");

    var target =
        load("onset.target { path = \"/#{user}\", feeder { file = users.csv, order = %s } }"
                .formatted(order))
            .target();

    assertThat(target.feed().callers()).isEqualTo(callers);
  }

  @Test
  void without_a_feeder_a_placeholder_is_text_and_no_part_of_a_path() {
    assertThat(load("onset.target.body = \"#{user}\"").target().body().text()).contains("#{user}");
    assertThat(load("onset.target.body = \"#{user}\"").target().feed()).isNull();
    assertThat(refusal("onset.target.path = \"/#{user}\"")).contains("fragment");
  }

  @Test
  void a_list_of_keys_without_a_line_of_names_quotes_no_key() {
    files.put("keys.csv", "hunter2-a\nhunter2-b\n");
    files.put("two.csv", "hunter2-a,hunter2-a\nhunter2-b,x\n");

    for (var file : List.of("keys.csv", "two.csv")) {
      for (var path : List.of("/#{key}", "/")) {
        assertThat(
                refusal("onset.target { path = \"%s\", feeder.file = %s }".formatted(path, file)))
            .contains("onset.target.feeder.file")
            .doesNotContain("hunter2");
      }
    }
    assertThat(refusal("onset.target { path = \"/#{key}\", feeder.file = keys.csv }"))
        .contains("The first line must name the columns, such as key.");
  }

  @Test
  void a_column_that_is_nearly_spelt_so_is_named() {
    files.put("u.csv", "user,key\nann,k1\n");

    assertThat(refusal("onset.target { path = \"/#{usr}\", feeder.file = u.csv }"))
        .contains("Did you mean #{user}?");
  }

  @Test
  void the_length_that_curl_states_is_that_of_the_filled_body() {
    files.put("a.txt", "curl http://h -d 'user=#{user}'");
    files.put("u.csv", "user\nx\nlonger\n");

    var target = load("onset.target { curl-file = a.txt, feeder.file = u.csv }").target();

    var second = target.template().fill(target.feed().rows().row(1));
    assertThat(second.body().text()).contains("user=longer");
    assertThat(second.headers().list()).contains(new Header("Content-Length", "11"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "missing.csv | /#{a}     | The file cannot be read: there is no such file.",
        "a.csv       | /#{b}     | `The request has the placeholder #{b}, and there is no such column.`",
        "a.csv       | /         | No part of the request has a placeholder",
        "a.csv       | /#{a}#top | fragment",
        "short.csv   | /#{a}     | `Row 1 has 1 values, and there are 2 columns.`",
        "empty.csv   | /#{a}     | There is nothing in it."
      },
      delimiter = '|')
  void what_does_not_fit_is_refused_with_the_setting(String file, String path, String sentence) {
    files.put("a.csv", "a\n1\n");
    files.put("short.csv", "a,b\n1\n");
    files.put("empty.csv", "");

    assertThat(refusal("onset.target { path = \"%s\", feeder.file = %s }".formatted(path, file)))
        .contains("onset.target.")
        .contains(sentence);
  }

  @Test
  void a_value_that_cannot_stand_in_a_header_is_refused_without_being_quoted() {
    files.put("a.csv", "key\nfine\n\"two\nlines\"\n");

    assertThat(refusal("onset.target { headers.X-Key = \"#{key}\", feeder.file = a.csv }"))
        .contains("Column key of row 2 cannot stand in the header X-Key.")
        .doesNotContain("two");
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource({
    "/u/#{a},     .., true",
    "/u/#{a}/x,   .,  true",
    "/u/#{a}?b=1, .., true",
    "/u?a=#{a},   .., false",
    "/u/x#{a},    .., false",
    "/u/#{a},     ...,false",
    "/../#{a},    .., false"
  })
  void a_row_that_makes_another_path_is_refused(String path, String value, boolean refused) {
    files.put("a.csv", "a\n1\n%s\n".formatted(value));
    var config = "onset.target { path = \"%s\", feeder.file = a.csv }".formatted(path);

    if (refused) {
      assertThat(refusal(config)).contains("Row 2 makes a segment of the path . or ..");
    } else {
      assertThat(load(config).target().feed()).isNotNull();
    }
  }

  @Test
  void an_unknown_order_is_refused_with_the_known_ones() {
    assertThat(refusal("onset.target.feeder.order = shuffled")).contains("circular, random, once");
  }

  @Test
  void values_in_a_secret_place_are_masked_row_by_row() {
    files.put("a.csv", "who,plain,pass\nann,visible1,hidden1\nbob,visible2,hidden2\n");

    var settings =
        load(
            """
            onset.target {
              path = "/#{plain}?access_token=#{who}-token"
              headers.X-Anything = "Bearer #{pass}"
              feeder.file = a.csv
            }
            """);

    var second = settings.masking().ofRow(settings.target().feed().rows().row(1));
    assertThat(second.apply("visible2 hidden2")).isEqualTo("visible2 ***");
    assertThat(settings.masking().apply("visible1 hidden1")).isEqualTo("visible1 ***");
    assertThat(settings.effective().toString()).doesNotContain("hidden").contains("SHA-256");
  }

  @Test
  void a_column_with_a_secret_name_is_secret_wherever_it_stands() {
    files.put("a.csv", "api_key\nhidden1\nhidden2\n");

    var settings = load("onset.target { path = \"/#{api_key}\", feeder.file = a.csv }");

    assertThat(settings.masking().ofRow(settings.target().feed().rows().row(1)).apply("/hidden2"))
        .isEqualTo("/***");
  }

  private String refusal(String hocon) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> load(hocon)).getMessage();
  }

  private Settings load(String hocon) {
    return SettingsLoader.load(
        ConfigFactory.parseString(hocon),
        Clock.systemUTC(),
        file -> {
          var text = files.get(file.toString().replace('\\', '/'));
          if (text == null) {
            throw new IOException("there is no such file");
          }
          return text.getBytes(StandardCharsets.UTF_8);
        });
  }
}
