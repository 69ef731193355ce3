package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.ConfigFactory;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudySettingsTest {

  @Test
  void each_study_has_its_settings() {
    var studies =
        load(
            """
            onset.header-limits { per-second = 2.5, body = 0, odd = false }
            onset.recovery { onset = 120, push = 1.5, calm = "40%", clean-for = 2s }
            onset.retry { policies = "Jitter, retry-after,jitter", budget = "5%" }
            """);

    assertThat(studies.headerLimits().perSecond()).isEqualTo(2.5);
    assertThat(studies.headerLimits().mostBodyBytes()).isZero();
    assertThat(studies.headerLimits().mostUrlBytes()).isEqualTo(131_072);
    assertThat(studies.headerLimits().odd()).isFalse();
    assertThat(studies.recovery().onsetPerSecond()).isEqualTo(120);
    assertThat(studies.recovery().calm()).isEqualTo(0.4);
    assertThat(studies.recovery().cleanFor()).isEqualTo(Duration.ofSeconds(2));
    assertThat(studies.retry().policies()).containsExactly("jitter", "retry-after");
    assertThat(studies.retry().budget()).isEqualTo(0.05);
  }

  @Test
  void without_settings_the_onset_is_found_out_and_every_way_is_tried() {
    var studies = load("");

    assertThat(studies.recovery().onsetPerSecond()).isNull();
    assertThat(studies.retry().policies())
        .containsExactly(
            "none", "immediate", "fixed", "exponential", "jitter", "retry-after", "budget");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "onset.recovery.onset = soon | onset.recovery.onset | Allowed: auto, or 0.1 to 100000",
        "onset.recovery.onset = 0 | onset.recovery.onset | Out of range.",
        "onset.retry.policies = \"jitter, hope\" | onset.retry.policies | Not all of these are known.",
        "onset.retry.policies = \" , \" | onset.retry.policies | No policy is named.",
        "onset.retry.delay = 6s | onset.retry.delay | It is longer than onset.retry.longest = 5s",
        "onset.recovery.clean-for = 16s | onset.recovery.clean-for | onset.retry.after = 15s",
        "onset.recovery.patience = 2s | onset.recovery.clean-for | onset.recovery.patience = 2s",
      })
  void what_cannot_be_is_refused_with_the_rule(String text, String key, String rule) {
    assertThatExceptionOfType(InvalidConfiguration.class)
        .isThrownBy(() -> load(text))
        .withMessageContaining(key)
        .withMessageContaining(rule);
  }

  private static StudySettings load(String text) {
    return SettingsLoader.load(ConfigFactory.parseString(text), Clock.systemUTC()).studies();
  }
}
