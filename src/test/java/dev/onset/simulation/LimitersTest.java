package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.gatling.GatlingProcess;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.Variant;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs against each limiter of the sandbox, which must be named and measured right. */
@Tag("limiters")
class LimitersTest {

  private static final double PER_SECOND = 200;
  private static final double CAP = 20;

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} with a window of {1}")
  @CsvSource({
    "leaky-bucket,         1s, 20,  LEAKY_BUCKET,",
    "sliding-log-counting, 1s, 0,   SLIDING_LOG,"
  })
  void a_limiter_is_named_and_its_rate_is_met_within_one_percent(
      String sandboxed, String window, String burst, Algorithm algorithm, Variant variant)
      throws Exception {
    measure(sandboxed, window, burst, algorithm, variant);
  }

  @ParameterizedTest(name = "{0} with a window of {1}")
  @CsvSource({
    "token-bucket,    1s, 40,  TOKEN_BUCKET,    SMOOTH",
    "refill-in-lumps, 2s, 600, TOKEN_BUCKET,    LUMPED_REFILL",
    "fixed-window,    2s, 0,   FIXED_WINDOW,    CLOCK_ALIGNED",
    "anchored-window, 3s, 0,   FIXED_WINDOW,    ANCHORED",
    "sliding-log,     2s, 0,   SLIDING_LOG,",
    "sliding-counter, 5s, 0,   SLIDING_COUNTER, CLOCK_ALIGNED",
    "blocking-log,    1s, 0,   SLIDING_LOG,     BLOCKING",
    "concurrency-cap, 1s, 20,  CONCURRENCY_CAP,",
    "shedding,        1s, 0,   SHEDDING,"
  })
  void so_is_every_other_limiter_of_the_sandbox(
      String sandboxed, String window, String burst, Algorithm algorithm, Variant variant)
      throws Exception {
    measure(sandboxed, window, burst, algorithm, variant);
  }

  private void measure(
      String sandboxed, String window, String burst, Algorithm algorithm, @Nullable Variant variant)
      throws Exception {
    var settings = settings();
    settings.put("onset.sandbox.rate-limit.algorithm", sandboxed);
    settings.put("onset.sandbox.rate-limit.window", window);
    settings.put("onset.sandbox.rate-limit.burst", burst);
    if (algorithm == Algorithm.CONCURRENCY_CAP) {
      settings.put("onset.sandbox.response-time", "100ms");
    }

    var result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var experiment = result.experiment("rate.json");
    var limiter = experiment.limiter();
    assertThat(limiter).as(result.output()).isNotNull();
    assertThat(limiter.algorithm()).as("%s", limiter).isEqualTo(algorithm.name());
    assertThat(limiter.variant())
        .as("%s", limiter)
        .isEqualTo(variant == null ? null : variant.name());
    if (sandboxed.startsWith("sliding-log")) {
      assertThat(limiter.countsRejected()).isEqualTo(sandboxed.endsWith("counting"));
    }
    var onset = SandboxTest.onset(experiment, Outcome.RATE_LIMITED);
    assertThat(onset.status()).as(result.output()).isEqualTo(OnsetStatus.FOUND);
    if (algorithm == Algorithm.CONCURRENCY_CAP) {
      assertCap(experiment, onset);
    } else {
      assertThat(onset.estimate()).isCloseTo(PER_SECOND, Percentage.withPercentage(1));
      assertThat(limiter.ratePerSecond()).isCloseTo(PER_SECOND, Percentage.withPercentage(1));
    }
    var cost = experiment.cost();
    assertThat(cost.rejected()).isPositive().isLessThanOrEqualTo(cost.rejectedBudget());
    assertThat(cost.requests()).isGreaterThan(cost.rejected());
  }

  /** A cap rejects whenever requests bunch, which is a little below cap / response time. */
  private static void assertCap(ExperimentRecord experiment, Onset onset) {
    double seconds =
        experiment.latencies().stream()
                .filter(latency -> latency.outcome() == Outcome.OK)
                .findFirst()
                .orElseThrow()
                .p50Millis()
            / 1_000;
    assertThat(experiment.limiter().burst()).isEqualTo(CAP);
    assertThat(onset.estimate()).isBetween(0.92 * CAP / seconds, 1.01 * CAP / seconds);
  }

  @Test
  void a_limit_per_credential_is_told_from_a_broken_promise_about_it() throws Exception {
    var settings = settings();
    settings.put("onset.sandbox.rate-limit.scope", "credential");
    settings.put("onset.sandbox.rate-limit.declared-factor", "2");
    settings.put("onset.target.credentials.alice", "Bearer one");
    settings.put("onset.target.credentials.bob", "Bearer two");

    var result = GatlingProcess.run(RateOnsetSimulation.class, settings, folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var limiter = result.experiment("rate.json").limiter();
    assertThat(limiter.scope().kind()).as("%s", limiter).isEqualTo("PER_CREDENTIAL");
    assertThat(limiter.promise().verdict()).as("%s", limiter).isEqualTo("BROKEN_STRICTER");
    assertThat(result.output()).doesNotContain("Bearer one").doesNotContain("Bearer two");
  }

  private static Map<String, String> settings() {
    return new HashMap<>(
        Map.of(
            "onset.sandbox.rate-limit.requests-per-second", "200",
            "onset.sandbox.connections.capacity", "1000",
            "onset.rate.start", "140",
            "onset.rate.level", "1s",
            "onset.rate.confirm", "5s",
            "onset.rate.precision", "2%",
            "onset.injector.warm-up", "4s"));
  }
}
