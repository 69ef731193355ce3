package dev.onset.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.ExpectSettings.Drop;
import dev.onset.config.ExpectSettings.Floor;
import dev.onset.config.ExpectSettings.Onset;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ExpectSettingsTest {

  @Test
  void without_any_configuration_nothing_is_expected() {
    var expect = load("");

    assertThat(expect.floors()).isEmpty();
    assertThat(expect.drops()).isEmpty();
    assertThat(expect.noWorseThanBaseline()).isFalse();
    assertThat(expect.inconclusiveFails()).isFalse();
    assertThat(expect.baseline()).isNull();
  }

  @Test
  void everything_can_be_expected() {
    var expect =
        load(
            """
            onset.expect {
              rate {
                rate-limited { at-least = 190/s, at-most-below-baseline = 5% }
                connect-timeout.at-least = 11400/min
              }
              concurrency.connect-timeout.at-least = 50
              connection-rate.dropped-syn.at-most-below-baseline = "2.5 %"
              no-worse-than-baseline = true
              inconclusive = fail
            }
            onset.baseline = reports/2.3.0
            """);

    var limited = new Onset(Axis.RATE, Outcome.RATE_LIMITED, false);
    assertThat(expect.floors())
        .containsExactlyInAnyOrder(
            new Floor(limited, 190, "190/s"),
            new Floor(new Onset(Axis.RATE, Outcome.CONNECT_TIMEOUT, false), 190, "11400/min"),
            new Floor(new Onset(Axis.CONCURRENCY, Outcome.CONNECT_TIMEOUT, false), 50, "50"));
    assertThat(expect.drops())
        .containsExactlyInAnyOrder(
            new Drop(limited, 0.05),
            new Drop(new Onset(Axis.CONNECTION_RATE, Outcome.CONNECT_TIMEOUT, true), 0.025));
    assertThat(expect.noWorseThanBaseline()).isTrue();
    assertThat(expect.inconclusiveFails()).isTrue();
    assertThat(expect.baseline()).isEqualTo(Path.of("reports/2.3.0"));
  }

  @Test
  void a_system_property_sets_the_same_as_a_file() {
    var settings =
        SettingsLoader.load(
            ConfigFactory.parseMap(Map.of("onset.expect.rate.rate-limited.at-least", "190/s")),
            Clock.systemUTC());

    assertThat(settings.expect().floors()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"190/s, 190", "190 / s, 190", "11400/min, 190", "684000/h, 190", "0.5/s, 0.5"})
  void a_rate_is_per_second_minute_or_hour(String written, double perSecond) {
    var floors = load("onset.expect.rate.overloaded.at-least = \"" + written + "\"").floors();

    assertThat(floors).singleElement();
    assertThat(floors.get(0).load()).isEqualTo(perSecond, within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
  void every_outcome_but_success_can_be_spoken_of(Outcome outcome) {
    var name = outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');

    assertThat(load("onset.expect.rate." + name + ".at-least = 1/s").floors())
        .singleElement()
        .satisfies(floor -> assertThat(floor.onset().outcome()).isEqualTo(outcome));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rate.rate-limitd.at-least = 190/s      | Did you mean rate-limited?",
        "rate.RATE_LIMITED.at-least = 190/s     | Did you mean rate-limited?",
        "rate.weather.at-least = 190/s          | Allowed: rate-limited, quota-exceeded",
        "connection-rate.droped-syn.at-least=9/s| Did you mean dropped-syn?",
        "rate.dropped-syn.at-least = 9/s        | along the connection-rate axis only",
        "rate.ok.at-least = 190/s               | Success is not something to avoid",
        "rate.rate-limited.at-most = 190/s      | Allowed: at-least, at-most-below-baseline",
        "rate.rate-limited = 190/s              | Write onset.expect.rate.rate-limited.at-least = 190/s",
        "rate = 190/s                           | This is a map of names to values",
        "speed.rate-limited.at-least = 190/s    | Unknown key",
        "no-worse-than-base-line = true         | Did you mean onset.expect.no-worse-than-baseline?",
        "rate.rate-limited.at-least = 190       | Write 190/s if you mean per second",
        "rate.rate-limited.at-least = fast      | Write it like 190/s, 11400/min",
        "rate.rate-limited.at-least = 190/week  | Allowed: /s, /min, /h",
        "rate.rate-limited.at-least = 0/s       | Allowed: 0.001/s to 100000/s",
        "rate.rate-limited.at-least = -5/s      | Not a rate",
        "rate.rate-limited.at-least = 1001/s    | never offered: onset.rate.max = 1000 (default)",
        "concurrency.connect-timeout.at-least = 50/s | Connections are counted, not per time",
        "concurrency.connect-timeout.at-least = 1.5  | Not a whole number",
        "concurrency.connect-timeout.at-least = 2000 | onset.concurrency.max = 1000 (default)",
        "rate.rate-limited.at-most-below-baseline = 5   | Write 5%",
        "rate.rate-limited.at-most-below-baseline = 0%  | above 0% to 99%",
        "rate.rate-limited.at-most-below-baseline = 100%| above 0% to 99%",
        "inconclusive = maybe                   | Allowed: pass, fail",
        "no-worse-than-baseline = perhaps       | Allowed: true, false",
      })
  void what_cannot_be_meant_is_refused_with_advice(String setting, String advice) {
    var refusal = refusal("onset.expect." + setting);

    assertThat(refusal.problems()).hasSize(1);
    assertThat(refusal.problems().get(0).key()).startsWith("onset.expect.");
    assertThat(refusal).hasMessageContaining(advice.strip());
  }

  @Test
  void all_mistakes_are_told_at_once() {
    var refusal =
        refusal(
            """
            onset.expect.rate { rate-limitd.at-least = 190/s, overloaded.at-least = 5 }
            onset.expect.inconclusive = maybe
            onset.rate.step = 0
            """);

    assertThat(refusal.problems())
        .extracting(Problem::key)
        .containsExactly(
            "onset.expect.inconclusive",
            "onset.expect.rate.overloaded.at-least",
            "onset.expect.rate.rate-limitd.at-least",
            "onset.rate.step");
  }

  private static ExpectSettings load(String hocon) {
    return SettingsLoader.load(ConfigFactory.parseString(hocon), Clock.systemUTC()).expect();
  }

  private static InvalidConfiguration refusal(String hocon) {
    return catchThrowableOfType(InvalidConfiguration.class, () -> load(hocon));
  }
}
