package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.MATCH_ANY;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Onset relies on in Gatling and what no documentation promises: that the response transformer
 * sees every answer, that the listener's logger carries every other cause, and how Netty words it.
 * Whoever raises Gatling's version finds out here what has changed.
 *
 * <p>One run of Gatling, in a process of its own, against servers on loopback.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux drops a SYN when a queue is full")
class GatlingContractTest {

  private static FaultyTarget target;
  private static GatlingProcess.Result run;
  private static Map<Cause, CauseSimulation.Result> results;

  @BeforeAll
  static void every_cause_is_provoked_once(@TempDir Path folder) throws Exception {
    target = new FaultyTarget();
    var file = folder.resolve("results.json");
    var settings = new TreeMap<>(CauseSimulation.settings(target, file));
    settings.putAll(resolvingLocally(folder));
    run = GatlingProcess.run(CauseSimulation.class, settings, folder);
    assertThat(file).as("results of a run that said:%n%s", run.output()).exists();
    results = CauseSimulation.read(file);
  }

  @AfterAll
  static void servers_are_closed() {
    if (target != null) {
      target.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_cause_is_recognised_and_quoted(Cause cause) {
    assertThat(results).as(run.output()).containsKey(cause);
    var result = results.get(cause);
    assertThat(result.outcome()).as("outcome of: %s", result.text()).isEqualTo(cause.outcome());
    if (cause.text() == null) {
      assertThat(result.text()).isNull();
    } else {
      assertThat(result.text()).contains(cause.text());
    }
  }

  @Test
  void the_configured_connect_timeout_is_the_one_that_runs_out() {
    assertThat(results.get(Cause.ACCEPT_QUEUE_FULL).millis()).isBetween(390L, 1_200L);
  }

  @Test
  void each_address_of_a_name_has_the_whole_connect_timeout() {
    assertThat(results.get(Cause.ACCEPT_QUEUE_FULL_ON_TWO_ADDRESSES).millis())
        .isBetween(790L, 1_450L);
  }

  @Test
  void the_configured_handshake_timeout_is_the_one_that_runs_out() {
    assertThat(results.get(Cause.TLS_NEVER_ANSWERED).millis()).isBetween(690L, 1_450L);
  }

  @Test
  void the_request_timeout_covers_connecting() {
    assertThat(results.get(Cause.GIVEN_UP_WHILE_CONNECTING).millis()).isGreaterThanOrEqualTo(240L);
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER_ANSWERED", "STALLED_IN_THE_BODY"})
  void the_request_timeout_covers_the_whole_answer(Cause cause) {
    assertThat(results.get(cause).text()).endsWith("after 1500 ms");
    assertThat(results.get(cause).millis()).isBetween(1_490L, 3_000L);
  }

  @Test
  void headers_of_an_answer_reach_the_limiters_reading() {
    assertThat(results.get(Cause.TURNED_AWAY_BY_A_RATE_LIMIT).waitSeconds()).isEqualTo(7);
  }

  @Test
  void a_repeated_header_is_read_as_one_list() {
    assertThat(results.get(Cause.WITHOUT_CAPACITY).waitSeconds()).isEqualTo(9);
  }

  @Test
  void what_looks_like_the_expression_language_arrives_verbatim() {
    assertThat(target.requests(Cause.REDIRECTED))
        .singleElement()
        .asString()
        .startsWith("POST / HTTP/1.1\r\n")
        .containsIgnoringCase("\r\nX-Braces: " + CauseSimulation.HEADER + "\r\n")
        .endsWith("\r\n\r\n" + CauseSimulation.BODY);
  }

  @Test
  void a_redirect_is_not_followed() {
    assertThat(results).containsKey(Cause.REDIRECTED);
    assertThat(target.strayConnections()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      mode = MATCH_ANY,
      names = {"CLOSED_WITHOUT_ANSWER", "CLOSED_IN.*", "RESET_.*", "NOT_HTTP", "STALLED.*"})
  void a_request_that_failed_on_a_new_connection_is_not_sent_again(Cause cause) {
    assertThat(target.requests(cause)).hasSize(1);
  }

  /** Not wanted, and not to be switched off: an early close of a reused connection stays unseen. */
  @Test
  void a_request_whose_reused_connection_was_closed_is_sent_once_more_on_a_new_one() {
    assertThat(target.requests(Cause.CLOSED_ON_REUSE))
        .hasSize(Cause.CLOSED_ON_REUSE.requests() + 1);
    assertThat(target.connections(Cause.CLOSED_ON_REUSE)).isEqualTo(2);
  }

  @Test
  void warming_up_goes_to_the_sink_alone() {
    assertThat(target.requests(Cause.SERVED))
        .filteredOn(request -> request.startsWith("GET / "))
        .hasSize(Cause.values().length);
    assertThat(target.requests(Cause.SERVED))
        .filteredOn(request -> request.startsWith("POST / "))
        .hasSize(1);
  }

  @Test
  void failures_are_read_from_the_log_and_do_not_fill_the_output() {
    assertThat(run.exitCode()).isZero();
    assertThat(run.output()).doesNotContain("failed for user").doesNotContain("Exception");
  }

  @Test
  void a_gatling_that_would_report_its_use_is_refused(@TempDir Path folder) throws Exception {
    var settings = new TreeMap<>(resolvingLocally(folder));
    settings.put("gatling.data.enableAnalytics", "true");

    var refused = GatlingProcess.run(CauseSimulation.class, settings, folder);

    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.output()).contains("gatling.data.enableAnalytics is on");
  }

  /** No name but the fixtures' own can be resolved, so that nothing can leave this machine. */
  private static Map<String, String> resolvingLocally(Path folder) throws IOException {
    var hosts = Files.writeString(folder.resolve("hosts"), FaultyTarget.hostsFile());
    return Map.of("jdk.net.hosts.file", hosts.toString());
  }
}
