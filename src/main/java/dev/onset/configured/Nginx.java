package dev.onset.configured;

import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The limits of an NGINX configuration, a whole one or single lines of it.
 *
 * <p>Meanings: nginx.org, ngx_http_limit_req_module (rate in r/s or r/m; burst is how many may wait
 * for their turn, or with nodelay be served at once; a level without limit_req takes that of the
 * level above), ngx_http_limit_conn_module, ngx_http_proxy_module (timeouts, 60 s by default).
 */
final class Nginx {

  private static final Pattern RATE = Pattern.compile("(\\d{1,9})r/([sm])");
  private static final Set<String> KNOWN =
      Set.of(
          "limit_req",
          "limit_conn",
          "limit_req_zone",
          "limit_conn_zone",
          "proxy_read_timeout",
          "proxy_connect_timeout",
          "http",
          "server",
          "location",
          "limit_req_status",
          "limit_conn_status",
          "limit_req_dry_run",
          "limit_conn_dry_run",
          "keepalive_requests",
          "keepalive_timeout",
          "proxy_pass",
          "include",
          "events",
          "upstream");

  /** A zone in which requests or connections are counted. */
  private record Zone(double perMinute, Scope scope, String place) {}

  private final Request request;
  private final Found found;
  private final Map<String, Zone> zones = new HashMap<>();
  private boolean used;

  Nginx(Request request, Found found) {
    this.request = request;
    this.found = found;
  }

  static boolean knows(List<Directive> directives) {
    return directives.stream().anyMatch(directive -> KNOWN.contains(directive.name()));
  }

  void read(List<Directive> root) {
    var http = root.stream().filter(d -> d.name().equals("http")).findFirst();
    var main = http.map(Directive::block).orElse(root);
    zones(main);
    var level = new HashMap<String, List<Directive>>();
    descend(main, level);
    var server = new NginxPlaces(request, found).server(main);
    if (server != null) {
      descend(server.block(), level);
      var location = new NginxPlaces(request, found).location(server.block());
      while (location != null) {
        descend(location.block(), level);
        location = new NginxPlaces(request, found).location(location.block());
      }
    }
    limits(level);
    if (!used && server == null && zones.values().stream().anyMatch(zone -> zone.perMinute() > 0)) {
      zones.forEach((name, zone) -> lone(name, zone));
    }
  }

  /** What a level says replaces what the one above it says. */
  private void descend(List<Directive> block, Map<String, List<Directive>> level) {
    var own = new HashMap<String, List<Directive>>();
    for (var each : block) {
      own.computeIfAbsent(each.name(), name -> new java.util.ArrayList<>()).add(each);
      if (each.name().equals("include")) {
        found.note(
            at(each), "includes %s, which was not read".formatted(Words.shown(each.first())));
      } else if (each.name().equals("if") && knows(each.block())) {
        found.note(at(each), "has limits under a condition, which is not evaluated: left out");
      }
    }
    level.putAll(own);
  }

  private static String at(Directive directive) {
    return "line %d, %s".formatted(directive.line(), Words.shown(directive.name()));
  }

  private void zones(List<Directive> block) {
    for (var each : block) {
      boolean rate = each.name().equals("limit_req_zone");
      if (!rate && !each.name().equals("limit_conn_zone")) {
        continue;
      }
      var zone = value(each, "zone=");
      var written = value(each, "rate=");
      var matcher = RATE.matcher(written == null ? "" : written);
      if (zone == null) {
        found.mistake(at(each), "names no zone. Write zone=NAME:SIZE.");
      } else if (rate && !matcher.matches()) {
        found.mistake(at(each), "has no rate. Write it like rate=10r/s or rate=30r/m.");
      } else {
        double perMinute =
            !rate
                ? 0
                : Double.parseDouble(matcher.group(1)) * (matcher.group(2).equals("s") ? 60 : 1);
        zones.put(zone.split(":", 2)[0], new Zone(perMinute, scope(each.first()), at(each)));
      }
    }
  }

