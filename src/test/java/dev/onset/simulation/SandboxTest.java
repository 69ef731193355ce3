package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs against the sandbox, whose limits are the truth that they must find. */
class SandboxTest {

  @TempDir Path folder;

  @Test
  void the_rate_limit_lies_between_bounds_one_percent_apart() throws Exception {
    var result =
        GatlingProcess.run(
            RateOnsetSimulation.class,
            Map.of(
                "onset.sandbox.rate-limit.requests-per-second", "150",
                "onset.sandbox.rate-limit.burst", "15",
                "onset.rate.start", "100",
                "onset.rate.level", "1s",
                "onset.rate.confirm", "5s",
                "onset.injector.warm-up", "4s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.COMPLETE);
    var onset = onset(experiment, Outcome.RATE_LIMITED);
    assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    assertThat(onset.lower()).isLessThanOrEqualTo(150.2);
    assertThat(onset.upper()).isGreaterThanOrEqualTo(149.8);
    assertThat(onset.estimate()).isBetween(149.5, 150.5);
    assertThat(experiment.limiter().algorithm()).isEqualTo("TOKEN_BUCKET");
    assertThat(experiment.limiter().burst()).isBetween(14.0, 16.0);
    assertThat(experiment.limiter().promise().verdict()).isEqualTo("KEPT");
    assertThat(experiment.cost().loadSeconds()).isPositive().isLessThan(90);
    assertThat(onset.upper() - onset.lower()).isLessThanOrEqualTo(0.0101 * onset.upper());
    assertThat(onset.observed()).isGreaterThan(150);
    assertThat(experiment.peakConnections()).isLessThan(40);
    assertThat(experiment.messages())
        .anySatisfy(
            message -> {
              assertThat(message.outcome()).isEqualTo(Outcome.RATE_LIMITED);
              assertThat(message.text()).isEqualTo("429 {\"error\": \"API Rate Limit Exceeded\"}");
            });
    assertThat(folder.resolve("reports/test/index.html"))
        .content()
        .contains("Rate limiting begins");
    assertThat(folder.resolve("reports/index.html")).content().contains("test");
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "only Linux drops a SYN when the accept queue is full")
  void the_first_dropped_and_the_first_unanswered_connection_are_told_apart() throws Exception {
    var result =
        GatlingProcess.run(
            ConcurrencyOnsetSimulation.class,
            Map.of(
                "onset.sandbox.connections.capacity", "30",
                "onset.sandbox.connections.backlog", "8",
                "onset.timeouts.connect", "1900ms",
                "onset.timeouts.request", "4s",
                "onset.injector.warm-up", "3s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("concurrency.json");
    // 30 are served, 8 + 1 wait in the accept queue, the next one is dropped.
    var dropped = onset(experiment, Outcome.CONNECT_TIMEOUT);
    assertThat(dropped.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    assertThat(dropped.upper()).isBetween(39.0, 41.0);
    var silent = onset(experiment, Outcome.REQUEST_TIMEOUT);
    assertThat(silent.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    assertThat(silent.lower()).isEqualTo(30);
    assertThat(silent.upper()).isEqualTo(31);
  }

  static Onset onset(ExperimentRecord experiment, Outcome outcome) {
    return experiment.onsets().stream()
        .filter(onset -> onset.outcome() == outcome)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no onset of " + outcome + " in " + experiment));
  }
}
