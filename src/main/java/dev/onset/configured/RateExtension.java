package dev.onset.configured;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onset.record.Configured.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-ratelimit…} extensions of an OpenAPI document. No standard defines them. Read are
 * the spellings in use: {@code x-rate-limit: 120/min}; {@code x-ratelimit: {limit: 100, period:
 * 60}} and its synonyms; {@code x-ratelimit-limit: 100} beside {@code x-ratelimit-period: 60}. The
 * headers of responses describe answers and are no limits; they stand elsewhere and are not looked
 * at.
 */
final class RateExtension {

  private static final Pattern TEXT =
      Pattern.compile(
          "(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(?:r|req|requests?|calls?)?\\s*(?:/|per|in|every)\\s*(.{1,20})",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> AMOUNTS =
      Set.of(
          "limit",
          "requests",
          "calls",
          "rate",
          "max",
          "events",
          "permitlimit",
          "quota",
          "count",
          "average");
  private static final Set<String> WINDOWS =
      Set.of(
          "period",
          "renewalperiod",
          "window",
          "interval",
          "per",
          "timewindow",
          "windowseconds",
          "seconds");
  private static final Set<String> UNITS = Set.of("unit", "units", "timeunit", "timeunits");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");
  private static final Set<String> METRICS = Set.of("metric", "resource", "type", "counts");
  private static final Set<String> ADDRESSES =
      Set.of("ip", "ips", "ipaddress", "clientip", "remoteip", "sourceip", "perip", "address");
  private static final Pattern CALLER =
      Pattern.compile(
          "key|user|client|consumer|credential|token|subscri|account|app|tenant|customer|caller");
  private static final Set<String> MILLIS = Set.of("windowms", "intervalms", "periodms");

  private RateExtension() {}

  /** Adds the limits at the first level that has any: operation, path, root. */
  static void read(Part root, @Nullable OpenApi place) {
    var levels =
        place == null
            ? List.of(root)
            : place.operation() == null
                ? List.of(place.path(), root)
                : List.of(place.operation(), place.path(), root);
    boolean taken = false;
    for (var level : levels) {
      var names = level.names().stream().filter(RateExtension::isExtension).toList();
      if (!names.isEmpty() && taken) {
        level.found().note(level.path(), "has a rate limit that a closer one stands for");
      } else if (!names.isEmpty()) {
        level(level, names);
        taken = true;
      }
    }
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }

  private static boolean isExtension(String name) {
    return plain(name).startsWith("xratelimit");
  }

  private static void level(Part level, List<String> names) {
    var fields = level.found();
    var loose = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    for (var name : names) {
      var value = level.at(name);
      var rest = plain(name).substring("xratelimit".length());
      if (rest.isEmpty() || rest.equals("s") || value.node().isContainerNode()) {
        one(value, name);
      } else if (value.node().isTextual() && TEXT.matcher(value.node().asText()).matches()) {
        one(value, name);
      } else {
        loose.set(rest, value.node());
      }
    }
    if (!loose.isEmpty()) {
      object(new Part(loose, level.path(), fields), names.get(0));
    }
  }

  private static void one(Part value, String name) {
    if (value.node().isArray()) {
      value.parts().forEach(each -> one(each, name));
    } else if (value.node().isObject()) {
      object(value, name);
    } else if (value.node().isTextual()) {
      var text = TEXT.matcher(value.node().asText().strip());
      var window = text.matches() ? Spans.seconds(text.group(2)) : null;
      if (window == null) {
        unclear(value);
      } else {
        add(value, name, Double.parseDouble(text.group(1)), window, null, Scope.UNKNOWN);
      }
    } else {
      unclear(value);
    }
  }

  private static void object(Part value, String name) {
    if (value.node().path("enabled").isBoolean() && !value.isTrue("enabled")) {
      value.found().note(value.path(), "is not enabled");
      return;
    }
    if (countsTokens(value)) {
      tokens(value);
      return;
    }
    Double amount = null;
    Double burst = null;
    var times = new ArrayList<JsonNode>();
    JsonNode unit = null;
    Double millis = null;
    var scope = Scope.UNKNOWN;
    for (var key : value.names()) {
      var field = value.node().path(key);
      var plain = plain(key);
      if (AMOUNTS.contains(plain) && amount == null) {
        amount = amount(field);
      } else if (WINDOWS.contains(plain) && field.isValueNode()) {
        times.add(field);
      } else if (UNITS.contains(plain) && field.isValueNode()) {
        unit = field;
      } else if (MILLIS.contains(plain) && field.isNumber()) {
        millis = field.asDouble() / 1_000;
      } else if (plain.startsWith("burst") && field.isNumber()) {
        burst = field.asDouble();
      } else if (Set.of("key", "scope", "by").contains(plain)) {
        scope = scope(field.asText());
      }
    }
    var window = times.isEmpty() && unit == null ? millis : seconds(times, unit);
    boolean empty = amount == null && times.isEmpty() && unit == null && millis == null;
    if (amount != null && window != null) {
      add(value, name, amount, window, burst, scope);
    } else if (empty && value.parts().stream().anyMatch(part -> part.node().isObject())) {
      nested(value, name);
    } else {
      unclear(value);
    }
  }

  private static void nested(Part value, String name) {
    for (var key : value.names()) {
      var part = value.at(key);
      if (part.node().isObject() && plain(key).contains("token")) {
        tokens(part);
      } else if (part.node().isObject()) {
        one(part, name);
      }
    }
  }

  private static boolean countsTokens(Part value) {
    return value.names().stream()
        .anyMatch(
            key ->
                METRICS.contains(plain(key))
                    && plain(value.node().path(key).asText()).contains("token"));
  }

  /** One time, or a number of some unit; null when that is not clear. */
  private static @Nullable Double seconds(List<JsonNode> times, @Nullable JsonNode unit) {
    if (times.size() > 1) {
      return null;
    }
    if (unit == null) {
      return Spans.seconds(times.get(0).asText());
    }
    var one = Spans.seconds(unit.asText());
    var written = times.isEmpty() ? "1" : times.get(0).asText().strip();
    return one == null || !NUMBER.matcher(written).matches() || unit.isNumber()
        ? null
        : Double.valueOf(one * Double.parseDouble(written));
  }

  private static @Nullable Double amount(JsonNode field) {
    if (field.isNumber()) {
      return field.asDouble();
    }
    return field.asText().matches("\\d{1,12}") ? Double.valueOf(field.asText()) : null;
  }

  private static Scope scope(String written) {
    var text = plain(written).replaceAll("[^a-z]", "");
    if (ADDRESSES.contains(text)) {
      return Scope.ADDRESS;
    }
    if (text.contains("global")) {
      return Scope.EVERYONE;
    }
    return CALLER.matcher(text).find() ? Scope.CREDENTIAL : Scope.UNKNOWN;
  }

  private static void add(
      Part at, String name, double amount, double window, @Nullable Double burst, Scope scope) {
    if (amount > 0 && window > 0 && Double.isFinite(amount / window)) {
      at.found().rate("OpenAPI's " + Words.shown(name), at.path(), scope, amount, window, burst);
    } else {
      unclear(at);
    }
  }

  private static void tokens(Part at) {
    at.found().note(at.path(), "limits tokens and not requests: not compared");
  }

  private static void unclear(Part at) {
    at.found()
        .note(
            at.path(),
            "is a rate limit without both a number of requests and a time: not understood. Write"
                + " it like {limit: 100, period: 60}");
  }
}
