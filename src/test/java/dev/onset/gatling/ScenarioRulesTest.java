package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.load.Axis;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScenarioRulesTest {

  private static final String NGINX =
      "limit_req_zone $binary_remote_addr zone=one:10m rate=150r/s; limit_req zone=one;";

  @ParameterizedTest
  @EnumSource(
      value = Axis.class,
      names = {"RATE", "CONCURRENCY"})
  void a_scenario_is_measured_by_iterations_and_by_connections_held(Axis axis) {
    assertThat(ScenarioRules.refusals(axis, settings(""))).isEmpty();
  }

  @Test
  void an_iteration_of_several_requests_is_not_a_connection() {
    assertThat(ScenarioRules.refusals(Axis.CONNECTION_RATE, settings("")))
        .singleElement()
        .asString()
        .contains("CONNECTION_RATE", "Use Axis.RATE or Axis.CONCURRENCY");
  }

  @Test
  void what_is_set_of_the_configured_request_is_refused_all_at_once() {
    var target =
        settings(
            """
            onset.target { path = "/#{user}", feeder.file = "u.csv", tokens.per-request = 5 }
            onset.gateway.definition = nginx.conf
            """);

    assertThat(ScenarioRules.refusals(Axis.RATE, target))
        .satisfiesExactly(
            feeder -> assertThat(feeder).contains("onset.target.feeder", "feed(csv("),
            tokens -> assertThat(tokens).contains("onset.target.tokens", "RateOnsetSimulation"),
            definition -> assertThat(definition).contains("onset.gateway.definition"));
  }

  private static Settings settings(String hocon) {
    return SettingsLoader.load(
        ConfigFactory.parseString(hocon),
        Clock.systemUTC(),
        path ->
            (path.toString().equals("u.csv") ? "user\nann\n" : NGINX)
                .getBytes(StandardCharsets.UTF_8));
  }
}
