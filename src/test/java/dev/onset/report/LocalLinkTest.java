package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalLinkTest {

  @Test
  void a_path_beside_the_page_is_percent_encoded() {
    assertThat(LocalLink.to("../../target/gatling/a b-é/index.html"))
        .isEqualTo("../../target/gatling/a%20b-%C3%A9/index.html");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//host/x", "https://host/x", "javascript:alert(1)", "file:/x"})
  void nothing_leads_elsewhere(String path) {
    assertThat(LocalLink.to(path)).isNull();
  }

  @Test
  void half_a_character_is_no_link() {
    assertThat(LocalLink.to("reports/\ud83d/index.html")).isNull();
    assertThat(LocalLink.to("reports/\ud83d\ude00")).isEqualTo("reports/%F0%9F%98%80");
  }
}
