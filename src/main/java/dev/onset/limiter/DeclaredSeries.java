package dev.onset.limiter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the responses of an experiment declare together: limits whose window no single response
 * says, such as a bare {@code X-RateLimit-Limit}, get it from the resets of successive ones, if it
 * is visible.
 *
 * <p>Windows that are longer than the experiment, and limiters without windows, stay unknown. A
 * window counted in whole seconds is right to a second. Confined to one thread.
 */
public final class DeclaredSeries {

  /** Which limit, as far as headers tell. */
  private record Key(@Nullable String name, DeclaredUnit unit, double limit) {}

  private static final int MOST_LIMITS = 64;

  private final Map<Key, DeclaredWindow> windows = new HashMap<>();
  private List<DeclaredPolicy> latest = List.of();

  /**
   * Takes the next response.
   *
   * @param secondsSinceStart when it came, in the order of time
   * @param declared what it declares
   * @param admitted whether the target served the request, rather than refusing it
   */
  public void add(double secondsSinceStart, DeclaredLimits declared, boolean admitted) {
    if (!declared.policies().isEmpty()) {
      latest = declared.policies();
    }
    for (var state : declared.states()) {
      var limit = state.limit();
      var remaining = state.remaining();
      var reset = state.resetSeconds();
      if (limit == null || limit <= 0 || remaining == null || reset == null) {
        continue;
      }
      var key = new Key(state.name(), state.unit(), limit);
      // A target that names a new limit in every response must not fill the memory.
      if (windows.size() < MOST_LIMITS || windows.containsKey(key)) {
        windows
            .computeIfAbsent(key, absent -> new DeclaredWindow(limit))
            .add(secondsSinceStart, remaining, reset, admitted);
      }
    }
  }

  /**
   * The limits that the last response with any declared, windows filled in where they are visible;
   * the smallest sustained rate first.
   */
  public List<DeclaredPolicy> policies() {
    return latest.stream().map(this::completed).sorted(DeclaredPolicy.BINDING_FIRST).toList();
  }

  private DeclaredPolicy completed(DeclaredPolicy policy) {
    if (policy.windowSeconds() != null) {
      return policy;
    }
    var window = windows.get(new Key(policy.name(), policy.unit(), policy.limit()));
    var seconds = window == null ? null : window.seconds();
    return seconds == null ? policy : policy.withWindow(seconds);
  }
}
