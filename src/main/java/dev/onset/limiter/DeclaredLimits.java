package dev.onset.limiter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one response declares about rate limits. Headers that are malformed are ignored.
 *
 * <p>All spellings in use are read: the three generations of
 * draft-ietf-httpapi-ratelimit-headers-10, {@code Retry-After} (RFC 9110, 10.2.3), {@code
 * X-RateLimit-*} and its relatives. What several headers repeat is listed once, from {@code
 * RateLimit-Policy} if it is there.
 *
 * @param policies the limits, the smallest sustained rate first, those without a known rate last
 * @param states what is left of them
 * @param retryAfterSeconds how long the caller is asked outright to stay away, 0 or more; null when
 *     it is not
 */
public record DeclaredLimits(
    List<DeclaredPolicy> policies, List<DeclaredState> states, @Nullable Double retryAfterSeconds) {

  /** Nothing declared. */
  public static final DeclaredLimits NONE = new DeclaredLimits(List.of(), List.of(), null);

  public DeclaredLimits {
    policies = policies.stream().sorted(DeclaredPolicy.BINDING_FIRST).toList();
    states = List.copyOf(states);
  }

  /**
   * Reads a response's headers; never fails.
   *
   * @param headers values by name in lower case; several of one name are joined by commas
   * @param receivedAt when the response came; moments are compared with the response's own {@code
   *     Date}, and with this only without one. When null and without {@code Date}, moments are
   *     ignored and delays are still read
   */
  public static DeclaredLimits of(Map<String, String> headers, @Nullable Instant receivedAt) {
    Map<String, String> concerned = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (DeclaredNames.concern(name)) {
            concerned.put(name, value);
          }
        });
    if (concerned.isEmpty()) {
      return NONE;
    }
    var now = moment(headers.get("date"), receivedAt);
    var families = new DeclaredFamilies();
    concerned.forEach((name, value) -> families.take(name, value, concerned, now));

    List<DeclaredPolicy> policies = new ArrayList<>();
    for (var name : List.of("ratelimit-policy", "x-ratelimit-policy")) {
      policies.addAll(
          DeclaredFields.policies(concerned.getOrDefault(name, ""), DeclaredNames.canonical(name)));
    }
    List<DeclaredState> states =
        new ArrayList<>(
            DeclaredFields.states(concerned.getOrDefault("ratelimit", ""), "RateLimit", policies));
    states.addAll(families.states());
    policies.addAll(families.policies());
    policies.addAll(limits(states));
    return new DeclaredLimits(distinct(policies), states, DeclaredWait.asked(concerned, now));
  }

  /** The limits on requests, the smallest sustained rate first. */
  public List<DeclaredPolicy> requestPolicies() {
    return policies.stream().filter(each -> each.unit() == DeclaredUnit.REQUESTS).toList();
  }

  /** The limit on requests with the smallest sustained rate; null when none has a known rate. */
  public @Nullable DeclaredPolicy binding() {
    return requestPolicies().stream()
        .filter(each -> each.ratePerSecond() != null)
        .findFirst()
        .orElse(null);
  }

  /**
   * How long the caller should stay away, in seconds: what it is asked outright, else until the
   * last of the exhausted limits is reset, else until the last reset of a limit of which nobody
   * knows what is left; null when nothing of this is declared.
   *
   * <p>The reset of a quota may be weeks away. Whoever waits sets the longest wait.
   */
  public @Nullable Double waitSeconds() {
    if (retryAfterSeconds != null) {
      return retryAfterSeconds;
    }
    var exhausted = longest(state -> state.remaining() != null && state.remaining() < 1);
    return exhausted != null ? exhausted : longest(state -> state.remaining() == null);
  }

  private @Nullable Double longest(Predicate<DeclaredState> which) {
    return states.stream()
        .filter(which)
        .map(DeclaredState::resetSeconds)
        .filter(Objects::nonNull)
        .filter(seconds -> seconds <= DeclaredWait.LONGEST_SECONDS)
        .max(Double::compare)
        .orElse(null);
  }

  /** The limits that are known only from the field that also says what is left. */
  private static List<DeclaredPolicy> limits(List<DeclaredState> states) {
    List<DeclaredPolicy> bare = new ArrayList<>();
    for (var state : states) {
      var limit = state.limit();
      if (limit != null && limit > 0) {
        bare.add(
            new DeclaredPolicy(
                state.name(), state.unit(), limit, null, null, null, state.source()));
      }
    }
    return bare;
  }

  private static List<DeclaredPolicy> distinct(List<DeclaredPolicy> all) {
    List<DeclaredPolicy> distinct = new ArrayList<>();
    for (var candidate : all) {
      if (distinct.stream().noneMatch(candidate::repeatedBy)) {
        distinct.removeIf(each -> each.repeatedBy(candidate));
        distinct.add(candidate);
      }
    }
    return distinct;
  }

  private static @Nullable Instant moment(@Nullable String date, @Nullable Instant receivedAt) {
    if (date == null) {
      return receivedAt;
    }
    var own = ResetInstant.of(date.strip(), receivedAt == null ? Instant.EPOCH : receivedAt);
    return own == null ? receivedAt : own;
  }
}
