package dev.onset.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The headers of an answer by which servers, gateways and caches give themselves away. */
final class ServerHeaders {

  static final String HEADERS = "server headers";

  private static final Pattern TELLING =
      Pattern.compile(
          "server|via|age|retry-after|keep-alive|alt-svc|server-timing|x-served-by|x-powered-by"
              + "|x-generator|x-upstream|x-backend(-server)?|x-varnish|x-cache(-.*)?|x-proxy-cache"
              + "|cf-ray|cf-cache-status|x-amzn?-[a-z-]*id|x-azure-ref|x-envoy-.*|x-kong-.*|x-tyk-.*"
              + "|x-apinto-.*|x-apisix-.*|x-gravitee-.*|x-3scale-.*|(x-)?ratelimit(-.*)?"
              + "|x-rate-limit(-.*)?");

  /** Names of headers that might echo what a caller must keep to itself. */
  private static final Pattern SECRET =
      Pattern.compile(
          "auth|cookie|key|token|secret|passw|pwd|credential|signature|session|jwt|consumer|user");

  /** How many tokens of a language model are left is no secret. */
  private static final Pattern TOKEN_COUNT =
      Pattern.compile("x-ratelimit-(?:limit|remaining|reset)-tokens");

  /** The partition key of RateLimit headers, which may be a credential. */
  private static final Pattern PARTITION_KEY = Pattern.compile("(?i)(;\\s*pk=)[^;,]*");

  private static final Pattern CACHED = Pattern.compile("(?i).*\\b(hit|stale)\\b.*");
  private static final int SHOWN_CHARACTERS = 100;

  /** A shorter value of the request is too common a word to be looked for in an answer. */
  private static final int SECRET_CHARACTERS = 4;

  private ServerHeaders() {}

  /** What the headers tell, without any value that the request itself carried. */
  static Finding finding(HttpAnswer answer, ProbeRequest request) {
    var secrets = valuesOf(request);
    var shown = new ArrayList<String>();
    var caches = new ArrayList<String>();
    answer
        .headers()
        .forEach(
            (name, value) -> {
              var lower = name.toLowerCase(Locale.ROOT);
              if (TELLING.matcher(lower).matches() && !isSecret(lower)) {
                var line = name + ": " + harmless(value, secrets);
                shown.add(line);
                if (isCached(lower, value, answer)) {
                  caches.add(line);
                }
              }
            });
    if (shown.isEmpty()) {
      return Finding.ok(
          HEADERS, "The answer names neither server nor gateway, and declares no limit.");
    }
    var text = String.join("; ", shown) + ".";
    return caches.isEmpty()
        ? Finding.ok(HEADERS, text + " They tell who answered and which limits it declares.")
        : Finding.warning(
            HEADERS,
            "%s A cache answered (%s), so what is measured is the cache; choose a path or headers that it passes on."
                .formatted(text, String.join("; ", caches)));
  }

  private static boolean isSecret(String name) {
    return SECRET.matcher(name).find() && !TOKEN_COUNT.matcher(name).matches();
  }

  private static boolean isCached(String name, String value, HttpAnswer answer) {
    return name.equals("age")
        ? answer.ageSeconds() > 0
        : name.contains("cache") && CACHED.matcher(value).matches();
  }

  private static String harmless(String value, List<String> secrets) {
    var text = PARTITION_KEY.matcher(value).replaceAll("$1***");
    for (var secret : secrets) {
      text = text.replace(secret, "***");
    }
    text = text.replaceAll("[^ -~]", ".");
    return text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
  }

  /** What a request carries that a server might repeat, the longest first. */
  private static List<String> valuesOf(ProbeRequest request) {
    var values = new ArrayList<String>();
    for (var header : request.headers().list()) {
      values.add(header.value());
      values.addAll(List.of(header.value().split("\\s+", -1)));
    }
    var query = request.url().getRawQuery();
    if (query != null) {
      for (var parameter : query.split("&", -1)) {
        values.add(parameter.substring(parameter.indexOf('=') + 1));
      }
    }
    return values.stream()
        .filter(value -> value.length() >= SECRET_CHARACTERS)
        .distinct()
        .sorted((one, other) -> other.length() - one.length())
        .collect(Collectors.toList());
  }
}
