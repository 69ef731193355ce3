package dev.onset.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxySettingsTest {

  @Test
  void no_proxy_anywhere_is_said() throws UnknownHostException {
    assertThat(finding("http://api.example.test", Map.of(), Map.of()))
        .isEqualTo(
            Finding.ok("proxy settings", "None is set; Onset connects directly in any case."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // target, variable, value, no_proxy, severity
        "http://api.example.test  | http_proxy  | http://proxy.test:3128 | -                | WARNING",
        "http://api.example.test  | HTTP_PROXY  | http://proxy.test:3128 | -                | WARNING",
        "http://api.example.test  | https_proxy | http://proxy.test:3128 | -                | OK",
        "https://api.example.test | https_proxy | http://proxy.test:3128 | -                | WARNING",
        "https://api.example.test | http_proxy  | http://proxy.test:3128 | -                | OK",
        "https://api.example.test | all_proxy   | socks5://proxy.test:99 | -                | WARNING",
        "http://api.example.test  | http_proxy  | proxy.test:3128        | other.test       | WARNING",
        "http://api.example.test  | http_proxy  | proxy.test:3128        | a, .example.test | OK",
        "http://api.example.test  | http_proxy  | proxy.test:3128        | API.example.test | OK",
        "http://api.example.test  | http_proxy  | proxy.test:3128        | pi.example.test  | WARNING",
        "http://api.example.test  | http_proxy  | proxy.test:3128        | *                | OK",
        "http://localhost         | http_proxy  | proxy.test:3128        | -                | OK",
        "http://127.0.0.1         | http_proxy  | proxy.test:3128        | -                | OK",
      })
  void a_variable_for_this_target_is_warned_of(
      String target, String name, String value, String noProxy, Severity severity)
      throws UnknownHostException {
    var environment = new TreeMap<>(Map.of(name, value));
    if (noProxy != null) {
      environment.put("no_proxy", noProxy);
    }

    var finding = finding(target, environment, Map.of());

    assertThat(finding.severity()).isEqualTo(severity);
    assertThat(finding.text()).contains("proxy.test").contains("connects directly");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "http://api.example.test  | http.proxyHost  | -               | WARNING",
        "https://api.example.test | http.proxyHost  | -               | OK",
        "https://api.example.test | https.proxyHost | -               | WARNING",
        "https://api.example.test | socksProxyHost  | -               | WARNING",
        "https://api.example.test | https.proxyHost | *.example.test  | OK",
        "https://api.example.test | https.proxyHost | 'a.test|api.*'  | OK",
        "https://api.example.test | https.proxyHost | a.test          | WARNING",
      })
  void a_property_for_this_target_is_warned_of(
      String target, String name, String nonProxyHosts, Severity severity)
      throws UnknownHostException {
    var properties = new TreeMap<>(Map.of(name, "proxy.test"));
    if (nonProxyHosts != null) {
      properties.put("http.nonProxyHosts", nonProxyHosts.replace("\\", ""));
    }

    assertThat(finding(target, Map.of(), properties).severity()).isEqualTo(severity);
  }

  @Test
  void the_port_of_a_property_is_shown() throws UnknownHostException {
    var properties = Map.of("http.proxyHost", "proxy.test", "http.proxyPort", "3128");

    assertThat(finding("http://api.example.test", Map.of(), properties).text())
        .startsWith("-Dhttp.proxyHost = proxy.test:3128 is set");
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:hunter2@proxy.test:3128, proxy.test:3128",
    "user:hunter2@proxy.test, proxy.test",
    "http://user:hunter2@[::1]:3128/, [::1]:3128",
    "http://proxy.test/hunter2, ***"
  })
  void of_a_proxy_only_host_and_port_are_shown(String value, String shown)
      throws UnknownHostException {
    assertThat(finding("http://api.example.test", Map.of("http_proxy", value), Map.of()).text())
        .contains("http_proxy = " + shown + " ")
        .doesNotContain("hunter2");
  }

  private static Finding finding(
      String target, Map<String, String> environment, Map<String, String> properties)
      throws UnknownHostException {
    var url = URI.create(target);
    var limit = Duration.ofSeconds(1);
    var request = new ProbeRequest(url, "GET", Map.of(), "", limit, limit, limit);
    var address = InetAddress.getByName(url.getHost().startsWith("api") ? "10.0.0.1" : "127.0.0.1");
    return new ProxySettings(environment, properties).finding(request, List.of(address));
  }
}
