package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.request.Header;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.SYSTEM_PROPERTIES)
class EnvironmentTest {

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty("config.file");
    System.getProperties().keySet().removeIf(key -> key.toString().startsWith("onset."));
    ConfigFactory.invalidateCaches();
  }

  @Test
  void the_command_line_wins_over_the_file_and_the_file_over_the_defaults() throws IOException {
    var file = file("onset {\n  rate.max = 70\n  rate.start = 7\n}");
    System.setProperty("onset.rate.max", "80");
    System.setProperty("onset.target.headers.X-Dotted.Name", "yes");

    var settings = SettingsLoader.fromEnvironment();

    assertThat(settings.rate().maxPerSecond()).isEqualTo(80);
    assertThat(settings.target().headers().list())
        .containsExactly(new Header("X-Dotted.Name", "yes"));
    assertThat(settings.effective())
        .contains(
            new Setting("onset.rate.max", "80", "system property"),
            new Setting("onset.rate.start", "7", file + ":3"),
            new Setting("onset.rate.step", "1.25", "default"));
  }

  @Test
  void a_value_in_place_of_a_group_is_refused() {
    System.setProperty("onset.rate", "5");

    assertThatThrownBy(SettingsLoader::fromEnvironment)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("onset.rate = 5 (system property)");
  }

  @Test
  void a_value_in_place_of_a_group_is_refused_although_the_group_is_set_too() {
    System.setProperty("onset.rate", "5");
    System.setProperty("onset.rate.max", "50");
    System.setProperty("onset.rate.step", "1");

    assertThatThrownBy(SettingsLoader::fromEnvironment)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("onset.rate = 5 (system property)")
        .hasMessageContaining("next to onset.rate.max")
        .hasMessageContaining("onset.rate.step = 1 (system property)");
  }

  @Test
  void a_missing_file_is_refused_with_the_place_it_was_looked_for() {
    System.setProperty("config.file", "no/such.conf");

    assertThatThrownBy(SettingsLoader::fromEnvironment)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("config.file = no/such.conf (system property)")
        .hasMessageContaining(Path.of("no/such.conf").toAbsolutePath().toString());
  }

  @Test
  void a_file_that_is_not_hocon_is_refused_with_its_line_and_without_its_text() throws IOException {
    var file = file("onset {\n  target.headers.Authorization = hunter2&hunter3\n}");

    assertThatThrownBy(SettingsLoader::fromEnvironment)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining(file + ":2")
        .hasMessageContaining("Reserved character '&'")
        .hasMessageNotContaining("hunter");
  }

  private Path file(String hocon) throws IOException {
    var file = Files.writeString(folder.resolve("my.conf"), hocon);
    System.setProperty("config.file", file.toString());
    return file;
  }
}
