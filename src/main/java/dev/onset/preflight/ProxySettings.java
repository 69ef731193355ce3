package dev.onset.preflight;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The proxies that environment and JVM name for other programs. Onset connects directly, whatever
 * they say. Immutable.
 *
 * @param environment variables such as {@code http_proxy} and {@code NO_PROXY}
 * @param properties of the JVM, such as {@code https.proxyHost}
 */
public record ProxySettings(Map<String, String> environment, Map<String, String> properties) {

  static final String PROXY = "proxy settings";

  private static final String DEFAULT_NON_PROXY_HOSTS = "localhost|127.*|[::1]";
  private static final Pattern PROXY_URL =
      Pattern.compile(
          "(?:[A-Za-z0-9+.-]+://)?(?:.*@)?([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(:\\d+)?/?");

  public ProxySettings {
    environment = Map.copyOf(environment);
    properties = Map.copyOf(properties);
  }

  /** No proxy anywhere. */
  public static ProxySettings none() {
    return new ProxySettings(Map.of(), Map.of());
  }

  /** What this process was started with. */
  public static ProxySettings ofProcess() {
    var properties = new TreeMap<String, String>();
    for (var name : System.getProperties().stringPropertyNames()) {
      properties.put(name, System.getProperty(name, ""));
    }
    return new ProxySettings(System.getenv(), properties);
  }

  /** Which proxies there are, and what it means that they are not used. */
  Finding finding(ProbeRequest request, List<InetAddress> addresses) {
    var all = new ArrayList<String>();
    var concerned = new ArrayList<String>();
    boolean loopback =
        request.host().equalsIgnoreCase("localhost")
            || (!addresses.isEmpty()
                && addresses.stream().allMatch(InetAddress::isLoopbackAddress));
    var scheme = request.overTls() ? "https" : "http";
    for (var name : List.of("http_proxy", "https_proxy", "all_proxy")) {
      var value = variable(name);
      if (!value.isEmpty()) {
        all.add(name + " = " + harmless(value));
        if (!loopback && !exemptByVariable(request.host()) && !name.equals(other(scheme))) {
          concerned.add(all.get(all.size() - 1));
        }
      }
    }
    for (var name : List.of("http.proxyHost", "https.proxyHost", "socksProxyHost")) {
      var host = properties.getOrDefault(name, "");
      if (!host.isEmpty()) {
        var port = properties.getOrDefault(name.replace("Host", "Port"), "");
        all.add("-D" + name + " = " + harmless(host + (port.isEmpty() ? "" : ":" + port)));
        if (!loopback
            && !exemptByProperty(request.host())
            && (name.equals(scheme + ".proxyHost") || name.equals("socksProxyHost"))) {
          concerned.add(all.get(all.size() - 1));
        }
      }
    }
    if (all.isEmpty()) {
      return Finding.ok(PROXY, "None is set; Onset connects directly in any case.");
    }
    if (concerned.isEmpty()) {
      return Finding.ok(
          PROXY,
          "%s: not for this target; Onset connects directly in any case."
              .formatted(String.join(", ", all)));
    }
    return Finding.warning(
        PROXY,
        "%s is set for targets like this one, and not used: Onset connects directly, since through a proxy it would measure the proxy. If the target can be reached through the proxy only, connections fail here; run Onset where there is a direct way."
            .formatted(String.join(", ", concerned)));
  }

  private static String other(String scheme) {
    return scheme.equals("http") ? "https_proxy" : "http_proxy";
  }

  private String variable(String name) {
    var value = environment.getOrDefault(name, "");
    return (value.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : value)
        .strip();
  }

  /** Hosts and domains, separated by commas; {@code *} is all of them. */
  private boolean exemptByVariable(String host) {
    var lower = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(variable("no_proxy").toLowerCase(Locale.ROOT).split("[,\\s]+"))
        .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
        .filter(entry -> !entry.isEmpty())
        .anyMatch(entry -> entry.equals("*") || lower.equals(entry) || lower.endsWith("." + entry));
  }

  /** Patterns with {@code *} at either end, separated by bars. */
  private boolean exemptByProperty(String host) {
    var patterns = properties.getOrDefault("http.nonProxyHosts", DEFAULT_NON_PROXY_HOSTS);
    return Arrays.stream(patterns.split("\\|"))
        .filter(pattern -> !pattern.isBlank())
        .map(pattern -> Pattern.quote(pattern.strip()).replace("*", "\\E.*\\Q"))
        .anyMatch(regex -> Pattern.compile("(?i)" + regex).matcher(host).matches());
  }

  /** Host and port alone: the rest may hold a password. */
  private static String harmless(String proxy) {
    var matcher = PROXY_URL.matcher(proxy);
    if (!matcher.matches()) {
      return "***";
    }
    return matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2));
  }
}
