package dev.onset.configured;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An NGINX configuration, a whole one or single lines of it: which of its levels the request comes
 * to, and what holds there. A level that says something itself takes nothing of that from the level
 * above (ngx_http_limit_req_merge_conf and its like).
 */
final class Nginx {

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

  private final Request request;
  private final Found found;
  private final Map<String, List<Directive>> level = new HashMap<>();

  Nginx(Request request, Found found) {
    this.request = request;
    this.found = found;
  }

  static boolean knows(List<Directive> directives) {
    return directives.stream().anyMatch(directive -> KNOWN.contains(directive.name()));
  }

  void read(List<Directive> root) {
    var main =
        root.stream()
            .filter(d -> d.name().equals("http"))
            .findFirst()
            .map(Directive::block)
            .orElse(root);
    var limits = new NginxLimits(new NginxZones(main, found), found);
    descend(main);
    var server = new NginxServers(request, found).of(main);
    var blocks = new ArrayList<List<Directive>>();
    if (server != null) {
      blocks.add(server.block());
    }
    var within = server == null ? main : server.block();
    var places = new NginxPlaces(NginxPath.of(request.path()), found).locations(within);
    places.forEach(place -> blocks.add(place.block()));
    blocks.forEach(this::descend);
    if (answersItself(server == null ? List.of() : server.block())
        || (!places.isEmpty() && answersItself(places.get(places.size() - 1).block()))) {
      return;
    }
    limits.of(level);
    if (server == null && places.isEmpty() && !level.containsKey("limit_req")) {
      limits.lone();
    }
  }

  /** A return is carried out before requests are counted (ngx_http_rewrite_module). */
  private boolean answersItself(List<Directive> block) {
    var answer = block.stream().filter(d -> d.name().equals("return")).findFirst();
    answer.ifPresent(
        d -> found.note(d.place(), "answers before any limit is looked at: none applies"));
    return answer.isPresent();
  }

  /** What a level says replaces what the one above it says. */
  private void descend(List<Directive> block) {
    var own = new HashMap<String, List<Directive>>();
    for (var each : block) {
      own.computeIfAbsent(each.name(), name -> new ArrayList<>()).add(each);
      if (each.name().equals("include")) {
        found.note(
            each.place(), "includes %s, which was not read".formatted(Words.shown(each.first())));
      } else if (each.name().equals("if") && !each.block().isEmpty()) {
        found.note(each.place(), "is a condition, which is not evaluated: left out");
      } else if (each.name().equals("rewrite")) {
        found.note(each.place(), "may lead to another location: not followed");
      }
    }
    level.putAll(own);
  }
}
