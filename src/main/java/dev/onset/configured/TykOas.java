package dev.onset.configured;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.onset.record.Configured.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-tyk-api-gateway} part of a Tyk OAS definition.
 *
 * <p>Names: TykTechnologies/tyk, apidef/oas/upstream.go (Upstream.RateLimit, {@code
 * enforce_timeout}), apidef/oas/middleware.go (Global.SkipRateLimit, Operation.RateLimit,
 * CircuitBreaker, EnforceTimeout). {@code per} is a number with a unit such as {@code 1m}; {@code
 * coolDownPeriod} and an operation's timeout are seconds; {@code threshold} is a share.
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
    var upstream = tyk.at("upstream");
    rate(upstream.at("rateLimit"), "upstream.rateLimit");
    timeout(upstream.at("enforce_timeout"), "upstream.enforce_timeout");
    var place = OpenApi.find(root, List.of(path), request.method());
    operations(tyk.at("middleware").at("operations"), operationId(place));
  }

  private static String operationId(@Nullable OpenApi place) {
    var operation = place == null ? null : place.operation();
    return operation == null ? "" : operation.text("operationId");
  }

  private static void operations(Part operations, String id) {
    for (var name : operations.names()) {
      var operation = operations.at(name);
      if (!name.equals(id)) {
        if (operation.at("rateLimit").isThere()
            || operation.at("enforceTimeout").isThere()
            || operation.at("circuitBreaker").isThere()) {
          operation.found().note(operation.path(), "is another operation and does not apply");
        }
        continue;
      }
      rate(operation.at("rateLimit"), "operation's rateLimit");
      timeout(operation.at("enforceTimeout"), "enforceTimeout");
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
  }

  private static boolean enabled(Part part) {
    if (part.isThere() && !part.isTrue("enabled")) {
      part.found().note(part.path(), "is not enabled");
    }
    return part.isThere() && part.isTrue("enabled");
  }

  private static void rate(Part limit, String name) {
    if (enabled(limit)) {
      TykLimits.rate(limit, name, Scope.EVERYONE, limit.number("rate"), limit.seconds("per"));
    }
  }

  private static void timeout(Part timeout, String name) {
    if (enabled(timeout)) {
      var field = timeout.node().path("value") instanceof MissingNode ? "timeout" : "value";
      TykLimits.timeout(timeout, name, timeout.seconds(field));
    }
  }
}
