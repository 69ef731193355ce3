package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.example.LoginThenCallConcurrencySimulation;
import dev.onset.example.LoginThenCallSimulation;
import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.OnsetStatus;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of a scenario of one's own against the sandbox, whose limits they must find. */
class OwnScenarioTest {

  @TempDir Path folder;

  @Test
  void the_rate_limit_is_found_in_iterations_and_named_in_requests() throws Exception {
    var result =
        GatlingProcess.run(
            LoginThenCallSimulation.class,
            Map.of(
                "onset.sandbox.rate-limit.requests-per-second", "150",
                "onset.sandbox.rate-limit.burst", "16",
                "onset.rate.start", "40",
                "onset.rate.level", "1s",
                "onset.rate.confirm", "5s",
                "onset.injector.warm-up", "4s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    assertThat(experiment.status()).isEqualTo(ExperimentRecord.Status.COMPLETE);
    var onset = SandboxTest.onset(experiment, Outcome.RATE_LIMITED);
    assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    assertThat(2 * onset.estimate()).as("requests/s").isBetween(147.0, 153.0);
    assertThat(2 * onset.lower()).isLessThanOrEqualTo(150.5);
    assertThat(2 * onset.upper()).isGreaterThanOrEqualTo(149.5);
    assertThat(experiment.limiter().algorithm()).isEqualTo("TOKEN_BUCKET");
    assertThat(experiment.limiter().ratePerSecond()).isBetween(147.0, 153.0);
    assertThat(experiment.limiter().promise().verdict()).isEqualTo("KEPT");
  }

  @Test
  void connections_are_counted_that_hold_a_scenario() throws Exception {
    var result =
        GatlingProcess.run(
            LoginThenCallConcurrencySimulation.class,
            Map.of(
                "onset.sandbox.connections.capacity", "30",
                "onset.sandbox.connections.backlog", "8",
                "onset.timeouts.connect", "1900ms",
                "onset.timeouts.request", "4s",
                "onset.injector.warm-up", "3s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("concurrency.json");
    var silent = SandboxTest.onset(experiment, Outcome.REQUEST_TIMEOUT);
    assertThat(silent.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    assertThat(silent.upper()).isEqualTo(31);
    var dropped = SandboxTest.onset(experiment, Outcome.CONNECT_TIMEOUT);
    assertThat(dropped.upper()).isBetween(39.0, 41.0);
  }
}
