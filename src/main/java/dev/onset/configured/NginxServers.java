package dev.onset.configured;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which server of an NGINX configuration a request comes to, as nginx.org describes in "How nginx
 * processes a request" and "Server names": those that listen on the port; among them by exact name,
 * by wildcard at the front, by wildcard at the end, by regular expression; else the default server,
 * which is the first when none is marked.
 */
final class NginxServers {

  private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})");

  private final Request request;
  private final Found found;

  NginxServers(Request request, Found found) {
    this.request = request;
    this.found = found;
  }

  /** The server; null when there is none. */
  @Nullable Directive of(List<Directive> http) {
    var servers = http.stream().filter(d -> d.name().equals("server")).toList();
    if (servers.isEmpty()) {
      return null;
    }
    var listening = servers.stream().filter(server -> listens(server, false)).toList();
    var chosen = chosen(listening.isEmpty() ? servers : listening);
    var place = "line %d, server".formatted(chosen.line());
    if (listening.isEmpty() && request.port() > 0) {
      found.note(place, "is taken, though it does not say that it listens on " + request.port());
    } else if (servers.size() > 1) {
      found.note(place, "is taken for the one that is measured, of %d".formatted(servers.size()));
    }
    return chosen;
  }

  private Directive chosen(List<Directive> servers) {
    List<Predicate<String>> ways =
        List.of(
            this::isHost,
            name -> isBehind(name),
            name -> name.endsWith(".*") && host().startsWith(name.substring(0, name.length() - 1)),
            name ->
                name.startsWith("~")
                    && Boolean.TRUE.equals(Regex.found(name.substring(1), true, host())));
    for (var way : ways) {
      var named = servers.stream().filter(server -> isNamed(server, way)).findFirst();
      if (named.isPresent()) {
        return named.get();
      }
    }
    return servers.stream()
        .filter(server -> listens(server, true))
        .findFirst()
        .orElse(servers.get(0));
  }

  private String host() {
    var host = request.host();
    return host == null ? "" : host;
  }

  private boolean isHost(String name) {
    return name.equalsIgnoreCase(host())
        || (name.startsWith(".") && name.substring(1).equalsIgnoreCase(host()));
  }

  private boolean isBehind(String name) {
    var suffix = name.startsWith("*.") ? name.substring(1) : name;
    return suffix.startsWith(".") && host().endsWith(suffix);
  }

  private boolean isNamed(Directive server, Predicate<String> way) {
    return !host().isEmpty()
        && server.block().stream()
            .filter(d -> d.name().equals("server_name"))
            .anyMatch(d -> d.parameters().stream().anyMatch(way));
  }

  private boolean listens(Directive server, boolean asDefault) {
    var listens = server.block().stream().filter(d -> d.name().equals("listen")).toList();
    return listens.isEmpty()
        ? request.port() == 80 && !asDefault
        : listens.stream()
            .filter(d -> !asDefault || d.words().contains("default_server"))
            .anyMatch(d -> port(d.first()) == request.port());
  }

  private static int port(String address) {
    if (address.startsWith("unix:")) {
      return -1;
    }
    var port = PORT.matcher(address);
    return port.matches() && !address.endsWith("]") ? Integer.parseInt(port.group(1)) : 80;
  }
}
