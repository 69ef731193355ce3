package dev.onset.diagnosis;

import static dev.onset.diagnosis.Confidence.HINT;
import static dev.onset.diagnosis.Confidence.LIKELY;
import static dev.onset.diagnosis.Confidence.NONE;
import static dev.onset.diagnosis.Confidence.POSSIBLE;
import static dev.onset.diagnosis.Confidence.PROVEN;
import static dev.onset.diagnosis.Confidence.STRONG;
import static dev.onset.diagnosis.Evidence.REFUSED;
import static dev.onset.diagnosis.Evidence.acceptQueue;
import static dev.onset.diagnosis.Evidence.below;
import static dev.onset.diagnosis.Evidence.clean;
import static dev.onset.diagnosis.Evidence.droppedByCount;
import static dev.onset.diagnosis.Evidence.droppedByRate;
import static dev.onset.diagnosis.Evidence.failed;
import static dev.onset.diagnosis.Evidence.found;
import static dev.onset.diagnosis.Evidence.on;
import static dev.onset.diagnosis.Evidence.open;
import static dev.onset.diagnosis.Evidence.queueByRate;
import static dev.onset.diagnosis.Evidence.ramp;
import static dev.onset.diagnosis.Evidence.trial;
import static dev.onset.diagnosis.Mechanism.ACCEPTED_THEN_CLOSED;
import static dev.onset.diagnosis.Mechanism.ACCEPT_QUEUE_FULL;
import static dev.onset.diagnosis.Mechanism.APPLICATION_ERRORS;
import static dev.onset.diagnosis.Mechanism.BAD_BACKEND;
import static dev.onset.diagnosis.Mechanism.BLACK_HOLE;
import static dev.onset.diagnosis.Mechanism.CONCURRENCY_CAP;
import static dev.onset.diagnosis.Mechanism.CONNECTION_COUNT_LIMIT;
import static dev.onset.diagnosis.Mechanism.CONNECTION_RATE_LIMIT;
import static dev.onset.diagnosis.Mechanism.FIREWALL_REJECT;
import static dev.onset.diagnosis.Mechanism.GATEWAY_CONFIGURATION;
import static dev.onset.diagnosis.Mechanism.GATEWAY_OVERLOAD;
import static dev.onset.diagnosis.Mechanism.INJECTOR;
import static dev.onset.diagnosis.Mechanism.NAME_RESOLUTION;
import static dev.onset.diagnosis.Mechanism.NOTHING_LISTENING;
import static dev.onset.diagnosis.Mechanism.QUOTA_USED_UP;
import static dev.onset.diagnosis.Mechanism.RATE_LIMITER;
import static dev.onset.diagnosis.Mechanism.REQUEST_REFUSED;
import static dev.onset.diagnosis.Mechanism.SLOW_APPLICATION;
import static dev.onset.diagnosis.Mechanism.TLS;
import static dev.onset.diagnosis.Mechanism.UNKNOWN;
import static dev.onset.outcome.Outcome.APPLICATION_ERROR;
import static dev.onset.outcome.Outcome.CLOSED_EARLY;
import static dev.onset.outcome.Outcome.CONNECTION_REFUSED;
import static dev.onset.outcome.Outcome.CONNECTION_RESET;
import static dev.onset.outcome.Outcome.CONNECT_TIMEOUT;
import static dev.onset.outcome.Outcome.DENIED;
import static dev.onset.outcome.Outcome.DNS_FAILURE;
import static dev.onset.outcome.Outcome.GATEWAY_TIMEOUT;
import static dev.onset.outcome.Outcome.OK;
import static dev.onset.outcome.Outcome.OTHER;
import static dev.onset.outcome.Outcome.OVERLOADED;
import static dev.onset.outcome.Outcome.QUOTA_EXCEEDED;
import static dev.onset.outcome.Outcome.RATE_LIMITED;
import static dev.onset.outcome.Outcome.REQUEST_TIMEOUT;
import static dev.onset.outcome.Outcome.TLS_FAILURE;
import static dev.onset.outcome.Outcome.TOO_LARGE;
import static dev.onset.outcome.Outcome.UNREACHABLE;
import static dev.onset.outcome.Outcome.UPSTREAM_FAILURE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.search.Onset;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DiagnosisTest {

  private static final Signs.LimiterSigns BUCKET =
      new Signs.LimiterSigns("TOKEN_BUCKET", "a token bucket of 100/s with a burst of 20", 0.97);

  private static Arguments row(
      String what, Mechanism mechanism, Confidence confidence, SignsBuilder signs) {
    return Arguments.of(what, mechanism, confidence, signs.build());
  }

  static Stream<Arguments> evidence() {
    return Stream.of(network(), refusals(), answers(), rest()).flatMap(rows -> rows);
  }

  private static Stream<Arguments> network() {
    return Stream.of(
        row("served, then silent, then dropped", ACCEPT_QUEUE_FULL, STRONG, acceptQueue()),
        row(
            "the same, and the kernel counted overflows",
            ACCEPT_QUEUE_FULL,
            PROVEN,
            acceptQueue().targetOnThisHost(true).kernel(kernel("ListenOverflows", 130))),
        row(
            "overflows of a kernel that is not the target's do not count",
            CONNECTION_COUNT_LIMIT,
            STRONG,
            droppedByCount().kernel(kernel("ListenOverflows", 130))),
        row(
            "a few overflows are those of other listeners",
            CONNECTION_COUNT_LIMIT,
            STRONG,
            droppedByCount().targetOnThisHost(true).kernel(kernel("ListenOverflows", 3))),
        row(
            "a few ICMP messages are about something else",
            NOTHING_LISTENING,
            LIKELY,
            refused().kernel(kernel("InDestUnreachs", 1))),
        row(
            "a queue that one side of the pair did not confirm",
            ACCEPT_QUEUE_FULL,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(CONNECT_TIMEOUT, 57, 58), open(REQUEST_TIMEOUT, 41.0)))
                .trial(trial(58, OK, 400, REQUEST_TIMEOUT, 17, CONNECT_TIMEOUT, 9))),
        row(
            "counted connections that were never served",
            ACCEPT_QUEUE_FULL,
            LIKELY,
            on(Axis.CONCURRENCY)
                .unserved(17)
                .onsets(List.of(found(CONNECT_TIMEOUT, 57, 58)))
                .trial(trial(58, OK, 400, CONNECT_TIMEOUT, 9))),
        row(
            "a queue that refuses, as on Windows",
            ACCEPT_QUEUE_FULL,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(CONNECTION_REFUSED, 57, 58), found(REQUEST_TIMEOUT, 40, 41)))
                .trial(trial(58, OK, 400, REQUEST_TIMEOUT, 17, CONNECTION_REFUSED, 9))),
        row("all served, then dropped", CONNECTION_COUNT_LIMIT, STRONG, droppedByCount()),
        row(
            "dropped, with SYNs sent again: these tell nothing",
            CONNECTION_COUNT_LIMIT,
            STRONG,
            droppedByCount().kernel(kernel("TCPSynRetrans", 210))),
        row(
            "one slow answer far below is no queue",
            CONNECTION_COUNT_LIMIT,
            POSSIBLE,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(CONNECT_TIMEOUT, 50, 51), open(REQUEST_TIMEOUT, 20.0)))
                .trial(trial(120, OK, 400, REQUEST_TIMEOUT, 1, CONNECT_TIMEOUT, 70))
                .trial(trial(51, OK, 400, CONNECT_TIMEOUT, 1))),
        row("dropped by rate", CONNECTION_RATE_LIMIT, LIKELY, droppedByRate()),
        row(
            "dropped by rate, while many more were held",
            CONNECTION_RATE_LIMIT,
            STRONG,
            droppedByRate().heldElsewhere(800)),
        row(
            "dropped by rate, on this host without an overflow",
            CONNECTION_RATE_LIMIT,
            STRONG,
            droppedByRate().targetOnThisHost(true).kernel(kernel("ListenOverflows", 0))),
        row(
            "the kernel's SYN queue was full",
            CONNECTION_RATE_LIMIT,
            PROVEN,
            droppedByRate().targetOnThisHost(true).kernel(kernel("TcpExtTCPReqQFullDrop", 7))),
        row(
            "dropped by rate at the lowest load already",
            CONNECTION_RATE_LIMIT,
            POSSIBLE,
            on(Axis.CONNECTION_RATE)
                .onsets(List.of(below(CONNECT_TIMEOUT, 60)))
                .trial(trial(60, OK, 600, CONNECT_TIMEOUT, 40))),
        row(
            "lost SYNs before any timeout",
            CONNECTION_RATE_LIMIT,
            LIKELY,
            on(Axis.CONNECTION_RATE)
                .onsets(List.of(clean(CONNECT_TIMEOUT, 70)))
                .trial(trial(70, OK, 900))
                .connectSteps(new Signs.ConnectSteps(50.2, 12))),
        row(
            "a queue that fills by rate: answers slow down",
            ACCEPT_QUEUE_FULL,
            LIKELY,
            queueByRate()),
        row(
            "the onset goes away when connections are opened more slowly",
            CONNECTION_RATE_LIMIT,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(open(CONNECT_TIMEOUT, 60.0), clean(REQUEST_TIMEOUT, 59)))
                .trial(ramp(130, CONNECT_TIMEOUT, 60.0, 40))
                .trial(ramp(130, CONNECT_TIMEOUT, null, 0))),
        row(
            "the onset moves up and comes back with the opening rate",
            CONNECTION_RATE_LIMIT,
            STRONG,
            on(Axis.CONCURRENCY)
                .onsets(List.of(open(CONNECT_TIMEOUT, 90.0), clean(REQUEST_TIMEOUT, 59)))
                .trial(ramp(130, CONNECT_TIMEOUT, 60.0, 40))
                .trial(ramp(90, CONNECT_TIMEOUT, 90.0, 1))
                .trial(ramp(90, CONNECT_TIMEOUT, 61.0, 20))),
        row(
            "silence from the first attempt on",
            BLACK_HOLE,
            STRONG,
            on(Axis.RATE)
                .onsets(List.of(below(CONNECT_TIMEOUT, 10)))
                .trial(trial(10, CONNECT_TIMEOUT, 20))
                .text(
                    CONNECT_TIMEOUT, "j.n.ConnectException: Connection timed out: getsockopt", 20)),
        row(
            "silence, but only one SYN per attempt",
            BLACK_HOLE,
            POSSIBLE,
            on(Axis.RATE)
                .trial(trial(10, CONNECT_TIMEOUT, 20))
                .connectTimeout(Duration.ofMillis(900))),
        row(
            "a preflight without an answer",
            BLACK_HOLE,
            LIKELY,
            on(Axis.RATE)
                .checks(
                    List.of(failed("TCP connection", "10.0.0.2:80 did not answer within 2.9 s.")))),
        row(
            "silence of a hanging server on this host",
            ACCEPT_QUEUE_FULL,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, CONNECT_TIMEOUT, 20))
                .targetOnThisHost(true)
                .kernel(kernel("ListenOverflows", 60))));
  }

  private static Stream<Arguments> refusals() {
    return Stream.of(
        row("refused at every load", NOTHING_LISTENING, LIKELY, refused()),
        row("refused by this host", NOTHING_LISTENING, STRONG, refused().targetOnThisHost(true)),
        row(
            "refused with resets that the kernel counted",
            NOTHING_LISTENING,
            LIKELY,
            refused().kernel(new Kernel(Map.of("AttemptFails", 20L, "InDestUnreachs", 0L)))),
        row(
            "refused with ICMP at every load",
            FIREWALL_REJECT,
            PROVEN,
            refused().kernel(kernel("IcmpInDestUnreachs", 20))),
        row(
            "a preflight that was refused",
            NOTHING_LISTENING,
            LIKELY,
            on(Axis.RATE)
                .checks(
                    List.of(
                        failed(
                            "TCP connection",
                            "Nothing listens on 10.0.0.2:80: the host refused the connection.")))),
        row(
            "refused beyond a number while the others are served",
            FIREWALL_REJECT,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(CONNECTION_REFUSED, 50, 51), clean(REQUEST_TIMEOUT, 50)))
                .trial(trial(51, OK, 400, CONNECTION_REFUSED, 3))
                .text(CONNECTION_REFUSED, REFUSED, 3)),
        row(
            "refused from some load on, everything, and connections closed",
            NOTHING_LISTENING,
            LIKELY,
            on(Axis.RATE)
                .onsets(List.of(found(CONNECTION_REFUSED, 80, 100)))
                .trial(trial(80, OK, 400))
                .trial(trial(100, CLOSED_EARLY, 12, CONNECTION_REFUSED, 300))
                .text(CONNECTION_REFUSED, REFUSED, 300)),
        row(
            "no route, says ICMP",
            FIREWALL_REJECT,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, UNREACHABLE, 20))
                .text(UNREACHABLE, "java.net.NoRouteToHostException", 20)
                .kernel(kernel("InDestUnreachs", 20))),
        row(
            "no route, and no ICMP",
            FIREWALL_REJECT,
            POSSIBLE,
            on(Axis.RATE)
                .trial(trial(10, UNREACHABLE, 20))
                .text(UNREACHABLE, "java.net.NoRouteToHostException", 20)
                .kernel(kernel("InDestUnreachs", 0))),
        row(
            "a local rule forbids it",
            FIREWALL_REJECT,
            STRONG,
            on(Axis.RATE)
                .trial(trial(10, UNREACHABLE, 20))
                .text(
                    UNREACHABLE,
                    "j.n.ConnectException: connect(..) failed with error(-13): Permission denied",
                    20)),
        row(
            "ICMP beyond a rate",
            FIREWALL_REJECT,
            LIKELY,
            on(Axis.CONNECTION_RATE)
                .onsets(List.of(found(UNREACHABLE, 49, 51)))
                .trial(trial(49, OK, 400))
                .trial(trial(62, OK, 400, UNREACHABLE, 60))),
        row(
            "closed at once from a number of connections on",
            ACCEPTED_THEN_CLOSED,
            STRONG,
            on(Axis.CONCURRENCY)
                .onsets(
                    List.of(
                        found(CLOSED_EARLY, 509, 510),
                        clean(CONNECT_TIMEOUT, 600),
                        clean(REQUEST_TIMEOUT, 600)))
                .trial(trial(600, OK, 900, CLOSED_EARLY, 90))
                .latency(OK, 3, 9)
                .latency(CLOSED_EARLY, 1, 2)
                .text(CLOSED_EARLY, "PrematureCloseException: Premature close", 90)),
        row(
            "reset right after the handshake",
            ACCEPTED_THEN_CLOSED,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(CONNECTION_RESET, 50, 51)))
                .trial(trial(60, OK, 300, CONNECTION_RESET, 10))),
        row(
            "closed from the first connection on",
            ACCEPTED_THEN_CLOSED,
            POSSIBLE,
            on(Axis.CONCURRENCY)
                .onsets(List.of(below(CLOSED_EARLY, 1)))
                .trial(trial(5, CLOSED_EARLY, 5))));
  }

  private static Stream<Arguments> answers() {
    return Stream.of(
        row(
            "429 beyond a rate",
            RATE_LIMITER,
            PROVEN,
            limited("429 {\"error\": \"API Rate Limit Exceeded\"}").limiter(BUCKET)),
        row(
            "a bare 503 that a limiter model predicts",
            RATE_LIMITER,
            STRONG,
            limited("503 Service Unavailable").limiter(BUCKET)),
        row("a bare 403 without a model", RATE_LIMITER, LIKELY, limited("403 Forbidden")),
        row(
            "a cap of requests in flight",
            CONCURRENCY_CAP,
            STRONG,
            limited("503 Service Unavailable")
                .limiter(
                    new Signs.LimiterSigns(
                        "CONCURRENCY_CAP", "a cap of 20 requests in flight", 0.9))),
        row(
            "a fast 503 beyond a number of connections",
            CONCURRENCY_CAP,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(OVERLOADED, 40, 41)))
                .trial(trial(60, OK, 300, OVERLOADED, 20))
                .latency(OK, 4, 9)
                .latency(OVERLOADED, 2, 5)
                .text(OVERLOADED, "503 Service Unavailable", 20)),
        row(
            "a used-up quota",
            QUOTA_USED_UP,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, OK, 40, QUOTA_EXCEEDED, 3))
                .text(QUOTA_EXCEEDED, "403 {\"error\": \"Quota exceeded\"}", 3)),
        row("a 504 from a load on", GATEWAY_OVERLOAD, STRONG, gatewayTimeouts(false)),
        row("a 504 after 30 s at every load", GATEWAY_CONFIGURATION, STRONG, gatewayTimeouts(true)),
        row(
            "a 502 at every load",
            GATEWAY_CONFIGURATION,
            LIKELY,
            on(Axis.RATE)
                .onsets(List.of(below(UPSTREAM_FAILURE, 10)))
                .trial(trial(10, UPSTREAM_FAILURE, 40))
                .text(UPSTREAM_FAILURE, "502 Bad Gateway", 40)),
        row(
            "a 522 from a load on",
            GATEWAY_OVERLOAD,
            STRONG,
            on(Axis.RATE)
                .onsets(List.of(found(GATEWAY_TIMEOUT, 80, 100)))
                .trial(trial(80, OK, 400))
                .trial(trial(100, OK, 300, GATEWAY_TIMEOUT, 90))
                .text(GATEWAY_TIMEOUT, "522", 90)),
        row(
            "closed after 60 s at every load",
            GATEWAY_CONFIGURATION,
            LIKELY,
            on(Axis.RATE)
                .trial(trial(10, OK, 40, CLOSED_EARLY, 30))
                .latency(CLOSED_EARLY, 60_000, 60_080)),
        row(
            "no such route",
            GATEWAY_CONFIGURATION,
            LIKELY,
            on(Axis.RATE)
                .trial(trial(10, APPLICATION_ERROR, 40))
                .text(APPLICATION_ERROR, "404 {\"message\":\"no Route matched\"}", 40)),
        row("401 at every load", REQUEST_REFUSED, PROVEN, denied("401 Unauthorized")),
        row("403 at every load: an allow-list", REQUEST_REFUSED, PROVEN, denied("403 Forbidden")),
        row(
            "431 at every load",
            REQUEST_REFUSED,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, TOO_LARGE, 40))
                .text(TOO_LARGE, "431 Request Header Fields Too Large", 40)),
        row(
            "400 at every load",
            REQUEST_REFUSED,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, APPLICATION_ERROR, 40))
                .text(APPLICATION_ERROR, "400 missing header X-Tenant", 40)),
        row(
            "403 from a load on",
            REQUEST_REFUSED,
            POSSIBLE,
            on(Axis.RATE)
                .onsets(List.of(found(DENIED, 80, 100)))
                .trial(trial(80, OK, 400))
                .trial(trial(100, OK, 300, DENIED, 90))
                .text(DENIED, "403 blocked", 90)),
        row(
            "500 from a load on",
            APPLICATION_ERRORS,
            LIKELY,
            on(Axis.RATE)
                .onsets(List.of(found(APPLICATION_ERROR, 80, 100)))
                .trial(trial(80, OK, 400))
                .trial(trial(100, OK, 300, APPLICATION_ERROR, 90))
                .text(APPLICATION_ERROR, "500 no connection available", 90)));
  }

  private static Stream<Arguments> rest() {
    return Stream.of(
        row(
            "an unknown name",
            NAME_RESOLUTION,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, DNS_FAILURE, 20))
                .text(DNS_FAILURE, "java.net.UnknownHostException: nowhere.test", 20)),
        row(
            "a preflight that could not resolve",
            NAME_RESOLUTION,
            PROVEN,
            on(Axis.RATE)
                .checks(List.of(failed("name resolution", "The name x.test does not resolve.")))),
        row(
            "requests that ran out of time while resolving",
            NAME_RESOLUTION,
            LIKELY,
            on(Axis.RATE).trial(trial(10, OK, 400)).phase(Phase.RESOLVE, 9)),
        row(
            "a TLS alert",
            TLS,
            PROVEN,
            on(Axis.RATE)
                .trial(trial(10, TLS_FAILURE, 20))
                .text(TLS_FAILURE, "SSLHandshakeException: Received fatal alert: x", 20)),
        row(
            "handshakes that take too long under load",
            TLS,
            LIKELY,
            on(Axis.CONNECTION_RATE)
                .onsets(List.of(found(TLS_FAILURE, 90, 100)))
                .trial(trial(90, OK, 400))
                .trial(trial(100, OK, 300, TLS_FAILURE, 90))
                .text(TLS_FAILURE, "SslHandshakeTimeoutException: handshake timed out", 90)),
        row(
            "requests time out as answers slow down",
            SLOW_APPLICATION,
            STRONG,
            on(Axis.RATE)
                .onsets(List.of(found(REQUEST_TIMEOUT, 180, 200), clean(CONNECT_TIMEOUT, 300)))
                .trial(trial(10, OK, 100))
                .trial(trial(200, OK, 800, REQUEST_TIMEOUT, 90))
                .pace(new Signs.Pace(10, 12, 200, 4_100))),
        row(
            "connections established and never served, no queue seen full",
            SLOW_APPLICATION,
            LIKELY,
            on(Axis.CONCURRENCY)
                .onsets(List.of(found(REQUEST_TIMEOUT, 40, 41), clean(CONNECT_TIMEOUT, 500)))
                .trial(trial(500, OK, 800, REQUEST_TIMEOUT, 460))),
        row(
            "a hanging application",
            SLOW_APPLICATION,
            LIKELY,
            on(Axis.RATE).trial(trial(10, REQUEST_TIMEOUT, 20))),
        row(
            "one silent address of two",
            BAD_BACKEND,
            STRONG,
            on(Axis.CONNECTION_RATE)
                .trial(trial(10, OK, 100, CONNECT_TIMEOUT, 100))
                .address("10.0.0.2:80", Map.of(OK, 100L))
                .address("10.0.0.3:80", Map.of(CONNECT_TIMEOUT, 100L))),
        row(
            "one address of two that the preflight passed over",
            BAD_BACKEND,
            LIKELY,
            on(Axis.RATE)
                .trial(trial(10, OK, 100))
                .checks(
                    List.of(
                        new dev.onset.record.ExperimentRecord.Check(
                            "TCP connection", true, "10.0.0.2:80 accepted in 1 ms."),
                        new dev.onset.record.ExperimentRecord.Check(
                            "TCP connection",
                            true,
                            "Warning: Nothing listens on 10.0.0.3:80. Another address is used.")))),
        row(
            "a third fails at every load",
            BAD_BACKEND,
            POSSIBLE,
            on(Axis.RATE)
                .trial(trial(10, OK, 67, UPSTREAM_FAILURE, 33))
                .trial(trial(20, OK, 132, UPSTREAM_FAILURE, 68))
                .trial(trial(40, OK, 270, UPSTREAM_FAILURE, 130))
                .text(UPSTREAM_FAILURE, "502 Bad Gateway", 231)),
        row(
            "a load generator without ports",
            INJECTOR,
            PROVEN,
            on(Axis.CONNECTION_RATE)
                .trial(trial(10, OK, 100))
                .injector(true, List.of("no free port: Cannot assign requested address"))),
        row(
            "something else",
            UNKNOWN,
            NONE,
            on(Axis.RATE).trial(trial(10, OK, 50, OTHER, 50)).text(OTHER, "odd", 50)),
        row(
            "connect timeouts on the rate axis while answers stay fast",
            UNKNOWN,
            NONE,
            on(Axis.RATE)
                .onsets(List.of(found(CONNECT_TIMEOUT, 90, 100)))
                .trial(trial(90, OK, 400))
                .trial(trial(100, OK, 300, CONNECT_TIMEOUT, 9))
                .peakOpen(14)));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("evidence")
  void the_evidence_names_the_mechanism(
      String what, Mechanism mechanism, Confidence confidence, Signs signs) {
    var findings = Diagnosis.of(signs).findings();
    assertThat(findings).as(what).isNotEmpty();
    var first = findings.get(0);
    assertThat(first.mechanism()).as(what + ": " + findings).isEqualTo(mechanism);
    assertThat(first.confidence()).as(what + ": " + findings).isEqualTo(confidence);
    assertThat(findings)
        .allSatisfy(
            finding ->
                assertAll(
                    () -> assertThat(finding.evidence()).isNotEmpty(),
                    () -> assertThat(finding.advice()).isNotEmpty(),
                    () ->
                        assertThat(finding.evidence())
                            .allMatch(line -> line.endsWith(".") && !line.contains("null"))));
  }

  @Test
  void every_mechanism_is_named_by_some_evidence() {
    var named = EnumSet.noneOf(Mechanism.class);
    evidence()
        .forEach(
            row -> named.add(Diagnosis.of((Signs) row.get()[3]).findings().get(0).mechanism()));
    assertThat(named).containsExactlyInAnyOrder(Mechanism.values());
  }

  @Test
  void the_backlog_follows_from_the_connections_that_were_never_served() {
    assertThat(Diagnosis.of(acceptQueue().build()).findings().get(0).evidence().get(0))
        .isEqualTo(
            "Connections 41 to 57 were established and never answered, from the next one on none"
                + " came about: 17 waited in the kernel's accept queue, so its backlog is 16.");
  }

  @Test
  void a_full_accept_queue_is_not_also_a_limit_on_connections_and_the_other_way_round() {
    assertThat(mechanisms(acceptQueue())).containsExactly(ACCEPT_QUEUE_FULL);
    assertThat(mechanisms(droppedByCount())).containsExactly(CONNECTION_COUNT_LIMIT);
  }

  @Test
  void a_limit_on_the_rate_of_connections_is_not_also_a_full_queue_and_the_other_way_round() {
    assertThat(mechanisms(droppedByRate())).containsExactly(CONNECTION_RATE_LIMIT);
    assertThat(mechanisms(queueByRate())).containsExactly(ACCEPT_QUEUE_FULL);
  }

  @Test
  void the_kernel_s_counters_decide_between_queue_and_firewall_in_both_directions() {
    assertThat(
            mechanisms(
                droppedByCount().targetOnThisHost(true).kernel(kernel("ListenOverflows", 300))))
        .containsExactly(ACCEPT_QUEUE_FULL);
    assertThat(
            mechanisms(
                droppedByRate().targetOnThisHost(true).kernel(kernel("ListenOverflows", 300))))
        .containsExactly(ACCEPT_QUEUE_FULL);
    assertThat(
            mechanisms(
                droppedByCount().targetOnThisHost(true).kernel(kernel("ListenOverflows", 0))))
        .containsExactly(CONNECTION_COUNT_LIMIT);
  }

  @Test
  void without_the_onset_of_silence_both_are_possible() {
    var findings =
        Diagnosis.of(
                on(Axis.CONCURRENCY)
                    .onsets(List.of(found(CONNECT_TIMEOUT, 50, 51)))
                    .trial(trial(51, OK, 400, CONNECT_TIMEOUT, 9))
                    .build())
            .findings();
    assertThat(findings).extracting(Finding::confidence).containsOnly(POSSIBLE);
    assertThat(findings)
        .extracting(Finding::mechanism)
        .containsExactly(CONNECTION_COUNT_LIMIT, ACCEPT_QUEUE_FULL);
  }

  @Test
  void a_closed_port_may_be_a_firewall_that_rejects_with_a_reset() {
    var findings = Diagnosis.of(refused().build()).findings();
    assertThat(findings)
        .extracting(Finding::mechanism)
        .containsExactly(NOTHING_LISTENING, FIREWALL_REJECT);
    assertThat(findings.get(1).confidence()).isEqualTo(HINT);
    assertThat(mechanisms(refused().targetOnThisHost(true))).containsExactly(NOTHING_LISTENING);
  }

  @Test
  void the_silent_address_is_named() {
    var finding =
        Diagnosis.of(
                on(Axis.RATE)
                    .trial(trial(10, OK, 100, CONNECT_TIMEOUT, 90))
                    .address("10.0.0.2:80", Map.of(OK, 100L))
                    .address("10.0.0.3:80", Map.of(CONNECT_TIMEOUT, 90L))
                    .build())
            .findings()
            .get(0);
    assertThat(finding.evidence())
        .containsExactly(
            "10.0.0.2:80: 100 of 100 attempts were served.",
            "10.0.0.3:80 fails: 0 of 90 attempts were served, 90 ended as CONNECT_TIMEOUT.");
  }

  @Test
  void a_limiter_does_not_make_an_address_bad() {
    assertThat(
            mechanisms(
                limited("429 slow down")
                    .address("10.0.0.2:80", Map.of(OK, 100L))
                    .address("10.0.0.3:80", Map.of(RATE_LIMITED, 100L))))
        .containsExactly(RATE_LIMITER);
  }

  @Test
  void two_causes_of_two_failures_are_both_named() {
    var signs =
        limited("429 slow down")
            .trial(trial(220, OK, 300, RATE_LIMITED, 300, UPSTREAM_FAILURE, 50))
            .onsets(List.of(found(UPSTREAM_FAILURE, 200, 220)))
            .text(UPSTREAM_FAILURE, "502 Bad Gateway", 50);
    assertThat(mechanisms(signs)).containsExactly(RATE_LIMITER, GATEWAY_OVERLOAD);
  }

  @Test
  void what_no_finding_explains_is_said_to_be_unknown() {
    var signs =
        limited("429 slow down")
            .trial(trial(220, OK, 300, RATE_LIMITED, 300, OTHER, 50))
            .text(OTHER, "odd", 50);
    assertThat(mechanisms(signs)).containsExactly(RATE_LIMITER, UNKNOWN);
  }

  @Test
  void a_load_generator_that_fell_short_comes_first() {
    assertThat(mechanisms(limited("429 slow down").injector(true, List.of("the CPU was busy"))))
        .containsExactly(INJECTOR, RATE_LIMITER);
  }

  @Test
  void a_healthy_target_leaves_nothing_to_diagnose() {
    var healthy =
        on(Axis.RATE)
            .onsets(List.of(clean(CONNECT_TIMEOUT, 1_000), clean(RATE_LIMITED, 1_000)))
            .trial(trial(10, OK, 400))
            .trial(trial(1_000, OK, 40_000, REQUEST_TIMEOUT, 1))
            .pace(new Signs.Pace(10, 2, 1_000, 3))
            .checks(
                List.of(
                    new dev.onset.record.ExperimentRecord.Check(
                        "TCP connection", true, "10.0.0.2:80 accepted in 1 ms.")))
            .build();
    assertThat(Diagnosis.of(healthy))
        .isEqualTo(
            new Diagnosis(
                List.of(),
                "No failure was seen beyond what a healthy target shows: nothing to diagnose."));
  }

  @Test
  void rate_limiting_of_held_connections_is_no_failure() {
    assertThat(mechanisms(on(Axis.CONCURRENCY).trial(trial(500, OK, 900, RATE_LIMITED, 40))))
        .isEmpty();
  }

  @Test
  void without_an_attempt_there_is_nothing_to_diagnose() {
    assertThat(Diagnosis.of(on(Axis.RATE).build()).reason())
        .isEqualTo("No attempt was made, so there is nothing to diagnose.");
  }

  private static List<Mechanism> mechanisms(SignsBuilder signs) {
    return Diagnosis.of(signs.build()).findings().stream().map(Finding::mechanism).toList();
  }

  private static Kernel kernel(String counter, long delta) {
    return new Kernel(Map.of(counter, delta));
  }

  private static SignsBuilder refused() {
    return on(Axis.RATE)
        .onsets(List.of(below(CONNECTION_REFUSED, 10)))
        .trial(trial(10, CONNECTION_REFUSED, 20))
        .text(CONNECTION_REFUSED, REFUSED, 20);
  }

  private static SignsBuilder denied(String text) {
    return on(Axis.RATE)
        .onsets(List.of(below(DENIED, 10)))
        .trial(trial(10, DENIED, 40))
        .text(DENIED, text, 40);
  }

  private static SignsBuilder limited(String text) {
    return on(Axis.RATE)
        .onsets(List.of(found(RATE_LIMITED, 99, 101), clean(CONNECT_TIMEOUT, 200)))
        .trial(trial(99, OK, 990))
        .trial(trial(200, OK, 1_000, RATE_LIMITED, 1_000))
        .text(RATE_LIMITED, text, 1_000)
        .latency(OK, 3, 9)
        .latency(RATE_LIMITED, 1, 3);
  }

  private static SignsBuilder gatewayTimeouts(boolean fromTheStart) {
    Onset onset = fromTheStart ? below(GATEWAY_TIMEOUT, 10) : found(GATEWAY_TIMEOUT, 80, 100);
    var signs =
        on(Axis.RATE)
            .onsets(List.of(onset))
            .latency(GATEWAY_TIMEOUT, 30_000, 30_050)
            .text(GATEWAY_TIMEOUT, "504 Gateway Time-out", 90);
    return fromTheStart
        ? signs.trial(trial(10, GATEWAY_TIMEOUT, 90))
        : signs.trial(trial(80, OK, 400)).trial(trial(100, OK, 300, GATEWAY_TIMEOUT, 90));
  }

  @Test
  void a_finding_says_which_outcomes_it_accounts_for() {
    assertThat(Diagnosis.of(droppedByRate().build()).findings().get(0).explains())
        .containsExactly(Outcome.CONNECT_TIMEOUT);
  }

  @Test
  void a_foreign_overflow_beside_many_silent_requests_proves_no_full_queue() {
    var signs =
        Signs.on(Axis.RATE)
            .trial(
                new TrialSigns(
                    100,
                    Map.of(Outcome.OK, 500L, Outcome.REQUEST_TIMEOUT, 300L),
                    Map.of(Outcome.REQUEST_TIMEOUT, 100.0)))
            .kernel(new Kernel(Map.of("ListenOverflows", 1L)))
            .targetOnThisHost(true)
            .build();

    assertThat(Diagnosis.of(signs).findings())
        .noneMatch(
            finding ->
                finding.mechanism() == Mechanism.ACCEPT_QUEUE_FULL
                    && finding.confidence() == Confidence.PROVEN);
  }
}
