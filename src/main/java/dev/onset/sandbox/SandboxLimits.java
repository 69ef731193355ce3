package dev.onset.sandbox;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a sandbox, and how it answers.
 *
 * @param rate requests admitted, or null for no limit
 * @param connections connections served, or null for no limit
 * @param rejection the response to a request beyond the rate
 * @param responseTime time added before an admitted request is answered, from 0 to 10 minutes; a
 *     rejection is answered at once
 */
public record SandboxLimits(
    @Nullable RateLimit rate,
    @Nullable ConnectionLimit connections,
    Rejection rejection,
    Duration responseTime) {
  private static final Duration MAX_RESPONSE_TIME = Duration.ofMinutes(10);

  /** Refuses a response time out of range with an {@link IllegalArgumentException}. */
  public SandboxLimits {
    new Rules()
        .require(
            !responseTime.isNegative() && responseTime.compareTo(MAX_RESPONSE_TIME) <= 0,
            "responseTime",
            responseTime,
            "from 0 to 10 minutes")
        .check();
  }

  /** No limit on anything, answering at once. */
  public static SandboxLimits unlimited() {
    return new SandboxLimits(null, null, Rejection.standard(), Duration.ZERO);
  }

  /** The rate that responses announce in the standard fields, or null when they announce none. */
  @Nullable RateLimit announced() {
    return rejection.standardHeaders() ? rate : null;
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
      lines.add(
          "announced: "
              + (rejection.standardHeaders() ? "RateLimit-Policy: " + rate.policy() : "nothing"));
    }
    lines.add(
        "connections: "
            + (connections == null ? "unlimited" : connections.describe(kernelMaximum)));
    lines.add(
        "response time: "
            + (responseTime.isZero() ? "none added" : millis(responseTime) + " ms added"));
    return List.copyOf(lines);
  }

  private static String millis(Duration time) {
    return BigDecimal.valueOf(time.toNanos(), 6).stripTrailingZeros().toPlainString();
  }
}
