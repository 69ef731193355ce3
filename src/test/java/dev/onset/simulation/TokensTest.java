package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.search.OnsetStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against endpoints of a language model, limited by tokens or by requests. */
class TokensTest {

  private static final double TOKENS_PER_MINUTE = 600_000;

  @TempDir Path folder;

  @Test
  void a_limit_on_tokens_is_met_within_two_percent_and_not_taken_for_one_on_requests()
      throws Exception {
    var settings = settings();
    settings.put("onset.sandbox.rate-limit.algorithm", "none");
    settings.put("onset.sandbox.tokens.per-minute", "600000");
    settings.put("onset.sandbox.tokens.window", "2s");
    // A gateway that hides its provider's refusal.
    settings.put("onset.sandbox.tokens.status", "400");

    var result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    var limiter = experiment.limiter();
    assertThat(limiter).as(result.output()).isNotNull();
    assertThat(limiter.algorithm()).as("%s", limiter).isEqualTo("FIXED_WINDOW");
    assertThat(limiter.tokens()).as("%s", limiter).isNotNull();
    assertThat(limiter.tokens().counts()).as("%s", limiter).isEqualTo("TOKENS");
    assertThat(limiter.tokens().perMinute())
        .as("%s", limiter)
        .isCloseTo(TOKENS_PER_MINUTE, Percentage.withPercentage(2));
    assertThat(limiter.promise().verdict()).as("%s", limiter).isEqualTo("KEPT");
    assertThat(SandboxTest.onset(experiment, Outcome.RATE_LIMITED).status())
        .as(result.output())
        .isEqualTo(OnsetStatus.FOUND);
    assertThat(experiment.messages())
        .anySatisfy(
            message -> {
              assertThat(message.outcome()).isEqualTo(Outcome.RATE_LIMITED);
              assertThat(message.text()).startsWith("400 ").contains("Provider answered 429");
            });
    assertThat(result.output()).contains("It counts tokens: ");
  }

  @Test
  @Tag("limiters")
  void a_limit_on_requests_is_not_taken_for_one_on_tokens_because_answers_count_them()
      throws Exception {
    var settings = settings();
    settings.put("onset.sandbox.rate-limit.algorithm", "fixed-window");
    settings.put("onset.sandbox.rate-limit.window", "2s");
    settings.put("onset.sandbox.rate-limit.requests-per-second", "200");

    var result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var limiter = result.experiment("rate.json").limiter();
    assertThat(limiter).as(result.output()).isNotNull();
    assertThat(limiter.tokens()).as("%s", limiter).isNotNull();
    assertThat(limiter.tokens().counts()).as("%s", limiter).isEqualTo("REQUESTS");
    assertThat(limiter.tokens().perMinute()).as("%s", limiter).isNull();
    assertThat(limiter.ratePerSecond()).isCloseTo(200, Percentage.withPercentage(1));
  }

  private static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "onset.sandbox.tokens.least", "20",
            "onset.sandbox.tokens.most", "80",
            "onset.sandbox.connections.capacity", "1000",
            "onset.target.tokens.field", "usage.total_tokens",
            "onset.rate.start", "140",
            "onset.rate.level", "1s",
            "onset.rate.confirm", "5s",
            "onset.rate.precision", "2%",
            "onset.injector.warm-up", "4s"));
  }
}
