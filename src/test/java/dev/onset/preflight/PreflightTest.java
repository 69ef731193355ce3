package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.onset.preflight.ProbedAddress.State;
import dev.onset.record.ExperimentRecord.Check;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a preflight says about names and connections that fail, with fakes instead of a network. */
class PreflightTest {

  private static final ProbeRequest REQUEST = request("http://api.example.test/items?key=hunter2");

  @Test
  void a_name_that_does_not_resolve_says_what_to_check() {
    var report =
        preflight(
                host -> {
                  throw new UnknownHostException(host);
                },
                (address, timeout) -> new Socket())
            .check(REQUEST);

    assertThat(report.passed()).isFalse();
    assertThat(report.addresses()).isEmpty();
    assertThat(report.verdict())
        .isEqualTo(
            "The name api.example.test does not resolve. Check the spelling, DNS or /etc/hosts, and"
                + " VPN.");
    assertThat(report.checks())
        .startsWith(new Check("name resolution", false, report.verdict()))
        .extracting(Check::name)
        .containsExactly("name resolution", "proxy settings");
  }

  @Test
  void a_silent_dns_does_not_block_the_preflight() {
    var never = new CountDownLatch(1);
    var report =
        preflight(
                host -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return List.of();
                },
                (address, timeout) -> new Socket())
            .check(REQUEST);
    never.countDown();

