package dev.onset.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a sandbox, and how it answers.
 *
 * @param rate requests admitted, or null for no limit
 * @param scope who shares that limit
 * @param declaredFactor how many times the limit responses declare, above 0 to 1,000; 1 is the
 *     truth
 * @param rejection the response to a request beyond the limit
 * @param connections connections served, or null for no limit
 * @param responseTime time added before an admitted request is answered, from 0 to 10 minutes; a
 *     rejection is answered at once
 * @param capacity what the server behind the limiter can do, or null for everything
 * @param noise what disturbs the answers
 * @param tokens what requests cost in tokens, or null when they cost none
 * @param causes further causes of trouble
 */
public record SandboxLimits(
    @Nullable RateLimit rate,
    Scope scope,
    double declaredFactor,
    Rejection rejection,
    @Nullable ConnectionLimit connections,
    Duration responseTime,
    @Nullable Capacity capacity,
    Noise noise,
    @Nullable TokenLimit tokens,
    Causes causes) {
  private static final Duration MAX_RESPONSE_TIME = Duration.ofMinutes(10);

  /** Refuses what is out of range with an {@link IllegalArgumentException}. */
  public SandboxLimits {
    new Rules()
        .require(
            !responseTime.isNegative() && responseTime.compareTo(MAX_RESPONSE_TIME) <= 0,
            "responseTime",
            responseTime,
            "from 0 to 10 minutes")
        .require(
            declaredFactor > 0 && declaredFactor <= 1_000,
            "declaredFactor",
            declaredFactor,
            "above 0 to 1000")
        .check();
  }

  /** Limits of a sandbox without further causes of trouble. */
  public SandboxLimits(
      @Nullable RateLimit rate,
      Scope scope,
      double declaredFactor,
      Rejection rejection,
      @Nullable ConnectionLimit connections,
      Duration responseTime,
      @Nullable Capacity capacity,
      Noise noise,
      @Nullable TokenLimit tokens) {
    this(
        rate,
        scope,
        declaredFactor,
        rejection,
        connections,
        responseTime,
        capacity,
        noise,
        tokens,
        Causes.NONE);
  }

  /** Limits of a sandbox whose requests cost no tokens. */
  public SandboxLimits(
      @Nullable RateLimit rate,
      Scope scope,
      double declaredFactor,
      Rejection rejection,
      @Nullable ConnectionLimit connections,
      Duration responseTime,
      @Nullable Capacity capacity,
      Noise noise) {
    this(rate, scope, declaredFactor, rejection, connections, responseTime, capacity, noise, null);
  }

  /** One limit for all, truly declared, in front of a server without limits or noise. */
  public SandboxLimits(
      @Nullable RateLimit rate,
      @Nullable ConnectionLimit connections,
      Rejection rejection,
      Duration responseTime) {
    this(rate, Scope.global(), 1, rejection, connections, responseTime, null, Noise.none());
  }

  /** No limit on anything, answering at once. */
  public static SandboxLimits unlimited() {
    return new SandboxLimits(null, null, Rejection.standard(), Duration.ZERO);
  }

  /** The same limits with other causes of trouble. */
  public SandboxLimits with(Causes others) {
    return new SandboxLimits(
        rate,
        scope,
        declaredFactor,
        rejection,
        connections,
        responseTime,
        capacity,
        noise,
        tokens,
        others);
  }

  /** What responses declare of the limit, or null when they declare nothing. */
  @Nullable Declaration declaration() {
    return rate == null || rejection.fields() == Fields.NONE
        ? null
        : new Declaration(rate, rejection.fields(), declaredFactor, rejection.headers().keySet());
  }

  /**
   * The limits in words, one a line.
   *
   * @param kernelMaximum the longest accept queue that the kernel grants
   */
  List<String> describe(int kernelMaximum) {
    List<String> lines = new ArrayList<>();
    if (rate == null) {
      lines.add("rate: unlimited");
    } else {
      lines.add("rate: " + rate.describe() + ", rejects with " + rejection.status());
      if (scope.kind() != Scope.Kind.GLOBAL) {
        lines.add("scope: " + scope.describe());
      }
      Declaration declaration = declaration();
      lines.add("announced: " + (declaration == null ? "nothing" : declaration.describe()));
    }
    if (tokens != null) {
      lines.add("tokens: " + tokens.describe());
    }
    lines.add(
        "connections: "
            + (connections == null ? "unlimited" : connections.describe(kernelMaximum)));
    lines.add(
        "response time: "
            + (responseTime.isZero() ? "none added" : Words.millis(responseTime) + " ms added"));
    if (capacity != null) {
      lines.add("capacity: " + capacity.describe());
    }
    if (!noise.describe().isEmpty()) {
      lines.add("noise: " + noise.describe());
    }
    lines.addAll(causes.describe());
    return List.copyOf(lines);
  }
}
