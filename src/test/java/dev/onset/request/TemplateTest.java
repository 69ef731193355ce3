package dev.onset.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  private static final Map<String, String> ROW = Map.of("user", "ann", "a.b-c_1", "#{user}");

  @ParameterizedTest
  @CsvSource({
    "/users/#{user}, /users/ann",
    "#{user}#{user}, annann",
    "#{user}, ann",
    "'{\"id\": \"#{user}\"}', '{\"id\": \"ann\"}'",
    "##{user}}, #ann}"
  })
  void placeholders_stand_for_values(String text, String filled) {
    assertThat(Template.of(text).fill(ROW::get)).isEqualTo(filled);
  }

  @Test
  void a_value_is_not_looked_into() {
    assertThat(Template.of("x#{a.b-c_1}y").fill(ROW::get)).isEqualTo("x#{user}y");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no placeholder", "#{}", "#{two words}", "# {user}", "#{user", "${user}"})
  void anything_else_is_itself(String text) {
    var template = Template.of(text);

    assertThat(template.names()).isEmpty();
    assertThat(template.fill(ROW::get)).isEqualTo(text);
  }

  @Test
  void names_are_listed_once_in_order() {
    assertThat(Template.of("#{b} #{a} #{b}").names()).containsExactly("b", "a");
  }
}
