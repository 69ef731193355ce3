package dev.onset.configured;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which server and location of an NGINX configuration a request comes to. As nginx.org describes in
 * "How nginx processes a request" and for {@code location}, but regular expressions are not
 * evaluated; that is noted.
 */
final class NginxPlaces {

  private final Request request;
  private final Found found;

  NginxPlaces(Request request, Found found) {
    this.request = request;
    this.found = found;
  }

  /** The server: by port, then by name, else the first; null when there is none. */
  @Nullable Directive server(List<Directive> http) {
    var servers = http.stream().filter(d -> d.name().equals("server")).toList();
    var byPort = servers.stream().filter(this::listens).toList();
    var candidates = byPort.isEmpty() ? servers : byPort;
    if (candidates.isEmpty()) {
      return null;
    }
    var chosen = candidates.stream().filter(this::named).findFirst().orElse(candidates.get(0));
    if (servers.size() > 1) {
      found.note(
          "line %d, server".formatted(chosen.line()),
          "is taken for the one that is measured, of %d".formatted(servers.size()));
    }
    return chosen;
  }

  private boolean listens(Directive server) {
    var listens = server.block().stream().filter(d -> d.name().equals("listen")).toList();
    var port = Integer.toString(request.port());
    return listens.stream()
        .map(Directive::first)
        .anyMatch(address -> address.equals(port) || address.endsWith(":" + port));
  }

  private boolean named(Directive server) {
    var host = request.host();
    return host != null
        && server.block().stream()
            .filter(d -> d.name().equals("server_name"))
            .anyMatch(d -> d.parameters().contains(host));
  }

  /** The location with the longest prefix; null when there is none. */
  @Nullable Directive location(List<Directive> block) {
    Directive best = null;
    int longest = -1;
    for (var each : block) {
      if (!each.name().equals("location") || each.words().size() < 2) {
        continue;
      }
      var modifier = each.words().size() > 2 ? each.first() : "";
      var path = each.words().get(each.words().size() - 1);
      if (modifier.startsWith("~")) {
        if (Nginx.knows(each.block())) {
          found.note(
              "line %d, location".formatted(each.line()),
              "has a regular expression, which is not evaluated: left out");
        }
      } else if (modifier.equals("=")
          ? request.path().equals(path)
          : request.path().startsWith(path)) {
        int length = modifier.equals("=") ? Integer.MAX_VALUE : path.length();
        if (length > longest) {
          best = each;
          longest = length;
        }
      }
    }
    return best;
  }
}