    assertThat(report.verdict())
        .startsWith("The name api.example.test was not resolved within 300 ms.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused     | Nothing listens on 10.0.0.1:80: the host refused the connection.",
        "timeout     | 10.0.0.1:80 did not answer within 200 ms. Check that the host is up",
        "kernel      | 10.0.0.1:80 did not answer within 200 ms. Check that the host is up",
        "no route    | There is no route to 10.0.0.1:80 (No route to host).",
        "unreachable | There is no route to 10.0.0.1:80 (Network is unreachable).",
        "forbidden   | This machine does not allow connections to 10.0.0.1:80",
        "other       | Connecting to 10.0.0.1:80 failed: java.io.IOException: odd.",
      })
  void each_way_of_not_connecting_has_its_own_verdict(String how, String verdict) {
    var report = preflight(addresses("10.0.0.1"), failing(Map.of("10.0.0.1", how))).check(REQUEST);

    assertThat(report.passed()).isFalse();
    assertThat(report.verdict()).startsWith(verdict);
    assertThat(report.checks()).extracting(Check::passed).containsExactly(true, false, true);
    assertThat(report.checks().get(1))
        .isEqualTo(new Check("TCP connection", false, report.verdict()));
    assertThat(report.probed()).hasSize(1);
    assertThat(report.probed().get(0).connectTime()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "refused,     REFUSED",
    "timeout,     SILENT",
    "kernel,      SILENT",
    "no route,    UNREACHABLE",
    "unreachable, UNREACHABLE",
    "forbidden,   FORBIDDEN",
    "other,       FAILED"
  })
  void each_way_of_not_connecting_is_a_state_of_its_address(String how, State state) {
    var report = preflight(addresses("10.0.0.1"), failing(Map.of("10.0.0.1", how))).check(REQUEST);

    assertThat(report.failing()).extracting(ProbedAddress::state).containsExactly(state);
  }

  @Test
  void a_silent_address_beside_one_that_works_is_named_and_does_not_stop_the_measurement()
      throws IOException {
    try (var server = new OneAnswer("HTTP/1.1 200 OK\r\n\r\n")) {
      var preflight =
          preflight(
              addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"),
              failing(Map.of("10.0.0.1", "timeout", "10.0.0.3", "refused"), server.port()));

      var report = preflight.check(REQUEST);

      assertThat(report.passed()).isTrue();
      assertThat(report.verdict()).contains(" at 10.0.0.2:80 answered 200");
      assertThat(report.probed())
          .extracting(ProbedAddress::shown, ProbedAddress::state)
          .containsExactly(
              tuple("10.0.0.1:80", State.SILENT),
              tuple("10.0.0.2:80", State.WORKS),
              tuple("10.0.0.3:80", State.REFUSED));
      assertThat(report.findings())
          .filteredOn(finding -> finding.severity() == Severity.WARNING)
          .extracting(Finding::text)
          .satisfiesExactly(
              silent ->
                  assertThat(silent)
                      .startsWith("10.0.0.1:80 did not answer within 200 ms.")
                      .contains("10.0.0.2:80 works, so the target is measured")
                      .contains("a connection that begins with 10.0.0.1:80 loses 200 ms there"),
              refused ->
                  assertThat(refused)
                      .startsWith("Nothing listens on 10.0.0.3:80")
                      .contains("10.0.0.2:80 works and is used instead"));
      assertThat(report.checks()).allMatch(Check::passed);
      assertThat(report.checks().get(1).text()).startsWith("Warning: 10.0.0.1:80 did not answer");
    }
  }

  @Test
  void of_several_addresses_that_all_fail_each_is_named() {
    var report =
        preflight(
                addresses("10.0.0.1", "10.0.0.2"),
                failing(Map.of("10.0.0.1", "timeout", "10.0.0.2", "refused")))
            .check(REQUEST);

    assertThat(report.passed()).isFalse();
    assertThat(report.verdict())
        .startsWith("10.0.0.1:80 did not answer within 200 ms.")
        .endsWith("None of the 2 addresses works.");
    assertThat(report.findings())
        .filteredOn(finding -> finding.severity() == Severity.FAILED)
        .hasSize(2);
    assertThat(report.addresses()).hasSize(2);
  }

  @Test
  void an_address_that_accepts_and_hangs_up_is_told_from_one_that_answers() throws IOException {
    try (var good = new OneAnswer("HTTP/1.1 200 OK\r\n\r\n");
        var bad = new OneAnswer("")) {
      Connector connector =
          (address, timeout) ->
              loopback(
                  address.getAddress().getHostAddress().equals("10.0.0.1")
                      ? bad.port()
                      : good.port());

      var report = preflight(addresses("10.0.0.1", "10.0.0.2"), connector).check(REQUEST);

      assertThat(report.passed()).isTrue();
      assertThat(report.failing())
          .extracting(ProbedAddress::shown, ProbedAddress::state)
          .containsExactly(tuple("10.0.0.1:80", State.NO_ANSWER));
      assertThat(report.findings())
          .filteredOn(finding -> finding.severity() == Severity.WARNING)
          .singleElement()
          .satisfies(
              finding ->
                  assertThat(finding.text())
                      .startsWith("api.example.test:80 at 10.0.0.1:80 ended the connection")
                      .contains("the requests that come to 10.0.0.1:80 fail"));
    }
  }

  @Test
  void a_name_without_any_address_fails() {
    assertThat(preflight(host -> List.of(), failing(Map.of())).check(REQUEST).verdict())
        .isEqualTo("The name api.example.test has no address. Check its records in DNS.");
  }

  @Test
  void a_finding_added_to_a_report_may_turn_it_down() {
    var passed = new PreflightReport(List.of(), List.of(), null, true, "answered");

    assertThat(passed.and(Finding.warning("x", "careful")).passed()).isTrue();
    assertThat(passed.and(Finding.failed("x", "no")).passed()).isFalse();
    assertThat(passed.and(Finding.failed("x", "no")).verdict()).isEqualTo("no");
    assertThat(passed.and(Finding.failed("x", "no")).and(Finding.failed("y", "nor that")).verdict())
        .isEqualTo("no");
  }

  @Test
  void an_ipv6_address_is_shown_in_brackets() {
    var report =
        preflight(addresses("::1"), failing(Map.of("0:0:0:0:0:0:0:1", "refused"))).check(REQUEST);

    assertThat(report.verdict()).startsWith("Nothing listens on [0:0:0:0:0:0:0:1]:80:");
  }

  @Test
  void the_port_follows_from_the_scheme_and_brackets_are_no_part_of_the_host() {
    assertThat(request("https://[::1]/").port()).isEqualTo(443);
    assertThat(request("http://[::1]/").port()).isEqualTo(80);
    assertThat(request("http://[::1]:81/").port()).isEqualTo(81);
    assertThat(request("https://[::1]/").host()).isEqualTo("::1");
  }

  @Test
  void a_request_is_shown_without_its_query_and_header_values() {
    assertThat(REQUEST.toString())
        .isEqualTo("ProbeRequest[GET http://api.example.test/items?…, headers=[Authorization]]")
        .doesNotContain("hunter2");
  }

  private static Preflight preflight(Resolver resolver, Connector connector) {
    return new Preflight(resolver, connector, InstantSource.system(), ProxySettings.none());
  }

  private static Resolver addresses(String... literals) {
    return host -> {
      var addresses = new InetAddress[literals.length];
      for (int i = 0; i < literals.length; i++) {
        addresses[i] = InetAddress.getByName(literals[i]);
      }
      return List.of(addresses);
    };
  }

  private static Connector failing(Map<String, String> howByAddress) {
    return failing(howByAddress, 0);
  }

  /** A network in which the addresses that are not listed lead to a port of loopback. */
  private static Connector failing(Map<String, String> howByAddress, int port) {
    return (address, timeout) -> {
      var how = howByAddress.get(address.getAddress().getHostAddress());
      if (how == null) {
        return loopback(port);
      }
      throw failure(how);
    };
  }

  private static Socket loopback(int port) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  private static IOException failure(String how) {
    return switch (how) {
      case "refused" -> new ConnectException("Connection refused");
      case "timeout" -> new SocketTimeoutException("Connect timed out");
      case "kernel" -> new ConnectException("Connection timed out");
      case "no route" -> new NoRouteToHostException("No route to host");
      case "unreachable" -> new ConnectException("Network is unreachable");
      case "forbidden" -> new ConnectException("Operation not permitted");
      default -> new IOException("odd");
    };
  }

  private static ProbeRequest request(String url) {
    return new ProbeRequest(
        URI.create(url),
        "GET",
        Map.of("Authorization", "hunter2"),
        "",
        Duration.ofMillis(200),
        Duration.ofMillis(300),
        Duration.ofMillis(300));
  }
}
