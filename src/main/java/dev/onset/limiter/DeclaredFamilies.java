package dev.onset.limiter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The families of headers that spread a limit over several fields: drafts 03 to 06 of the IETF,
 * {@code X-RateLimit-*}, {@code X-Rate-Limit-*}, and what single products make of them.
 *
 * <p>Confined to one thread.
 */
final class DeclaredFamilies {

  private static final String PERIODS = "second|minute|hour|day|month|year";
  private static final String KINDS = "requests|(?:input-|output-)?tokens";
  private static final Pattern FAMILY =
      Pattern.compile(
          "(ratelimit|x-ratelimit|x-rate-limit)-(limit|remaining|reset)(?:-after)?"
              + "(?:-(%s))?(?:-(%s))?".formatted(KINDS, PERIODS));
  private static final Pattern ANTHROPIC =
      Pattern.compile("(anthropic)-ratelimit-(%s)-(limit|remaining|reset)".formatted(KINDS));
  private static final Pattern USED =
      Pattern.compile("x-rate-?limit-(count|traffic)-(%s)".formatted(PERIODS));
  private static final String REPLENISH = "x-ratelimit-replenish-rate";

  /** Seconds in a period; a month has 30 days and a year 365. */
  private static final Map<String, Double> SECONDS =
      Map.of(
          "second", 1.0,
          "minute", 60.0,
          "hour", 3_600.0,
          "day", 86_400.0,
          "month", 30 * 86_400.0,
          "year", 365 * 86_400.0);

  private final Map<String, DeclaredGroup> groups = new TreeMap<>();
  private final List<DeclaredPolicy> buckets = new ArrayList<>();

  /**
   * Takes a header if it is of one of the families, and ignores it otherwise.
   *
   * @param name in lower case
   * @param all all headers of the response
   * @param now the moment of the response, if known
   */
  void take(String name, String value, Map<String, String> all, @Nullable Instant now) {
    var family = FAMILY.matcher(name);
    if (family.matches()) {
      var group = group(family.group(1), family.group(3), family.group(4));
      fill(group, family.group(2), name, value, now);
      return;
    }
    var anthropic = ANTHROPIC.matcher(name);
    if (anthropic.matches()) {
      var group = group(anthropic.group(1), anthropic.group(2), null);
      fill(group, anthropic.group(3), name, value, now);
      return;
    }
    var used = USED.matcher(name);
    if (used.matches()) {
      group(used.group(1), null, used.group(2)).used(value, DeclaredNames.canonical(name));
      return;
    }
    if (name.equals(REPLENISH)) {
      bucket(value, all);
    }
  }

  List<DeclaredPolicy> policies() {
    List<DeclaredPolicy> all = new ArrayList<>(buckets);
    groups.values().forEach(group -> all.addAll(group.policies()));
    return all;
  }

  List<DeclaredState> states() {
    List<DeclaredState> all = new ArrayList<>();
    for (var group : groups.values()) {
      var state = group.state();
      if (state != null) {
        all.add(state);
      }
    }
    return all;
  }

  private DeclaredGroup group(String family, @Nullable String kind, @Nullable String period) {
    var unit = kind != null && kind.endsWith("tokens") ? DeclaredUnit.TOKENS : null;
    if (unit == null) {
      unit = family.equals("traffic") ? DeclaredUnit.CONTENT_BYTES : DeclaredUnit.REQUESTS;
    }
    var resolved = unit;
    var name = kind == null || period == null ? kind : kind + "-" + period;
    return groups.computeIfAbsent(
        family + "/" + kind + "/" + period,
        key ->
            new DeclaredGroup(
                name == null ? period : name,
                resolved,
                period == null ? null : SECONDS.get(period)));
  }

  private static void fill(
      DeclaredGroup group, String what, String name, String value, @Nullable Instant now) {
    var header = DeclaredNames.canonical(name);
    switch (what) {
      case "limit" -> group.limit(value, header);
      case "remaining" -> group.remaining(value, header);
      default -> group.reset(value, header, now);
    }
  }

  /**
   * Spring Cloud Gateway's bucket: {@code Replenish-Rate} tokens per second, of which a request
   * costs {@code Requested-Tokens}; so as many requests in as many seconds.
   */
  private void bucket(String replenishRate, Map<String, String> all) {
    var rate = DeclaredGroup.number(replenishRate);
    if (rate == null || rate <= 0) {
      return;
    }
    var requested = DeclaredGroup.number(all.getOrDefault("x-ratelimit-requested-tokens", ""));
    double cost = requested == null || requested <= 0 ? 1 : requested;
    var capacity = DeclaredGroup.number(all.getOrDefault("x-ratelimit-burst-capacity", ""));
    buckets.add(
        new DeclaredPolicy(
            null,
            DeclaredUnit.REQUESTS,
            rate,
            cost,
            capacity == null || capacity <= 0 ? null : capacity / cost,
            null,
            DeclaredNames.canonical(REPLENISH)));
  }
}
