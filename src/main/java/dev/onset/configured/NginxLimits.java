package dev.onset.configured;

import dev.onset.configured.NginxZones.Zone;
import dev.onset.record.Configured.Kind;
import dev.onset.record.Configured.Scope;
import java.util.List;
import java.util.Map;

/**
 * The limits of one level of an NGINX configuration.
 *
 * <p>Meanings: ngx_http_limit_req_module (all of a level apply; burst is how many may wait for
 * their turn, or with nodelay are served at once), ngx_http_limit_conn_module,
 * ngx_http_proxy_module (timeouts).
 */
final class NginxLimits {

  /** What is read and is no limit that could be compared. */
  private static final List<String> NOTED =
      List.of(
          "keepalive_requests",
          "keepalive_timeout",
          "limit_req_status",
          "limit_conn_status",
          "limit_rate",
          "proxy_send_timeout",
          "proxy_next_upstream_timeout",
          "send_timeout",
          "fastcgi_read_timeout",
          "uwsgi_read_timeout",
          "scgi_read_timeout",
          "grpc_read_timeout");

  private final NginxZones zones;
  private final Found found;

  NginxLimits(NginxZones zones, Found found) {
    this.zones = zones;
    this.found = found;
  }

  /** Those of a level, whose directives are given by name. */
  void of(Map<String, List<Directive>> level) {
    for (var each : level.getOrDefault("limit_req", List.of())) {
      if (isOn(level, "limit_req_dry_run")) {
        found.note(each.place(), "is a dry run: nothing is refused");
      } else {
        requests(each);
      }
    }
    for (var each : level.getOrDefault("limit_conn", List.of())) {
      if (isOn(level, "limit_conn_dry_run")) {
        found.note(each.place(), "is a dry run: nothing is refused");
      } else {
        connections(each);
      }
    }
    for (var name : List.of("proxy_connect_timeout", "proxy_read_timeout")) {
      level.getOrDefault(name, List.of()).forEach(this::timeout);
    }
    for (var name : NOTED) {
      for (var each : level.getOrDefault(name, List.of())) {
        found.note(
            each.place(),
            "is %s: read, and no limit by itself".formatted(Words.shown(each.first())));
      }
    }
  }

  /** The zones of lines that do not say where they are used. */
  void lone() {
    zones
        .all()
        .forEach(
            (name, zone) -> {
              var rate = zone.rate();
              if (rate != null) {
                found.note(
                    zone.place(), "is taken without its limit_req, which would say the burst");
                found.rate(
                    "NGINX's limit_req_zone " + Words.shown(name),
                    zone.words(),
                    zone.place(),
                    zone.scope(),
                    rate,
                    1,
                    null);
              }
            });
  }

  private static boolean isOn(Map<String, List<Directive>> level, String name) {
    return level.getOrDefault(name, List.of()).stream().anyMatch(d -> d.first().equals("on"));
  }

  private void requests(Directive each) {
    var name = each.value("zone=");
    Zone zone = name == null ? null : zones.named(name);
    var rate = zone == null ? null : zone.rate();
    var burst = each.value("burst=");
    if (name == null) {
      found.mistake(each.place(), "names no zone. Write zone=NAME.");
    } else if (zone == null || rate == null) {
      found.note(
          each.place(),
          "uses zone %s, whose limit_req_zone is not here: add that line to know its rate"
              .formatted(Words.shown(name)));
    } else if (burst != null && !burst.matches("0{0,8}[1-9]\\d{0,8}")) {
      found.mistake(each.place(), "has a burst that is no number above 0. Write it like burst=20.");
    } else {
      if (burst != null && !each.parameters().contains("nodelay")) {
        found.note(
            each.place(),
            "lets %s: that shows as latency before anything is refused"
                .formatted(
                    each.value("delay=") == null
                        ? "what exceeds the rate wait"
                        : "a part of what exceeds the rate wait"));
      }
      found.rate(
          "NGINX's limit_req " + Words.shown(name),
          zone.words() + (burst == null ? ", no burst" : ", burst " + burst),
          each.place(),
          zone.scope(),
          rate,
          1,
          burst == null ? 0 : Double.parseDouble(burst));
    }
  }

  private void connections(Directive each) {
    var count = each.words().size() == 3 ? each.words().get(2) : "";
    if (!count.matches("0{0,8}[1-9]\\d{0,4}")) {
      found.mistake(each.place(), "is not a zone and a number. Write it like limit_conn zone 20.");
      return;
    }
    var zone = zones.named(each.first());
    found.add(
        Kind.CONCURRENCY,
        "NGINX's limit_conn " + Words.shown(each.first()),
        count + " at once",
        each.place(),
        zone == null ? Scope.UNKNOWN : zone.scope(),
        Double.valueOf(count),
        null);
  }

  private void timeout(Directive each) {
    var seconds = Spans.nginxSeconds(each.first());
    if (seconds == null) {
      found.mistake(each.place(), "is not a time. Write it like 60s.");
    } else if (seconds > 0) {
      found.add(
          Kind.HARD_TIMEOUT,
          "NGINX's " + each.name(),
          Words.number(seconds) + " s",
          each.place(),
          Scope.EVERYONE,
          seconds,
          null);
    }
  }
}