  private static Scope scope(String key) {
    if (key.contains("remote_addr") || key.contains("realip")) {
      return Scope.ADDRESS;
    }
    if (!key.contains("$") || key.equals("$server_name") || key.equals("$host")) {
      return Scope.EVERYONE;
    }
    return key.contains("$http_") || key.contains("$arg_") || key.contains("$remote_user")
        ? Scope.CREDENTIAL
        : Scope.UNKNOWN;
  }

  private static @Nullable String value(Directive directive, String prefix) {
    return directive.parameters().stream()
        .filter(word -> word.startsWith(prefix))
        .map(word -> word.substring(prefix.length()))
        .findFirst()
        .orElse(null);
  }

  private void limits(Map<String, List<Directive>> level) {
    for (var each : level.getOrDefault("limit_req", List.of())) {
      used = true;
      if (off(level, "limit_req_dry_run")) {
        found.note(at(each), "is a dry run: nothing is refused");
      } else {
        requests(each);
      }
    }
    for (var each : level.getOrDefault("limit_conn", List.of())) {
      if (off(level, "limit_conn_dry_run")) {
        found.note(at(each), "is a dry run: nothing is refused");
      } else {
        connections(each);
      }
    }
    for (var name : List.of("proxy_connect_timeout", "proxy_read_timeout")) {
      for (var each : level.getOrDefault(name, List.of())) {
        var seconds = Spans.seconds(each.first());
        if (seconds == null) {
          found.mistake(at(each), "is not a time. Write it like 60s.");
        } else {
          found.add(
              Kind.HARD_TIMEOUT,
              "NGINX's " + name,
              Words.number(seconds) + " s",
              at(each),
              Scope.EVERYONE,
              seconds,
              null);
        }
      }
    }
    for (var name : List.of("keepalive_requests", "keepalive_timeout", "limit_req_status")) {
      for (var each : level.getOrDefault(name, List.of())) {
        found.note(
            at(each), "is %s: read, and no limit by itself".formatted(Words.shown(each.first())));
      }
    }
  }

  private static boolean off(Map<String, List<Directive>> level, String name) {
    return level.getOrDefault(name, List.of()).stream().anyMatch(d -> d.first().equals("on"));
  }

  private void requests(Directive each) {
    var name = value(each, "zone=");
    var zone = name == null ? null : zones.get(name);
    var burst = value(each, "burst=");
    if (name == null) {
      found.mistake(at(each), "names no zone. Write zone=NAME.");
    } else if (zone == null || zone.perMinute() <= 0) {
      found.note(
          at(each),
          "uses zone %s, whose limit_req_zone is not here: add that line to know its rate"
              .formatted(Words.shown(name)));
    } else if (burst != null && !burst.matches("\\d{1,9}")) {
      found.mistake(at(each), "has a burst that is no number. Write it like burst=20.");
    } else {
      double perMinute = zone.perMinute();
      boolean whole = perMinute % 60 == 0;
      found.rate(
          "NGINX's limit_req " + Words.shown(name),
          at(each),
          zone.scope(),
          whole ? perMinute / 60 : perMinute,
          whole ? 1 : 60,
          burst == null ? 0 : Double.parseDouble(burst));
    }
  }

  private void lone(String name, Zone zone) {
    if (zone.perMinute() > 0) {
      boolean whole = zone.perMinute() % 60 == 0;
      found.rate(
          "NGINX's limit_req_zone " + Words.shown(name),
          zone.place(),
          zone.scope(),
          whole ? zone.perMinute() / 60 : zone.perMinute(),
          whole ? 1 : 60,
          null);
    }
  }

  private void connections(Directive each) {
    var count = each.words().size() == 3 ? each.words().get(2) : "";
    if (!count.matches("\\d{1,9}")) {
      found.mistake(at(each), "is not a zone and a number. Write it like limit_conn zone 20.");
      return;
    }
    var zone = zones.get(each.first());
    found.add(
        Kind.CONCURRENCY,
        "NGINX's limit_conn " + Words.shown(each.first()),
        count + " at once",
        at(each),
        zone == null ? Scope.UNKNOWN : zone.scope(),
        Double.valueOf(count),
        null);
  }
}
