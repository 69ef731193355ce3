package dev.onset.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What responses say about a limit.
 *
 * <p>The number of requests is multiplied by the factor, also of those that are left; a factor
 * other than 1 makes the declaration a false one. Times are always true, in whole seconds rounded
 * up.
 */
final class Declaration {
  private static final Map<Long, String> UNITS =
      Map.of(1L, "Second", 60L, "Minute", 3_600L, "Hour", 86_400L, "Day");

  private final RateLimit limit;
  private final Fields fields;
  private final double factor;

  Declaration(RateLimit limit, Fields fields, double factor) {
    this.limit = limit;
    this.fields = fields;
    this.factor = factor;
  }

  /**
   * The unit of time that the limit's window is, in lower case, or {@code window} if it is none.
   */
  static String unit(RateLimit limit) {
    return UNITS.getOrDefault(limit.quotaSeconds(), "window").toLowerCase(Locale.ROOT);
  }

  /** The value of {@code RateLimit-Policy}. */
  String policy() {
    return limit.algorithm() == Algorithm.CONCURRENCY_CAP
        ? "\"default\";q=" + scaled(limit.burst()) + ";qu=\"concurrent-requests\""
        : "\"default\";q=" + scaled(limit.quota()) + ";w=" + limit.quotaSeconds();
  }

  /** What is declared, in words. */
  String describe() {
    String text =
        switch (fields) {
          case NONE -> "nothing";
          case STANDARD -> "RateLimit-Policy: " + policy();
          case EPOCH -> "X-RateLimit-Limit: " + most();
          case EPOCH_WHEN_ADMITTED -> "X-RateLimit-Limit: " + most() + ", not with rejections";
          case KONG -> "RateLimit-Limit: " + most();
          case UNIT_WHEN_ADMITTED ->
              UNITS.containsKey(limit.quotaSeconds())
                  ? "X-RateLimit-Limit-"
                      + UNITS.get(limit.quotaSeconds())
                      + ": "
                      + most()
                      + ", not with rejections"
                  : "nothing, as the window is no second, minute, hour or day";
          case REQUESTS -> "x-ratelimit-limit-requests: " + most();
          case RETRY -> "Retry-After, with rejections only";
          case REPLENISH -> "X-RateLimit-Replenish-Rate: " + replenishRate();
        };
    return factor == 1 ? text : text + " (untrue: " + Words.plain(factor) + " times the limit)";
  }

  /** The fields of a response, each with its line end. */
  String fields(Decision decision, long epochNanos) {
    boolean rejected = !decision.admitted();
    StringBuilder out = new StringBuilder();
    switch (fields) {
      case NONE -> {}
      case STANDARD -> {
        add(out, "RateLimit-Policy", policy());
        boolean timed = limit.algorithm() != Algorithm.CONCURRENCY_CAP;
        String reset = timed ? ";t=" + seconds(decision.resetNanos()) : "";
        add(out, "RateLimit", "\"default\";r=" + left(decision) + reset);
      }
      case EPOCH -> epoch(out, decision, epochNanos);
      case EPOCH_WHEN_ADMITTED -> {
        if (!rejected) {
          epoch(out, decision, epochNanos);
        }
      }
      case KONG -> {
        add(out, "RateLimit-Limit", most());
        add(out, "RateLimit-Remaining", left(decision));
        add(out, "RateLimit-Reset", seconds(decision.resetNanos()));
        unit(out, decision);
        if (rejected) {
          add(out, "Retry-After", wait(decision));
        }
      }
      case UNIT_WHEN_ADMITTED -> {
        if (!rejected) {
          unit(out, decision);
        }
      }
      case REQUESTS -> {
        add(out, "x-ratelimit-limit-requests", most());
        add(out, "x-ratelimit-remaining-requests", left(decision));
        add(out, "x-ratelimit-reset-requests", GoDuration.text(decision.resetNanos()));
      }
      case RETRY -> {
        if (rejected) {
          add(out, "Retry-After", wait(decision));
          add(out, "X-Retry-In", GoDuration.text(decision.retryNanos()));
        }
      }
      case REPLENISH -> {
        add(out, "X-RateLimit-Remaining", left(decision));
        add(out, "X-RateLimit-Requested-Tokens", 1);
        add(out, "X-RateLimit-Burst-Capacity", scaled(limit.mostAtOnce()));
        add(out, "X-RateLimit-Replenish-Rate", replenishRate());
      }
    }
    return out.toString();
  }

  private void epoch(StringBuilder out, Decision decision, long epochNanos) {
    add(out, "X-RateLimit-Limit", most());
    add(out, "X-RateLimit-Remaining", left(decision));
    add(out, "X-RateLimit-Reset", seconds(epochNanos + decision.resetNanos()));
  }

  private void unit(StringBuilder out, Decision decision) {
    String unit = UNITS.get(limit.quotaSeconds());
    if (unit != null && limit.algorithm() != Algorithm.CONCURRENCY_CAP) {
      add(out, "X-RateLimit-Limit-" + unit, most());
      add(out, "X-RateLimit-Remaining-" + unit, left(decision));
    }
  }

  private static void add(StringBuilder out, String name, Object value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }

  private long most() {
    return scaled(limit.algorithm() == Algorithm.CONCURRENCY_CAP ? limit.burst() : limit.quota());
  }

  private String replenishRate() {
    return Words.plain(factor * limit.sustainedPerSecond());
  }

  private long left(Decision decision) {
    return scaled(decision.remaining());
  }

  private long scaled(long requests) {
    return factor == 1 ? requests : Math.round(factor * requests);
  }

  private static long wait(Decision decision) {
    return Math.max(1, seconds(decision.retryNanos()));
  }

  /** Seconds, rounded up: a caller that waits this long has waited enough. */
  private static long seconds(long nanos) {
    return -Math.floorDiv(-nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
