package dev.onset.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.onset.gatling.GatlingProcess;
import dev.onset.outcome.Outcome;
import dev.onset.record.HeaderLimits;
import dev.onset.record.HeaderLimits.SizeLimit;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RetryStudy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs of what asks for something else than an onset, against a sandbox of known truth. */
class StudiesTest {

  @TempDir Path folder;

  @Test
  void the_sandboxs_limits_on_a_request_are_met_to_the_byte() throws Exception {
    var result =
        GatlingProcess.run(
            HeaderLimitSimulation.class,
            settings(
                "onset.sandbox.request.max-header-bytes", "3001",
                "onset.sandbox.request.max-headers-bytes", "20011",
                "onset.sandbox.request.max-headers", "77",
                "onset.sandbox.request.max-url-bytes", "2083",
                "onset.sandbox.request.max-body-bytes", "65537",
                "onset.header-limits.per-second", "200"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var study = (HeaderLimits) result.experiment("header-limits.json").study();
    assertThat(study).isNotNull();
    var limits = new TreeMap<String, Long>();
    var statuses = new TreeMap<String, Integer>();
    for (SizeLimit size : study.sizes()) {
      limits.put(size.dimension(), size.largestAccepted());
      statuses.put(size.dimension(), size.status());
    }
    assertThat(limits)
        .as(result.output())
        .isEqualTo(
            Map.of(
                "ONE_HEADER_BYTES", 3001L,
                "ALL_HEADERS_BYTES", 20011L,
                "HEADER_COUNT", 77L,
                "URL_BYTES", 2083L,
                "BODY_BYTES", 65537L));
    assertThat(statuses.values()).containsExactlyInAnyOrder(431, 431, 431, 414, 413);
  }

  @Test
  void the_time_that_an_outage_outlasts_the_overload_is_met_within_a_second() throws Exception {
    var result =
        GatlingProcess.run(
            RecoverySimulation.class,
            settings(
                "onset.sandbox.outage.above", "120",
                // Between 0.9 and 0.8 of the onset.
                "onset.sandbox.outage.below", "105",
                "onset.sandbox.outage.recovery", "1500ms",
                "onset.recovery.onset", "120",
                "onset.recovery.push-for", "2s",
                "onset.recovery.clean-for", "2s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var study = (RecoveryStudy) result.experiment("recovery.json").study();
    assertThat(study).isNotNull();
    assertThat(study.outcome()).isEqualTo(Outcome.OVERLOADED);
    assertThat(study.returned()).isTrue();
    // 0.25 s x (240 - 105) / (240 - 60) until the arrivals are few, then what is configured.
    assertThat(study.secondsToClean()).as(result.output()).isCloseTo(1.6875, within(0.3));
    assertThat(study.stopsAtPerSecond()).as(result.output()).isCloseTo(96, within(0.01));
  }

  @Test
  void a_target_that_stays_down_is_found_out_and_so_is_what_frees_it() throws Exception {
    var result =
        GatlingProcess.run(
            RecoverySimulation.class,
            settings(
                "onset.sandbox.outage.above", "120",
                // Less than the calm load of 60, more than a quarter of it.
                "onset.sandbox.outage.below", "20",
                "onset.sandbox.outage.recovery", "500ms",
                "onset.recovery.onset", "120",
                "onset.recovery.push-for", "1s",
                "onset.recovery.clean-for", "2s",
                "onset.recovery.patience", "4s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var study = (RecoveryStudy) result.experiment("recovery.json").study();
    assertThat(study).isNotNull();
    assertThat(study.returned()).as(result.output()).isFalse();
    assertThat(study.secondsToClean()).isNull();
    assertThat(study.freedBy()).extracting(RecoveryStudy.Relief::perSecond).last().isEqualTo(15.0);
    assertThat(study.freedBy()).last().matches(RecoveryStudy.Relief::freed);
    assertThat(result.output()).contains("STAYS DOWN", "What frees it: no more than 15 requests/s");
  }

  @Test
  void immediate_retries_keep_a_target_down_that_jitter_frees() throws Exception {
    var result =
        GatlingProcess.run(
            RetrySimulation.class,
            settings(
                "onset.sandbox.outage.above", "120",
                // Between the calm demand of 40 and four times that.
                "onset.sandbox.outage.below", "100",
                "onset.sandbox.outage.recovery", "500ms",
                "onset.recovery.onset", "120",
                "onset.recovery.calm", "33.3333%",
                "onset.recovery.push-for", "1s",
                "onset.retry.policies", "immediate, jitter",
                "onset.retry.delay", "8s",
                "onset.retry.longest", "16s",
                "onset.retry.give-up", "30s",
                "onset.retry.before", "1s",
                "onset.retry.after", "8s"),
            folder);

    assertThat(result.exitCode()).as(result.output()).isZero();
    var study = (RetryStudy) result.experiment("retry.json").study();
    assertThat(study).isNotNull();
    var immediate = study.policies().get(0);
    var jitter = study.policies().get(1);
    assertThat(immediate.staysDown()).as(result.output()).isTrue();
    assertThat(jitter.staysDown()).as(result.output()).isFalse();
    assertThat(jitter.secondsToRecover()).as(result.output()).isBetween(0.4, 3.0);
    assertThat(study.recommended()).isEqualTo("JITTER");
    // Who is served is served at the first attempt, and everybody else makes four.
    double share = (double) immediate.served() / immediate.demands();
    assertThat(immediate.amplification())
        .as(result.output())
        .isCloseTo(share + 4 * (1 - share), within(0.02 * 4));
    assertThat(result.output()).contains("Immediate retries: the target stays down");
  }

  private static Map<String, String> settings(String... keysAndValues) {
    var settings =
        new HashMap<>(
            Map.of("onset.sandbox.rate-limit.algorithm", "none", "onset.injector.warm-up", "3s"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      settings.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return settings;
  }
}
