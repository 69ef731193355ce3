package dev.onset.configured;

import com.fasterxml.jackson.databind.JsonNode;
import dev.onset.record.Configured.Scope;
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
          "limit", "requests", "rate", "max", "events", "permitlimit", "quota", "count", "average");
  private static final Set<String> WINDOWS =
      Set.of(
          "period", "window", "interval", "per", "unit", "timewindow", "windowseconds", "seconds");
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
    Double amount = null;
    Double window = null;
    Double burst = null;
    var scope = Scope.UNKNOWN;
    for (var key : value.names()) {
      var field = value.node().path(key);
      var plain = plain(key);
      if (AMOUNTS.contains(plain) && amount == null) {
        amount = amount(field);
      } else if (WINDOWS.contains(plain) && field.isValueNode()) {
        window = Spans.seconds(field.asText());
      } else if (MILLIS.contains(plain) && field.isNumber()) {
        window = field.asDouble() / 1_000;
      } else if (plain.startsWith("burst") && field.isNumber()) {
        burst = field.asDouble();
      } else if (Set.of("key", "scope", "by").contains(plain)) {
        scope = scope(field.asText().toLowerCase(Locale.ROOT));
      }
    }
    if (amount == null || window == null) {
      boolean nested = value.parts().stream().anyMatch(part -> part.node().isObject());
      if (nested && amount == null && window == null) {
        value.parts().stream().filter(part -> part.node().isObject()).forEach(p -> one(p, name));
      } else {
        unclear(value);
      }
    } else {
      add(value, name, amount, window, burst, scope);
    }
  }

  private static @Nullable Double amount(JsonNode field) {
    if (field.isNumber()) {
      return field.asDouble();
    }
    return field.asText().matches("\\d{1,12}") ? Double.valueOf(field.asText()) : null;
  }

  private static Scope scope(String text) {
    if (text.contains("ip")) {
      return Scope.ADDRESS;
    }
    return text.contains("global") ? Scope.EVERYONE : Scope.CREDENTIAL;
  }

  private static void add(
      Part at, String name, double amount, double window, @Nullable Double burst, Scope scope) {
    if (amount > 0 && window > 0 && Double.isFinite(amount / window)) {
      at.found().rate("OpenAPI's " + Words.shown(name), at.path(), scope, amount, window, burst);
    } else {
      unclear(at);
    }
  }

  private static void unclear(Part at) {
    at.found()
        .note(
            at.path(),
            "is a rate limit without both a number of requests and a time: not understood. Write"
                + " it like {limit: 100, period: 60}");
  }
}
