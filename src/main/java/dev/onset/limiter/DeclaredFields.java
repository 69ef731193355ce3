package dev.onset.limiter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields {@code RateLimit-Policy} and {@code RateLimit} of
 * draft-ietf-httpapi-ratelimit-headers, drafts 05 to 10.
 */
final class DeclaredFields {

  private DeclaredFields() {}

  /**
   * The policies of {@code RateLimit-Policy}: {@code "burst";q=100;w=60} since draft 08, {@code
   * 100;w=60;burst=1000} before. Members without a limit above 0 or with a malformed window are
   * left out.
   */
  static List<DeclaredPolicy> policies(String field, String header) {
    List<DeclaredPolicy> policies = new ArrayList<>();
    for (var item : DeclaredItems.of(field)) {
      var bare = item.number();
      var limit = item.parameters().containsKey("q") || bare == null ? item.positive("q") : bare;
      if (item.key() != null || limit == null || limit <= 0 || item.spoilt("w")) {
        continue;
      }
      var unit = item.parameters().get("qu");
      policies.add(
          new DeclaredPolicy(
              bare == null ? item.value() : item.parameters().get("name"),
              unit == null ? DeclaredUnit.REQUESTS : DeclaredUnit.named(unit),
              limit,
              item.positive("w"),
              item.positive("burst"),
              item.parameters().get("pk"),
              header));
    }
    return policies;
  }

  /**
   * The states in {@code RateLimit}: {@code "default";r=50;t=30} since draft 08, {@code limit=100,
   * remaining=50, reset=5} in draft 07.
   *
   * @param policies those of the same response, to which names refer
   */
  static List<DeclaredState> states(String field, String header, List<DeclaredPolicy> policies) {
    List<DeclaredState> states = new ArrayList<>();
    Map<String, Double> dictionary = new HashMap<>();
    for (var item : DeclaredItems.of(field)) {
      if (item.key() == null) {
        var remaining = item.integer("r");
        var reset = item.integer("t");
        if (remaining != null || reset != null) {
          var policy = named(item.value(), policies);
          states.add(
              new DeclaredState(
                  item.value(),
                  policy == null ? DeclaredUnit.REQUESTS : policy.unit(),
                  policy == null ? null : policy.limit(),
                  remaining,
                  reset,
                  header));
        }
        continue;
      }
      if (dictionary.containsKey(item.key())) {
        add(dictionary, header, states);
        dictionary.clear();
      }
      var number = item.number();
      if (number != null) {
        dictionary.put(item.key(), number);
      }
    }
    add(dictionary, header, states);
    return states;
  }

  private static void add(
      Map<String, Double> dictionary, String header, List<DeclaredState> states) {
    var limit = dictionary.get("limit");
    var remaining = dictionary.get("remaining");
    var reset = dictionary.get("reset");
    if (limit != null || remaining != null || reset != null) {
      states.add(new DeclaredState(null, DeclaredUnit.REQUESTS, limit, remaining, reset, header));
    }
  }

  private static @Nullable DeclaredPolicy named(String name, List<DeclaredPolicy> policies) {
    return policies.stream().filter(each -> name.equals(each.name())).findFirst().orElse(null);
  }
}
