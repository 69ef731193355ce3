package dev.onset.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.onset.config.Settings;
import dev.onset.config.SettingsLoader;
import dev.onset.preflight.Finding;
import dev.onset.preflight.Preflight;
import dev.onset.preflight.PreflightReport;
import dev.onset.preflight.ProxySettings;
import dev.onset.preflight.Severity;
import dev.onset.request.Header;
import dev.onset.sandbox.Sandbox;
import dev.onset.sandbox.SandboxLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetCheckTest {

  @Test
  void timeouts_that_fit_are_a_line_of_the_preflight() {
    var report = check(Map.of(), "10.0.0.1", "10.0.0.2");

    assertThat(report.passed()).isTrue();
    assertThat(last(report.findings()).text())
        .startsWith("Connecting to 2 addresses takes less than the request timeout");
  }

  @Test
  void timeouts_that_do_not_fit_the_number_of_addresses_turn_the_target_down() {
    var tight = Map.of("onset.timeouts.connect", "2900ms", "onset.timeouts.request", "5s");

    assertThat(check(tight, "10.0.0.1").passed()).isTrue();
    var report = check(tight, "10.0.0.1", "10.0.0.2");
    assertThat(report.passed()).isFalse();
    assertThat(report.verdict()).contains("connect 2900ms x 2 addresses");
    assertThat(last(report.findings()).severity()).isEqualTo(Severity.FAILED);
  }

  @Test
  void the_request_is_the_one_of_the_settings() {
    var target = settings(Map.of("onset.target.headers.X-A", "b")).target();

    var request = TargetCheck.request(target, settings(Map.of()).timeouts());

    assertThat(request.url()).hasToString("http://api.example.test/");
    assertThat(request.headers().list()).containsExactly(new Header("X-A", "b"));
    assertThat(request.requestTimeout()).isEqualTo(settings(Map.of()).timeouts().request());
  }

  @Test
  void what_of_a_curl_command_is_not_done_is_a_warning(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("a.txt"), "curl -L http://api.example.test");
    var settings =
        SettingsLoader.load(
            ConfigFactory.parseMap(Map.of("onset.target.curl-file", file.toString())),
            Clock.systemUTC());

    var report = check(settings, "10.0.0.1");

    assertThat(report.passed()).isTrue();
    assertThat(report.findings())
        .contains(Finding.warning("curl command", settings.target().notes().get(0)));
  }

  /** With a network in which the last address leads to a sandbox and the others are silent. */
  private static PreflightReport check(Map<String, String> given, String... literals) {
    return check(settings(given), literals);
  }

  private static PreflightReport check(Settings settings, String... literals) {
    try (var sandbox = Sandbox.start(SandboxLimits.unlimited())) {
      var addresses = new ArrayList<InetAddress>();
      for (var literal : literals) {
        addresses.add(InetAddress.getByName(literal));
      }
      var preflight =
          new Preflight(
              host -> addresses,
              (address, timeout) -> {
                if (address.getAddress().equals(addresses.get(addresses.size() - 1))) {
                  return new Socket(InetAddress.getLoopbackAddress(), sandbox.port());
                }
                throw new SocketTimeoutException("Connect timed out");
              },
              InstantSource.system(),
              ProxySettings.none());
      return TargetCheck.check(preflight, settings.target(), settings.timeouts());
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Settings settings(Map<String, String> given) {
    var all = new TreeMap<>(given);
    all.put("onset.target.base-url", "http://api.example.test");
    return SettingsLoader.load(ConfigFactory.parseMap(all), Clock.systemUTC());
  }

  private static Finding last(List<Finding> findings) {
    return findings.get(findings.size() - 1);
  }
}
