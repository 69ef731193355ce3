package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

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
        .containsExactly(new Check("name resolution", false, report.verdict()));
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
    assertThat(report.checks()).extracting(Check::passed).containsExactly(true, false);
    assertThat(report.checks().get(1))
        .isEqualTo(new Check("TCP connection", false, report.verdict()));
  }

  @Test
  void a_silent_address_among_others_fails_the_preflight() {
    var preflight =
        preflight(addresses("10.0.0.1", "10.0.0.2"), failing(Map.of("10.0.0.2", "timeout")));

    var report = preflight.check(REQUEST);

    assertThat(report.passed()).isFalse();
    assertThat(report.addresses()).hasSize(2);
    assertThat(report.verdict()).startsWith("10.0.0.2:80 did not answer within 200 ms");
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
    return new Preflight(resolver, connector, InstantSource.system());
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
    return (address, timeout) -> {
      var how = howByAddress.get(address.getAddress().getHostAddress());
      if (how == null) {
        return new Socket();
      }
      throw failure(how);
    };
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
