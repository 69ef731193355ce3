package dev.onset.configured;

import dev.onset.record.Configured.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Tyk classic API definition.
 *
 * <p>Names and units: TykTechnologies/tyk, apidef/api_definitions.go (APIDefinition, VersionInfo,
 * ExtendedPathsSet); {@code per}, {@code timeout}, and {@code return_to_service_after} are seconds.
 * The first endpoint that is met counts, and takes the place of what is said for the whole API
 * (gateway/mw_api_rate_limit.go, getSession; gateway/reverse_proxy.go, GetEnforcedTimeoutSettings).
 * {@code disable_rate_limit} switches off the rates of keys and of the API
 * (gateway/mw_rate_limiting.go, gateway/mw_api_rate_limit.go).
 */
final class TykClassic {

  private final Request request;

  TykClassic(Request request) {
    this.request = request;
  }

  static boolean isApi(Part root) {
    return root.at("version_data").isThere()
        || root.at("global_rate_limit").isThere()
        || (root.at("proxy").isThere() && root.at("api_id").isThere());
  }

  void api(Part root) {
    var proxy = root.at("proxy");
    var listenPath = proxy.text("listen_path");
    var path = below(listenPath, request.path());
    if (path == null) {
      root.found()
          .note(
              proxy.at("listen_path").path(),
              "is %s: nothing of this API applies to %s"
                  .formatted(Words.shown(listenPath), Words.shown(request.path())));
      return;
    }
    root.found().tykApi(root.text("api_id"));
    if (root.isTrue("disable_rate_limit")) {
      root.found().noTykRates(root.at("disable_rate_limit").path());
    }
    if (root.isTrue("disable_quota")) {
      root.found().noTykQuotas(root.at("disable_quota").path());
    }
    if (root.isTrue("use_keyless")) {
      root.found().noTykKeys(root.at("use_keyless").path());
    }
    if (root.at("active").isThere() && !root.isTrue("active")) {
      root.found().note(root.at("active").path(), "is off: Tyk does not serve this API");
    }
    var version = version(root.at("version_data"));
    var endpoint = version == null ? null : endpoints(version, path);
    global(root.at("global_rate_limit"), endpoint);
  }

  private static void global(Part global, @Nullable Part endpoint) {
    if (global.isTrue("disabled")) {
      global.found().note(global.path(), "is disabled");
    } else if (global.isThere() && endpoint != null) {
      global
          .found()
          .note(global.path(), "does not apply: %s takes its place".formatted(endpoint.path()));
    } else {
      TykLimits.rate(
          global, "global_rate_limit", Scope.EVERYONE, global.number("rate"), global.number("per"));
    }
  }

  /**
   * Path after the listen path; null when it is not below it. Segments of the listen path in braces
   * are any segment.
   */
  static @Nullable String below(String listenPath, String path) {
    var base =
        listenPath.endsWith("/") ? listenPath.substring(0, listenPath.length() - 1) : listenPath;
    if (base.isEmpty()) {
      return path;
    }
    var expected = base.split("/", -1);
    var actual = path.split("/", -1);
    int length = 0;
    for (int i = 0; i < expected.length; i++) {
      boolean any = PathPattern.hasPlaceholder(expected[i]);
      if (i >= actual.length || (any ? actual[i].isEmpty() : !expected[i].equals(actual[i]))) {
        return null;
      }
      length += actual[i].length() + 1;
    }
    return length > path.length() ? "/" : path.substring(length - 1);
  }

  /** The only version, else the default one (GetSingleOrDefaultVersion); null when not known. */
  private static @Nullable Part version(Part data) {
    var versions = data.at("versions");
    var names = versions.names();
    if (names.isEmpty()) {
      return null;
    }
    var preferred = data.isTrue("not_versioned") ? "" : data.text("default_version");
    var candidates = preferred.isEmpty() ? List.of("Default", "default", "") : List.of(preferred);
    var chosen =
        names.size() == 1
            ? names.get(0)
            : candidates.stream().filter(names::contains).findFirst().orElse(null);
    for (var name : names) {
      var version = versions.at(name);
      if (!name.equals(chosen) && version.at("extended_paths").isThere()) {
        version
            .found()
            .note(version.path(), "is not the default version: its extended_paths are left out");
      }
    }
    return chosen == null ? null : versions.at(chosen);
  }

  /** Adds the limits of the endpoint; the one that takes the place of the API's rate, or null. */
  private @Nullable Part endpoints(Part version, String path) {
    var paths = version.at("extended_paths");
    var rate = first(paths.at("rate_limit"), path);
    boolean isRate =
        rate != null
            && TykLimits.rate(
                rate,
                "extended_paths.rate_limit",
                Scope.EVERYONE,
                rate.number("rate"),
                rate.number("per"));
    var timeout = first(paths.at("hard_timeouts"), path);
    var seconds = timeout == null ? null : TykLimits.seconds(timeout, "duration", "timeout");
    var whole = Spans.goSeconds(version.text("global_enforce_timeout"));
    if (timeout != null && seconds != null && seconds > 0) {
      TykLimits.timeout(timeout, "hard_timeouts", seconds);
    } else if (whole > 0 && !version.isTrue("global_enforce_timeout_disabled")) {
      TykLimits.timeout(version.at("global_enforce_timeout"), "global_enforce_timeout", whole);
    } else if (timeout != null) {
      TykLimits.timeout(timeout, "hard_timeouts", seconds);
    }
    var breaker = first(paths.at("circuit_breakers"), path);
    if (breaker != null) {
      TykLimits.breaker(
          breaker,
          "circuit_breakers",
          breaker.number("threshold_percent"),
          breaker.number("samples"),
          breaker.number("return_to_service_after"));
    }
    return isRate ? rate : null;
  }

  private @Nullable Part first(Part list, String path) {
    Part first = null;
    for (var each : list.parts()) {
      if (applies(each, path)) {
        if (first == null) {
          first = each;
        } else {
          each.found().note(each.path(), "does not apply: %s comes first".formatted(first.path()));
        }
      }
    }
    return first;
  }

  private boolean applies(Part each, String path) {
    var pattern = each.text("path");
    var found = PathPattern.found(pattern, path);
    if (each.isTrue("disabled")) {
      each.found().note(each.path(), "is disabled");
    } else if (found == null) {
      each.found()
          .note(
              each.path(),
              "has a regular expression as path (%s), which is not evaluated: left out"
                  .formatted(Words.shown(pattern)));
    } else if (!found || !request.method().equals(each.text("method"))) {
      each.found()
          .note(
              each.path(),
              "is for %s %s and does not apply"
                  .formatted(Words.shown(each.text("method")), Words.shown(pattern)));
    } else {
      if (!Boolean.TRUE.equals(PathPattern.found("^" + pattern + "$", path))) {
        each.found()
            .note(
                each.path(),
                "is found within the path: with enable_path_prefix_matching or"
                    + " enable_path_suffix_matching Tyk may not take it");
      }
      return true;
    }
    return false;
  }
}
