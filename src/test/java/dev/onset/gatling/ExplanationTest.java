package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.diagnosis.Mechanism;
import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.KernelEvidence;
import dev.onset.evidence.Route;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.preflight.Preflight;
import dev.onset.preflight.PreflightReport;
import dev.onset.preflight.ProbeRequest;
import dev.onset.preflight.ProxySettings;
import dev.onset.preflight.Resolver;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.ConcurrencyPlan;
import dev.onset.search.DroppedSyns;
import dev.onset.search.Judge;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.RampSearch;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** From what an experiment recorded to the mechanism in its record. */
class ExplanationTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
  private static final Settings SETTINGS =
      SettingsLoader.load(
          ConfigFactory.parseString("onset.release = \"2.1\", onset.run-id = \"test\""),
          Clock.fixed(NOON, ZoneOffset.UTC));
  private static final PreflightReport PREFLIGHT =
      new PreflightReport(List.of(), List.of(), null, true, "200");
  private static final double OPEN_RATE = 50;

  @Test
  void silence_before_the_first_timeout_is_a_full_accept_queue() {
    var diagnosis =
        ramped(
            connection ->
                connection <= 40
                    ? Outcome.OK
                    : connection <= 57 ? Outcome.REQUEST_TIMEOUT : Outcome.CONNECT_TIMEOUT);

    assertThat(diagnosis.mechanism()).isEqualTo(Mechanism.ACCEPT_QUEUE_FULL.slug());
    assertThat(diagnosis.evidence().get(0)).contains("41 to 57", "backlog is 16");
  }

  @Test
  void service_up_to_the_first_timeout_is_a_limit_on_connections() {
    var diagnosis = ramped(connection -> connection <= 50 ? Outcome.OK : Outcome.CONNECT_TIMEOUT);

    assertThat(diagnosis.mechanism()).isEqualTo(Mechanism.CONNECTION_COUNT_LIMIT.slug());
    assertThat(diagnosis.evidence()).contains("Connect timeouts begin at connection 51.");
  }

  @Test
  void an_onset_that_moves_with_the_opening_rate_is_a_limit_on_the_rate() {
    var trials =
        List.of(
            ramp(0, 120, connection -> afterTokensAt(50, connection)),
            ramp(1, 120, connection -> afterTokensAt(25, connection)),
            ramp(2, 120, connection -> afterTokensAt(50, connection)));

    assertThat(explained(trials, Axis.CONCURRENCY).mechanism())
        .isEqualTo(Mechanism.CONNECTION_RATE_LIMIT.slug());
  }

  /** A limiter of 20 new connections per second with a burst of 30, met at some opening rate. */
  private static Outcome afterTokensAt(double perSecond, int connection) {
    return connection - 20 * connection / perSecond <= 30 ? Outcome.OK : Outcome.CONNECT_TIMEOUT;
  }

  @Test
  void a_syn_that_is_lost_now_and_then_at_any_load_needs_no_explanation() {
    var recorder = new SummaryRecorder();
    for (int i = 0; i < 400; i++) {
      double connectNanos = i == 7 ? 1_004e6 : 2e6;
      recorder.add(
          new Attempt(
              50,
              i * 20_000_000L,
              i * 20_000_000L,
              i * 20_000_000L + (long) connectNanos,
              Outcome.OK,
              null,
              null,
              0,
              new Route(null, connectNanos, null)));
    }
    var trial =
        Judge.judge(
            Purpose.LADDER,
            50,
            Duration.ZERO,
            Duration.ofSeconds(8),
            400,
            recorder.summary(),
            new Health(0.9, 4),
            false);
    var dropped =
        new DroppedSyns(
            OnsetStatus.NOT_REACHED, 50.0, null, null, 50.0, 1, new TreeMap<>(Map.of(1, 1L)), 0);
    var findings =
        new Findings(
            NOON,
            Duration.ofSeconds(8),
            List.of(trial),
            List.of(),
            List.of(),
            new Step.Done(Step.End.ANSWERED, null),
            5,
            null,
            null,
            null,
            List.of(),
            0,
            null,
            dropped);

    var record = recording(Axis.CONNECTION_RATE).of(findings, PREFLIGHT, null, null);

    assertThat(record.diagnosis()).isEmpty();
  }

  @Test
  void a_target_that_answers_no_more_has_no_limit_on_new_connections() {
    var trials =
        List.of(
            connecting(0, 50, 400, Outcome.OK, connection -> 2),
            connecting(1, 75, 40, Outcome.CONNECT_TIMEOUT, connection -> 2_900),
            connecting(2, 25, 40, Outcome.CONNECT_TIMEOUT, connection -> 2_900));

    assertThat(explained(trials, Axis.CONNECTION_RATE).mechanism())
        .isNotEqualTo(Mechanism.CONNECTION_RATE_LIMIT.slug());
  }

  /** Above the limit most connections wait for a SYN to be sent again; that is no slow answer. */
  @Test
  void connections_that_wait_for_a_lost_syn_do_not_look_like_a_queue() {
    var trials =
        List.of(
            connecting(0, 20, 400, Outcome.OK, connection -> 2),
            connecting(1, 62, 40, Outcome.CONNECT_TIMEOUT, connection -> 2_900),
            connecting(2, 62, 600, Outcome.OK, connection -> connection % 3 == 0 ? 2 : 1_004));

    assertThat(explained(trials, Axis.CONNECTION_RATE).mechanism())
        .isEqualTo(Mechanism.CONNECTION_RATE_LIMIT.slug());
  }

  @Test
  void connections_that_all_wait_look_like_a_queue() {
    var trials =
        List.of(
            connecting(0, 20, 400, Outcome.OK, connection -> 2),
            connecting(1, 62, 600, Outcome.OK, connection -> 280),
            connecting(2, 62, 40, Outcome.CONNECT_TIMEOUT, connection -> 2_900));

    assertThat(explained(trials, Axis.CONNECTION_RATE).mechanism())
        .isEqualTo(Mechanism.ACCEPT_QUEUE_FULL.slug());
  }

  @Test
  void trials_that_the_load_generator_spoilt_are_no_evidence() {
    var spoilt =
        Judge.judge(
            Purpose.LADDER,
            10,
            Duration.ZERO,
            Duration.ofSeconds(1),
            3,
            attempts(3, connection -> Outcome.INJECTOR_EXHAUSTED),
            new Health(0.9, 4),
            false);
    var record =
        recording(Axis.RATE)
            .of(
                findings(
                    List.of(spoilt),
                    new RampSearch(plan()),
                    new Step.Done(Step.End.LIMITED, "no free port was left")),
                PREFLIGHT,
                null,
                null);

    assertThat(record.diagnosis())
        .extracting(ExperimentRecord.Diagnosis::mechanism)
        .containsExactly(Mechanism.INJECTOR.slug());
    assertThat(record.diagnosis().get(0).evidence()).contains("No free port was left.");
  }

  @Test
  void a_healthy_target_has_no_diagnosis() {
    assertThat(
            record(List.of(ramp(0, 100, connection -> Outcome.OK)), Axis.CONCURRENCY).diagnosis())
        .isEmpty();
  }

  static Stream<Arguments> unreachable() {
    return Stream.of(
        Arguments.of(new ConnectException("Connection refused"), Mechanism.NOTHING_LISTENING),
        Arguments.of(new SocketTimeoutException("Connect timed out"), Mechanism.BLACK_HOLE),
        Arguments.of(
            new ConnectException("Connection timed out: getsockopt"), Mechanism.BLACK_HOLE),
        Arguments.of(new NoRouteToHostException("No route to host"), Mechanism.FIREWALL_REJECT),
        Arguments.of(new ConnectException("Network is unreachable"), Mechanism.FIREWALL_REJECT),
        Arguments.of(new ConnectException("Permission denied"), Mechanism.FIREWALL_REJECT),
        Arguments.of(new UnknownHostException("api.test"), Mechanism.NAME_RESOLUTION));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  void what_the_preflight_met_is_named_without_any_load(IOException failure, Mechanism mechanism) {
    Resolver resolver =
        host -> {
          if (failure instanceof UnknownHostException unknown) {
            throw unknown;
          }
          return List.of(InetAddress.getByAddress(host, new byte[] {10, 0, 0, 2}));
        };
    var preflight =
        new Preflight(
            resolver,
            (address, timeout) -> {
              throw failure;
            },
            Clock.fixed(NOON, ZoneOffset.UTC),
            ProxySettings.none());
    var second = Duration.ofSeconds(1);
    var report =
        preflight.check(
            new ProbeRequest(
                URI.create("http://api.test/"), "GET", Map.of(), "", second, second, second));

    var record =
        recording(Axis.RATE).failed(report.verdict(), report.checks(), KernelEvidence.NONE);

    assertThat(record.diagnosis().get(0).mechanism()).isEqualTo(mechanism.slug());
    assertThat(record.diagnosis().get(0).evidence().get(0)).contains(report.verdict());
  }

  /** The first explanation of two ramps up to and a little beyond what a target can do. */
  private static ExperimentRecord.Diagnosis ramped(IntFunction<Outcome> target) {
    return explained(List.of(ramp(0, 120, target), ramp(1, 120, target)), Axis.CONCURRENCY);
  }

  private static ExperimentRecord.Diagnosis explained(List<Trial> trials, Axis axis) {
    return record(trials, axis).diagnosis().get(0);
  }

  private static ExperimentRecord record(List<Trial> trials, Axis axis) {
    return recording(axis)
        .of(
            findings(trials, new RampSearch(plan()), new Step.Done(Step.End.ANSWERED, null)),
            PREFLIGHT,
            null,
            null);
  }

  private static ConcurrencyPlan plan() {
    return new ConcurrencyPlan(120, OPEN_RATE, Duration.ofMillis(2_900));
  }

  private static Recording recording(Axis axis) {
    return new Recording(
        axis,
        SETTINGS,
        new ExperimentRecord.Target("http://10.0.0.2/", "GET", false),
        new Versions("0.1.0", "3.15.1"));
  }

  private static Findings findings(List<Trial> trials, RampSearch search, Step.Done done) {
    return new Findings(
        NOON,
        Duration.ofSeconds(20),
        trials,
        search.onsets(trials),
        List.of(),
        done,
        120,
        null,
        null,
        null,
        List.of(),
        0,
        null);
  }

  private static Trial ramp(int second, int connections, IntFunction<Outcome> target) {
    return trial(second, connections, attempts(connections, target));
  }

  private static Trial connecting(
      int second, int load, int count, Outcome outcome, IntUnaryOperator millis) {
    var recorder = new SummaryRecorder();
    for (int connection = 1; connection <= count; connection++) {
      recorder.add(attempt(load, connection, outcome, millis.applyAsInt(connection)));
    }
    return trial(second, load, recorder.summary());
  }

  private static Trial trial(int second, int load, Summary summary) {
    return Judge.judge(
        Purpose.RAMP,
        load,
        Duration.ofSeconds(second),
        Duration.ofSeconds(1),
        summary.attempts(),
        summary,
        new Health(0.9, 4),
        false);
  }

  private static Summary attempts(int count, IntFunction<Outcome> target) {
    var recorder = new SummaryRecorder();
    for (int connection = 1; connection <= count; connection++) {
      recorder.add(attempt(connection, connection, target.apply(connection), 2));
    }
    return recorder.summary();
  }

  private static Attempt attempt(double load, int due, Outcome outcome, int millis) {
    long dueNanos = due * 1_000_000L;
    return new Attempt(
        load,
        dueNanos,
        dueNanos,
        dueNanos + millis * 1_000_000L,
        outcome,
        outcome == Outcome.OK ? null : "as seen",
        null);
  }
}
