package dev.onset.configured;

import dev.onset.record.Configured.Scope;
import org.jspecify.annotations.Nullable;

/**
 * A Tyk classic API definition, or a key or policy.
 *
 * <p>Names and units: TykTechnologies/tyk, apidef/api_definitions.go (APIDefinition,
 * ExtendedPathsSet) and user/session.go (SessionState, APILimit). {@code per}, {@code timeout},
 * {@code quota_renewal_rate} and {@code return_to_service_after} are seconds. {@code
 * disable_rate_limit} switches off those of keys and of the API (gateway/mw_api_rate_limit.go).
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

  static boolean isKey(Part root) {
    return root.at("access_rights").isThere()
        || (root.at("rate").isThere() && root.at("per").isThere())
        || root.at("quota_max").isThere();
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
    if (root.isTrue("disable_rate_limit")) {
      root.found().noTykRates(root.at("disable_rate_limit").path());
    }
    if (root.isTrue("disable_quota")) {
      root.found().noTykQuotas(root.at("disable_quota").path());
    }
    var global = root.at("global_rate_limit");
    if (global.isTrue("disabled")) {
      root.found().note(global.path(), "is disabled");
    } else {
      TykLimits.rate(
          global, "global_rate_limit", Scope.EVERYONE, global.number("rate"), global.number("per"));
    }
    versions(root.at("version_data"), path);
  }

  /** Path after the listen path; null when it is not below it. */
  static @Nullable String below(String listenPath, String path) {
    var base =
        listenPath.endsWith("/") ? listenPath.substring(0, listenPath.length() - 1) : listenPath;
    if (base.isEmpty()) {
      return path;
    }
    if (!path.equals(base) && !path.startsWith(base + "/")) {
      return null;
    }
    return path.length() == base.length() ? "/" : path.substring(base.length());
  }

  private void versions(Part data, String path) {
    var versions = data.at("versions");
    var parts = versions.parts();
    var preferred = data.text("default_version");
    for (var version : parts) {
      boolean chosen =
          parts.size() == 1
              || version
                  .path()
                  .equals(versions.at(preferred.isEmpty() ? "Default" : preferred).path());
      if (!chosen) {
        if (version.at("extended_paths").isThere()) {
          version
              .found()
              .note(version.path(), "is not the default version: its extended_paths are left out");
        }
      } else if (version.at("use_extended_paths").isThere()
          && !version.isTrue("use_extended_paths")) {
        if (version.at("extended_paths").isThere()) {
          version.found().note(version.path(), "has use_extended_paths off");
        }
      } else {
        endpoints(version.at("extended_paths"), path);
      }
    }
  }

  private void endpoints(Part paths, String path) {
    for (var each : paths.at("rate_limit").parts()) {
      if (applies(each, path)) {
        TykLimits.rate(
            each,
            "extended_paths.rate_limit",
            Scope.EVERYONE,
            each.number("rate"),
            each.number("per"));
      }
    }
    for (var each : paths.at("hard_timeouts").parts()) {
      if (applies(each, path)) {
        TykLimits.timeout(each, "hard_timeouts", each.number("timeout"));
      }
    }
    for (var each : paths.at("circuit_breakers").parts()) {
      if (applies(each, path)) {
        TykLimits.breaker(
            each,
            "circuit_breakers",
            each.number("threshold_percent"),
            each.number("samples"),
            each.number("return_to_service_after"));
      }
    }
  }

  private boolean applies(Part each, String path) {
    var pattern = each.text("path");
    var found = PathPattern.found(pattern, path);
    if (found == null) {
      each.found()
          .note(
              each.path(),
              "has a regular expression as path (%s), which is not evaluated: left out"
                  .formatted(Words.shown(pattern)));
    } else if (!found || !request.is(each.text("method"))) {
      each.found()
          .note(
              each.path(),
              "is for %s %s and does not apply"
                  .formatted(Words.shown(each.text("method")), Words.shown(pattern)));
    } else if (each.isTrue("disabled")) {
      each.found().note(each.path(), "is disabled");
    } else {
      return true;
    }
    return false;
  }

  /** A key or a policy; a limit in its one access right takes the place of its own. */
  static void key(Part root) {
    var limited =
        root.at("access_rights").parts().stream()
            .filter(right -> !right.at("limit").names().isEmpty())
            .toList();
    if (limited.isEmpty()) {
      TykLimits.ofKey(root, "key ");
    } else if (root.at("access_rights").parts().size() == 1) {
      TykLimits.ofKey(limited.get(0).at("limit"), "access right ");
      root.found().note(root.path(), "has a limit in its access right, which stands for its own");
    } else {
      root.found()
          .note(
              root.at("access_rights").path(),
              "has limits for several APIs, and does not say which of them the target is: left out."
                  + " Keep the one that is measured");
    }
  }
}
