package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.SettingsLoader;
import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.KernelCounter;
import dev.onset.evidence.KernelEvidence;
import dev.onset.evidence.Route;
import dev.onset.evidence.Strain;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.evidence.Supply;
import dev.onset.injector.Budget;
import dev.onset.injector.Demand;
import dev.onset.injector.Descriptors;
import dev.onset.injector.HostLimits;
import dev.onset.injector.Machine;
import dev.onset.injector.Memory;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.preflight.Finding;
import dev.onset.preflight.PreflightReport;
import dev.onset.record.ExperimentJson;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.RecoveryStudy;
import dev.onset.search.Judge;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordingTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final List<ExperimentRecord.Check> CHECKS =
      List.of(new ExperimentRecord.Check("DNS", true, "127.0.0.1"));
  private static final PreflightReport PREFLIGHT =
      new PreflightReport(List.of(Finding.ok("DNS", "127.0.0.1")), List.of(), null, true, "200");
  private static final Onset LIMIT =
      new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 100.0, 103.0, 101.5, 110.0, 0.95);

  private final Recording recording =
      new Recording(
          Axis.RATE,
          SettingsLoader.load(
              ConfigFactory.parseString("onset.release = \"2.1\", onset.run-id = \"test\""),
              Clock.fixed(NOON, ZoneOffset.UTC)),
          new ExperimentRecord.Target("http://127.0.0.1:1/", "GET", true),
          new Versions("0.1.0", "3.15.1"));

  @Test
  void the_target_is_shown_without_its_query_which_may_hold_a_key() {
    assertThat(Recording.target("https://api.test/v1/things?key=s3cret", "GET", false))
        .isEqualTo(new ExperimentRecord.Target("https://api.test/v1/things?…", "GET", false));
    assertThat(Recording.target("https://api.test/v1/things", "GET", true).url())
        .isEqualTo("https://api.test/v1/things");
  }

  @Test
  void all_attempts_are_counted_those_of_invalid_trials_included() {
    var record = recordOf(answered(List.of(trial(0, true), trial(2, false))));

    assertThat(record.outcomes())
        .containsOnly(entry(Outcome.OK, 2L), entry(Outcome.RATE_LIMITED, 4L));
    assertThat(record.trials()).extracting(ExperimentRecord.Trial::sent).containsExactly(3L, 3L);
    assertThat(record.injector().verdict()).isEqualTo(ExperimentRecord.Injector.Fitness.INNOCENT);
    assertThat(record.injector().reasons())
        .containsExactly(
            "1 of 2 trials did not count, because the load generator fell short in them; each says"
                + " why");
  }

  @Test
  void the_most_frequent_message_comes_first() {
    assertThat(recordOf(answered(List.of(trial(0, true)))).messages())
        .containsExactly(new ExperimentRecord.Message(Outcome.RATE_LIMITED, "429 slow down", 2));
  }

  @Test
  void seconds_without_attempts_are_zeros_in_the_series() {
    var series = recordOf(answered(List.of(trial(0, true), trial(2, true)))).series();

    assertThat(series.secondsFromStart()).containsExactly(0, 1, 2);
    assertThat(series.offered()).containsExactly(3L, 0L, 3L);
    assertThat(series.outcomes())
        .containsOnly(
            entry(Outcome.OK, List.of(1L, 0L, 1L)),
            entry(Outcome.RATE_LIMITED, List.of(2L, 0L, 2L)));
  }

  @Test
  void a_search_with_an_answer_is_complete() {
    var record = recordOf(answered(List.of(trial(0, true))));

    assertThat(record.status()).isEqualTo(ExperimentRecord.Status.COMPLETE);
    assertThat(record.statusReason()).isNull();
    assertThat(record.onsets()).containsExactly(LIMIT);
    assertThat(record.durationSeconds()).isEqualTo(2.5);
    assertThat(record.release()).isEqualTo("2.1");
  }

  @Test
  void a_search_that_a_budget_ended_is_stopped_and_says_by_which() {
    var record =
        recordOf(
            findings(
                List.of(trial(0, true)),
                List.of(LIMIT),
                new Step.Done(Step.End.UNDECIDED, "the budget is spent"),
                "the budget is spent"));

    assertThat(record.status()).isEqualTo(ExperimentRecord.Status.STOPPED);
    assertThat(record.statusReason()).isEqualTo("the budget is spent");
  }

  @Test
  void an_injector_that_was_too_weak_fails_the_experiment_and_is_named() {
    var record =
        recordOf(
            findings(
                List.of(trial(0, false)),
                List.of(),
                new Step.Done(Step.End.LIMITED, "the CPU was busy"),
                null));

    assertThat(record.status()).isEqualTo(ExperimentRecord.Status.FAILED);
    assertThat(record.statusReason()).isEqualTo("the CPU was busy");
    assertThat(record.injector())
        .isEqualTo(
            new ExperimentRecord.Injector(
                ExperimentRecord.Injector.Fitness.LIMITED, List.of("the CPU was busy")));
  }

  @Test
  void a_host_that_does_not_allow_the_plan_is_the_load_generators_limit() {
    var limits =
        new HostLimits(
            null,
            new Descriptors(150, 256, 256),
            new Memory(1L << 30, Long.MAX_VALUE),
            Supply.UNKNOWN);
    var budget = Budget.of(new Demand(60, 50, 300, 364, 1, false, "onset.concurrency.max"), limits);
    var unfit =
        new Recording(
            Axis.CONCURRENCY,
            recording.settings(),
            recording.target(),
            recording.versions(),
            budget);

    var record = unfit.failed("too few descriptors", CHECKS, KernelEvidence.NONE);

    assertThat(record.injector().verdict()).isEqualTo(ExperimentRecord.Injector.Fitness.LIMITED);
    assertThat(record.injector().reasons())
        .singleElement()
        .asString()
        .contains("may open 256 files and connections");
    assertThat(record.injector().budget()).hasSize(2);
  }

  @Test
  void what_the_kernel_counted_and_the_host_ran_short_of_is_kept_with_its_trial() {
    var health =
        new Health(
            0.9,
            4,
            new Strain(
                12, 0.02, Double.NaN, new Supply(27_000, 28_232), Supply.UNKNOWN, Supply.UNKNOWN),
            KernelEvidence.of(
                Map.of(KernelCounter.TCP_SYN_RETRANS, 3L, KernelCounter.LISTEN_DROPS, 9L), false));
    var without =
        new Health(0.9, 4, Strain.UNKNOWN, KernelEvidence.absent("no counters on this system"));

    var trials =
        recordOf(answered(List.of(trial(0, true, health), trial(1, true, without)))).trials();

    assertThat(trials.get(0).kernel()).isEqualTo(Map.of("TCPSynRetrans", 3L));
    assertThat(trials.get(0).kernelNote()).contains("all programs").contains("elsewhere");
    assertThat(trials.get(0).host())
        .isEqualTo(new ExperimentRecord.Host(12, 0.02, Double.NaN, 27_000L, null, null));
    assertThat(trials.get(1).kernel()).isNull();
    assertThat(trials.get(1).kernelNote()).isEqualTo("no counters on this system");
    assertThat(trials.get(1).host()).isNull();
  }

  @Test
  void an_experiment_that_its_host_is_not_fit_for_is_limited_and_has_no_onset() throws Exception {
    var record = recordOf(Findings.limited("too few ports"));

    assertThat(record.status()).isEqualTo(ExperimentRecord.Status.FAILED);
    assertThat(record.injector().verdict()).isEqualTo(ExperimentRecord.Injector.Fitness.LIMITED);
    assertThat(record.injector().reasons()).containsExactly("too few ports");
    assertThat(record.onsets()).isEmpty();
    assertThat(ExperimentJson.read(ExperimentJson.write(record))).isEqualTo(record);
  }

  @Test
  void where_attempts_went_and_what_ended_them_is_kept() throws Exception {
    var recorder = new SummaryRecorder();
    recorder.add(routed(Outcome.OK, new Route("192.0.2.1", 1e6, null)));
    recorder.add(
        routed(Outcome.CONNECT_TIMEOUT, new Route("192.0.2.2", Double.NaN, Phase.CONNECT)));
    var trial =
        Judge.judge(
            Purpose.LADDER,
            10,
            Duration.ZERO,
            Duration.ofSeconds(1),
            2,
            recorder.summary(),
            new Health(0.9, 4),
            false);

    var record = recordOf(answered(List.of(trial)));

    assertThat(record.phases()).containsOnly(entry(Phase.CONNECT, 1L));
    assertThat(record.addresses())
        .containsExactly(
            new ExperimentRecord.Address("192.0.2.1", 1, Map.of(Outcome.OK, 1L)),
            new ExperimentRecord.Address("192.0.2.2", 1, Map.of(Outcome.CONNECT_TIMEOUT, 1L)));
    assertThat(ExperimentJson.read(ExperimentJson.write(record))).isEqualTo(record);
  }

  @Test
  void how_long_connections_and_admitted_attempts_took_is_kept() throws Exception {
    var recorder = new SummaryRecorder();
    recorder.add(routed(Outcome.OK, new Route(null, 0.5e6, null)));
    recorder.add(routed(Outcome.CONNECT_TIMEOUT, new Route(null, Double.NaN, Phase.CONNECT)));
    var trial =
        Judge.judge(
            Purpose.LADDER,
            10,
            Duration.ZERO,
            Duration.ofSeconds(1),
            2,
            recorder.summary(),
            new Health(0.9, 4),
            false);

    var record = recordOf(answered(List.of(trial)));

    assertThat(record.phaseLatencies())
        .extracting(l -> l.outcome() + " " + l.phase() + " " + l.count() + " " + l.p50Millis())
        .containsExactly("OK CONNECT 1 0.5", "CONNECT_TIMEOUT CONNECT 1 1.0");
    assertThat(record.distributions())
        .extracting(d -> d.of() + " " + d.outcome() + " " + d.upToMillis() + " " + d.counts())
        .containsExactly(
            "CONNECT OK [0.5012] [1]",
            "CONNECT CONNECT_TIMEOUT [1.0] [1]",
            "LATENCY OK [1.0] [1]",
            "LATENCY CONNECT_TIMEOUT [1.0] [1]");
    assertThat(record.trials().get(0).admitted())
        .isEqualTo(new ExperimentRecord.AdmittedLatency(1, 1, 1, 1));
    assertThat(ExperimentJson.read(ExperimentJson.write(record))).isEqualTo(record);
  }

  @Test
  void of_a_trial_that_admitted_nothing_no_latency_is_invented() {
    var recorder = new SummaryRecorder();
    recorder.add(routed(Outcome.CONNECT_TIMEOUT, Route.UNKNOWN));
    var trial =
        Judge.judge(
            Purpose.LADDER,
            10,
            Duration.ZERO,
            Duration.ofSeconds(1),
            1,
            recorder.summary(),
            new Health(0.9, 4),
            false);

    var record = recordOf(answered(List.of(trial)));

    assertThat(record.trials().get(0).admitted()).isNull();
    assertThat(record.phaseLatencies()).isEmpty();
  }

  @Test
  void the_machine_of_the_load_generator_is_kept_even_when_it_could_not_begin() {
    var known =
        new Recording(
            Axis.RATE,
            recording.settings(),
            recording.target(),
            recording.versions(),
            Budget.NONE,
            new Machine("Linux", "6.8", "17", 4, OptionalLong.of(1L << 30), OptionalLong.empty()),
            null);

    assertThat(known.failed("why", CHECKS, KernelEvidence.NONE).injector().machine())
        .isEqualTo(new ExperimentRecord.Machine("Linux", "6.8", "17", 4, 1L << 30, null));
    assertThat(recording.failed("why", CHECKS, KernelEvidence.NONE).injector().machine()).isNull();
  }

  private static Attempt routed(Outcome outcome, Route route) {
    return new Attempt(10, 0, 0, 1_000_000, outcome, null, null, 0, route);
  }

  /** Demands that fail at a low load because of a push before show nothing of that load. */
  @Test
  void what_a_study_did_to_its_target_is_not_explained_as_if_it_began_at_a_load() {
    var study = RecoveryStudy.nothingYet();
    var findings =
        Findings.answering(
            study,
            NOON,
            Duration.ofMillis(2_500),
            List.of(trial(0, true)),
            List.of(),
            new Step.Done(Step.End.ANSWERED, null),
            new Tally(),
            null);

    assertThat(recordOf(findings).diagnosis()).isEmpty();
    assertThat(recordOf(answered(List.of(trial(0, true)))).diagnosis()).isNotEmpty();
    assertThat(findings.isAnswer()).isTrue();
  }

  @Test
  void nothing_is_invented_when_there_was_no_trial() {
    var record =
        recordOf(
            findings(List.of(), List.of(), new Step.Done(Step.End.UNDECIDED, "no time"), null));

    assertThat(record.outcomes()).isEmpty();
    assertThat(record.series().secondsFromStart()).isEmpty();
    assertThat(record.latencies()).isEmpty();
    assertThat(record.statusReason()).isEqualTo("no time");
  }

  @Test
  void an_experiment_that_could_not_begin_keeps_the_checks_and_the_reason() throws Exception {
    var record = recording.failed("the target does not answer", CHECKS, KernelEvidence.NONE);

    assertThat(record.status()).isEqualTo(ExperimentRecord.Status.FAILED);
    assertThat(record.statusReason()).isEqualTo("the target does not answer");
    assertThat(record.preflight()).isEqualTo(CHECKS);
    assertThat(ExperimentJson.read(ExperimentJson.write(record))).isEqualTo(record);
  }

  @Test
  void a_record_survives_its_file() throws Exception {
    var record = recordOf(answered(List.of(trial(0, true), trial(2, false))));

    assertThat(ExperimentJson.read(ExperimentJson.write(record))).isEqualTo(record);
  }

  private ExperimentRecord recordOf(Findings findings) {
    return recording.of(findings, PREFLIGHT, null, null);
  }

  private static Findings answered(List<Trial> trials) {
    return findings(trials, List.of(LIMIT), new Step.Done(Step.End.ANSWERED, null), null);
  }

  private static Findings findings(
      List<Trial> trials, List<Onset> onsets, Step.Done done, @Nullable String stopped) {
    return new Findings(
        NOON,
        Duration.ofMillis(2_500),
        trials,
        onsets,
        List.of(),
        done,
        4,
        null,
        null,
        null,
        List.of(),
        4,
        stopped);
  }

  /** Three attempts in one second, of which two are turned away. */
  private static Trial trial(int second, boolean valid) {
    return trial(second, valid, new Health(0.9, 4));
  }

  private static Trial trial(int second, boolean valid, Health health) {
    var recorder = new SummaryRecorder();
    for (int i = 0; i < 3; i++) {
      long dueNanos = second * 1_000_000_000L + i;
      recorder.add(
          new Attempt(
              110,
              dueNanos,
              dueNanos,
              dueNanos + 2_000_000,
              i == 0 ? Outcome.OK : Outcome.RATE_LIMITED,
              i == 0 ? null : "429 slow down",
              null));
    }
    return new Trial(
        Purpose.LADDER,
        110,
        Duration.ofSeconds(second),
        Duration.ofSeconds(1),
        3,
        recorder.summary(),
        Summary.EMPTY,
        health,
        false,
        valid ? Verdict.BAD : Verdict.INVALID,
        valid ? "67% were RATE_LIMITED" : "the injector was late");
  }
}
