package dev.onset.configured;

import dev.onset.record.Configured.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The zones in which NGINX counts requests and connections. Rates as in
 * src/http/modules/ngx_http_limit_req_module.c (ngx_http_limit_req_zone): requests per second
 * unless r/m is written, kept in whole thousandths of a request per second.
 */
final class NginxZones {

  private static final Pattern RATE = Pattern.compile("(\\d{1,9})(r/[sm])?");
  private static final double PARTS = 1_000;

  /**
   * One zone.
   *
   * @param rate requests per second; null when it counts connections
   * @param written the rate as written
   */
  record Zone(@Nullable Double rate, String written, Scope scope, String place) {

    /** The rate in words. */
    String words() {
      return rate == null
          ? ""
          : Words.rate(rate, 1) + (written.endsWith("r/m") ? " (" + written + ")" : "");
    }
  }

  private final Found found;
  private final Map<String, Zone> zones = new LinkedHashMap<>();

  NginxZones(List<Directive> http, Found found) {
    this.found = found;
    for (var each : http) {
      if (each.name().equals("limit_req_zone")) {
        add(each, true);
      } else if (each.name().equals("limit_conn_zone")) {
        add(each, false);
      }
    }
  }

  @Nullable Zone named(String name) {
    return zones.get(name);
  }

  Map<String, Zone> all() {
    return zones;
  }

  private void add(Directive each, boolean isRate) {
    var zone = each.value("zone=");
    var written = each.value("rate=");
    if (zone == null) {
      found.mistake(each.place(), "names no zone. Write zone=NAME:SIZE.");
      return;
    }
    var name = zone.split(":", 2)[0];
    if (!isRate) {
      zones.put(name, new Zone(null, "", scope(each), each.place()));
      return;
    }
    var matcher = RATE.matcher(written == null ? "" : written);
    double rate = matcher.matches() ? perSecond(matcher.group(1), matcher.group(2)) : 0;
    if (rate > 0 && written != null) {
      zones.put(name, new Zone(rate, written, scope(each), each.place()));
    } else {
      found.mistake(each.place(), "has no rate. Write it like rate=10r/s or rate=30r/m.");
    }
  }

  private static double perSecond(String count, @Nullable String unit) {
    return Math.floor(Double.parseDouble(count) * PARTS / ("r/m".equals(unit) ? 60 : 1)) / PARTS;
  }

  /** Whom the key tells apart; requests for which it is empty are not counted at all. */
  private Scope scope(Directive each) {
    var key = each.first();
    if (key.contains("remote_addr") || key.contains("realip")) {
      return Scope.ADDRESS;
    }
    if (!key.contains("$") || key.equals("$server_name") || key.equals("$host")) {
      return Scope.EVERYONE;
    }
    found.note(
        each.place(),
        "counts for each %s: requests for which that is empty are not limited"
            .formatted(Words.shown(key)));
    return key.contains("$http_") || key.contains("$arg_") || key.contains("$remote_user")
        ? Scope.CREDENTIAL
        : Scope.UNKNOWN;
  }
}
