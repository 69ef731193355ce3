package dev.onset.configured;

import dev.onset.record.Configured.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-tyk-api-gateway} part of a Tyk OAS definition.
 *
 * <p>Names: TykTechnologies/tyk, apidef/oas/upstream.go (Upstream.RateLimit, EnforceTimeout),
 * apidef/oas/middleware.go (Global.SkipRateLimit, SkipQuota), apidef/oas/operation.go. {@code per}
 * and {@code duration} are Go durations such as {@code 1m}, whole seconds of {@code per} count
 * (RateLimit.ExtractTo); an operation's older {@code value} is seconds, and {@code threshold} a
 * share. As in a classic definition, which Tyk makes of it, an operation's limit takes the place of
 * the API's.
 */
final class TykOas {

  static final String EXTENSION = "x-tyk-api-gateway";

  private TykOas() {}

  static void read(Part root, Request request) {
    var tyk = root.at(EXTENSION);
    var listen = tyk.at("server").at("listenPath");
    var path = TykClassic.below(listen.text("value"), request.path());
    if (path == null) {
      tyk.found()
          .note(
              listen.path(),
              "is %s: nothing of this API applies to %s"
                  .formatted(Words.shown(listen.text("value")), Words.shown(request.path())));
      return;
    }
    var global = tyk.at("middleware").at("global");
    if (global.isTrue("skipRateLimit")) {
      tyk.found().noTykRates(global.at("skipRateLimit").path());
    }
    if (global.isTrue("skipQuota")) {
      tyk.found().noTykQuotas(global.at("skipQuota").path());
    }
    var authentication = tyk.at("server").at("authentication");
    if (authentication.isThere() && !authentication.isTrue("enabled")) {
      tyk.found().noTykKeys(authentication.path());
    }
    tyk.found().tykApi(tyk.at("info").text("id"));
    var place = OpenApi.find(root, List.of(path), request.method());
    var operations = tyk.at("middleware").at("operations");
    var operation = operation(operations, operationId(place));
    var upstream = tyk.at("upstream");
    var own = operation.at("rateLimit");
    boolean limited = rate(own, "operation's rateLimit");
    if (limited && upstream.at("rateLimit").isThere()) {
      tyk.found()
          .note(
              upstream.at("rateLimit").path(),
              "does not apply: %s takes its place".formatted(own.path()));
    } else {
      rate(upstream.at("rateLimit"), "upstream.rateLimit");
    }
    timeouts(operation.at("enforceTimeout"), upstream.at("enforceTimeout"));
    var breaker = operation.at("circuitBreaker");
    if (enabled(breaker)) {
      TykLimits.breaker(
          breaker,
          "circuitBreaker",
          breaker.number("threshold"),
          breaker.number("sampleSize"),
          breaker.number("coolDownPeriod"));
    }
  }

  private static String operationId(@Nullable OpenApi place) {
    var operation = place == null ? null : place.operation();
    return operation == null ? "" : operation.text("operationId");
  }

  private static Part operation(Part operations, String id) {
    for (var name : operations.names()) {
      var other = operations.at(name);
      if (!name.equals(id)
          && (other.at("rateLimit").isThere()
              || other.at("enforceTimeout").isThere()
              || other.at("circuitBreaker").isThere())) {
        other
            .found()
            .note(
                other.path(),
                "is another operation and does not apply, unless its path is a part of this one and"
                    + " Tyk looks for parts");
      }
    }
    return operations.at(id);
  }

  private static boolean enabled(Part part) {
    if (part.isThere() && !part.isTrue("enabled")) {
      part.found().note(part.path(), "is not enabled");
    }
    return part.isThere() && part.isTrue("enabled");
  }

  private static boolean rate(Part limit, String name) {
    return enabled(limit)
        && TykLimits.rate(
            limit, name, Scope.EVERYONE, limit.number("rate"), Spans.goSeconds(limit.text("per")));
  }

  /** That of the operation, else that of the API. */
  private static void timeouts(Part operation, Part api) {
    var own = enabled(operation) ? TykLimits.seconds(operation, "duration", "value") : null;
    double whole = enabled(api) ? Spans.goSeconds(api.text("duration")) : 0;
    if (own != null && own > 0) {
      TykLimits.timeout(operation, "enforceTimeout", own);
    } else if (whole > 0) {
      TykLimits.timeout(api, "upstream.enforceTimeout", whole);
    } else if (own != null || (api.isThere() && api.isTrue("enabled"))) {
      TykLimits.timeout(own == null ? api : operation, "enforceTimeout", own);
    }
  }
}
