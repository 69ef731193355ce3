package dev.onset.configured;

import dev.onset.record.Configured.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Tyk key or policy.
 *
 * <p>Names: TykTechnologies/tyk, user/session.go (SessionState, APILimit, AccessDefinition) and
 * user/policy.go. The limit of an access right stands for the key's own unless all of it is zero
 * (gateway/session_manager.go, GetAccessDefinitionByAPIIDOrSession), and that of one of its
 * endpoints for its rate (ForwardMessage, RateLimitInfo). Policies of a key replace its own limits
 * (internal/policy/apply.go). An API without keys asks for none of them (gateway/api_loader.go).
 */
final class TykKey {

  private static final List<String> LIMITS =
      List.of(
          "rate",
          "per",
          "throttle_interval",
          "throttle_retry_limit",
          "max_query_depth",
          "quota_max",
          "quota_renews",
          "quota_remaining",
          "quota_renewal_rate");
  private static final List<String> PARTITIONS =
      List.of("quota", "rate_limit", "acl", "complexity");

  private TykKey() {}

  static boolean is(Part root) {
    return root.at("access_rights").isThere()
        || (root.at("rate").isThere() && root.at("per").isThere())
        || root.at("quota_max").isThere();
  }

  /** Reads it when the APIs of all files are known. */
  static void read(Part root, Request request) {
    root.found().later(() -> limits(root, request));
  }

  private static void limits(Part root, Request request) {
    var found = root.found();
    if (!root.at("apply_policies").parts().isEmpty() || !root.text("apply_policy_id").isEmpty()) {
      found.note(
          root.path(), "has policies, whose limits take the place of its own: name their file");
    } else if (found.noTykKeys() != null) {
      found.note(root.path(), "does not apply: no key is asked for, by " + found.noTykKeys());
    } else {
      var rights = root.at("access_rights").parts();
      var right = right(rights, found);
      if (right != null) {
        ofRight(root, right, request);
      } else if (!rights.isEmpty() && rights.stream().anyMatch(TykKey::hasLimits)) {
        found.note(
            root.at("access_rights").path(),
            "has limits for several APIs, and does not say which of them the target is: left out."
                + " Name the API's definition too, or keep the one that is measured");
      } else if (rights.isEmpty() || found.tykApis().isEmpty()) {
        of(root, root, null, "key ");
      } else {
        found.note(
            root.at("access_rights").path(),
            "gives no access to the API of the other definition: left out");
      }
    }
  }

  /** The one that is for the API that is measured, or the only one; null when that is not known. */
  private static @Nullable Part right(List<Part> rights, Found found) {
    var apis = found.tykApis();
    var candidates =
        apis.isEmpty()
            ? rights
            : rights.stream()
                .filter(
                    right ->
                        apis.stream()
                            .anyMatch(
                                id ->
                                    right.text("api_id").equals(id)
                                        || right.path().endsWith("." + Words.shown(id))))
                .toList();
    return candidates.size() == 1 ? candidates.get(0) : null;
  }

  private static boolean hasLimits(Part right) {
    return !isEmpty(right.at("limit")) || !right.at("endpoints").parts().isEmpty();
  }

  private static boolean isEmpty(Part limit) {
    return LIMITS.stream().allMatch(name -> limit.node().path(name).asDouble(0) == 0);
  }

  private static void ofRight(Part root, Part right, Request request) {
    var own = right.at("limit");
    boolean isOwn = !isEmpty(own);
    if (isOwn) {
      root.found().note(root.path(), "has a limit in its access right, which stands for its own");
    }
    of(
        root,
        isOwn ? own : root,
        endpoint(right.at("endpoints"), request),
        isOwn ? "access right " : "key ");
  }

  private static void of(Part root, Part limit, @Nullable Part endpoint, String prefix) {
    var partitions = root.at("partitions");
    boolean parted = PARTITIONS.stream().anyMatch(partitions::isTrue);
    if (parted && !partitions.isTrue("rate_limit")) {
      root.found().note(partitions.path(), "leave rate_limit out: this policy sets no rate");
    } else if (endpoint == null) {
      TykLimits.rate(
          limit, prefix + "rate", Scope.CREDENTIAL, limit.number("rate"), limit.number("per"));
      TykLimits.throttle(limit);
    } else if (endpoint.isThere()) {
      TykLimits.rate(
          endpoint,
          prefix + "endpoint rate",
          Scope.CREDENTIAL,
          endpoint.number("rate"),
          endpoint.number("per"));
      TykLimits.throttle(limit);
    }
    if (parted && !partitions.isTrue("quota")) {
      root.found().note(partitions.path(), "leave quota out: this policy sets no quota");
    } else {
      TykLimits.quota(limit, prefix);
    }
  }

  /**
   * The limit of the endpoint that the request comes to; null when it comes to none, and a missing
   * one when that cannot be told.
   */
  private static @Nullable Part endpoint(Part endpoints, Request request) {
    for (var each : endpoints.parts()) {
      var pattern = each.text("path");
      var anywhere = pattern.startsWith("^") ? pattern.substring(1) : pattern;
      var found = PathPattern.found(anywhere, request.path());
      for (var method : each.at("methods").parts()) {
        if (method.text("name").equalsIgnoreCase(request.method())) {
          if (found == null || (found && pattern.startsWith("^"))) {
            each.found()
                .note(
                    each.path(),
                    "may be for this request, for its path is %s: the rate of the key is left out"
                        .formatted(Words.shown(pattern)));
            return method.at("");
          } else if (found) {
            return method.at("limit");
          }
        }
      }
    }
    return null;
  }
}
