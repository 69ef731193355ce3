package dev.onset.limiter;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One limit that a target says it enforces: so many units per window.
 *
 * @param name what the target or the header calls it, such as {@code burst} or {@code minute}; null
 *     when it has no name
 * @param unit what is counted
 * @param limit units per window, above 0
 * @param windowSeconds length of the window in seconds, above 0; null when the target does not say,
 *     as with a bare {@code X-RateLimit-Limit}, which may be a rate limit or a quota of days
 * @param burst units that may be used at once, above 0; null when the target does not say
 * @param partitionKey the {@code pk} parameter as it was sent, in base64; null without one
 * @param source the header that says so, such as {@code RateLimit-Policy}
 */
public record DeclaredPolicy(
    @Nullable String name,
    DeclaredUnit unit,
    double limit,
    @Nullable Double windowSeconds,
    @Nullable Double burst,
    @Nullable String partitionKey,
    String source) {

  /** The smallest sustained rate first, those without a known rate last. */
  static final Comparator<DeclaredPolicy> BINDING_FIRST =
      Comparator.comparing(
          DeclaredPolicy::ratePerSecond, Comparator.nullsLast(Comparator.naturalOrder()));

  /**
   * The sustained rate {@code limit / window} in units per second; null when the window is unknown
   * or when the limit is on concurrency, which has no rate.
   */
  public @Nullable Double ratePerSecond() {
    return windowSeconds == null || unit == DeclaredUnit.CONCURRENT_REQUESTS
        ? null
        : limit / windowSeconds;
  }

  DeclaredPolicy withWindow(double seconds) {
    return new DeclaredPolicy(name, unit, limit, seconds, burst, partitionKey, source);
  }

  /** Whether the other says the same about the same limit, and at least as precisely. */
  boolean repeatedBy(DeclaredPolicy other) {
    return unit == other.unit
        && Double.compare(limit, other.limit) == 0
        && (windowSeconds == null || windowSeconds.equals(other.windowSeconds))
        && (name == null || windowSeconds == null || name.equals(other.name));
  }
}
