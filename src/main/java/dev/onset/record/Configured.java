package dev.onset.record;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the definitions of a gateway say of the request that was sent.
 *
 * @param limits those that apply to it
 * @param notes a sentence for each thing that was read and does not apply or is not understood
 */
public record Configured(List<Limit> limits, List<String> notes) {

  public Configured {
    limits = List.copyOf(Objects.requireNonNull(limits, "limits"));
    notes = List.copyOf(Objects.requireNonNull(notes, "notes"));
  }

  /** The same with each of its texts changed, such as by taking secrets out. */
  public Configured inWords(UnaryOperator<String> change) {
    return new Configured(
        limits.stream()
            .map(
                limit ->
                    new Limit(
                        limit.kind(),
                        change.apply(limit.name()),
                        change.apply(limit.value()),
                        change.apply(limit.source()),
                        limit.scope(),
                        limit.amount(),
                        limit.windowSeconds(),
                        limit.burst()))
            .toList(),
        notes.stream().map(change).toList());
  }

  /** What a limit is on. */
  public enum Kind {
    /** Requests in a time. */
    RATE_LIMIT,
    /** Requests in a long time, after which they are refused until it is over. */
    QUOTA,
    /** Connections or requests at the same time. */
    CONCURRENCY,
    /** Time after which the gateway gives its upstream up. */
    HARD_TIMEOUT,
    /** Failures after which the gateway asks its upstream no more for a while. */
    CIRCUIT_BREAKER
  }

  /** Whom a limit is for. */
  public enum Scope {
    CREDENTIAL,
    ADDRESS,
    EVERYONE,
    UNKNOWN
  }

  /**
   * One limit.
   *
   * @param name what it is called, such as "Tyk's global_rate_limit"
   * @param value what it says, in words
   * @param source file and place in it
   * @param amount requests per window, connections, or seconds of a timeout; null when there is no
   *     such number
   * @param windowSeconds the time that the amount is for, or null
   * @param burst requests that are admitted beyond an even rate, or null when that is not said
   */
  public record Limit(
      Kind kind,
      String name,
      String value,
      String source,
      Scope scope,
      @Nullable Double amount,
      @Nullable Double windowSeconds,
      @Nullable Double burst) {

    /** Requests per second on average, or null when it limits something else. */
    public @Nullable Double ratePerSecond() {
      return kind != Kind.RATE_LIMIT || amount == null || windowSeconds == null
          ? null
          : Double.valueOf(amount / windowSeconds);
    }
  }
}
