package dev.onset.sandbox;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final Set<String> replaced = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  Declaration(RateLimit limit, Fields fields, double factor) {
    this(limit, fields, factor, Set.of());
  }

  /**
   * A declaration.
   *
   * @param replaced names of fields that a rejection has with values of its own
   */
  Declaration(RateLimit limit, Fields fields, double factor, Set<String> replaced) {
    this.limit = limit;
    this.fields = fields;
    this.factor = factor;
    this.replaced.addAll(replaced);
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
    FieldLines out = new FieldLines(rejected ? replaced : Set.of());
    switch (fields) {
      case NONE -> {}
      case STANDARD -> {
        out.add("RateLimit-Policy", policy());
        boolean timed = limit.algorithm() != Algorithm.CONCURRENCY_CAP;
        String reset = timed ? ";t=" + seconds(decision.resetNanos()) : "";
        out.add("RateLimit", "\"default\";r=" + left(decision) + reset);
      }
      case EPOCH -> epoch(out, decision, epochNanos);
      case EPOCH_WHEN_ADMITTED -> {
        if (!rejected) {
          epoch(out, decision, epochNanos);
        }
      }
      case KONG -> {
        out.add("RateLimit-Limit", most());
        out.add("RateLimit-Remaining", left(decision));
        out.add("RateLimit-Reset", seconds(decision.resetNanos()));
        unit(out, decision);
        if (rejected) {
          out.add("Retry-After", wait(decision));
        }
      }
      case UNIT_WHEN_ADMITTED -> {
        if (!rejected) {
          unit(out, decision);
        }
      }
      case REQUESTS -> {
        out.add("x-ratelimit-limit-requests", most());
        out.add("x-ratelimit-remaining-requests", left(decision));
        out.add("x-ratelimit-reset-requests", GoDuration.text(decision.resetNanos()));
      }
      case RETRY -> {
        if (rejected) {
          out.add("Retry-After", wait(decision));
          out.add("X-Retry-In", GoDuration.text(decision.retryNanos()));
        }
      }
      case REPLENISH -> {
        out.add("X-RateLimit-Remaining", left(decision));
        out.add("X-RateLimit-Requested-Tokens", 1);
        out.add("X-RateLimit-Burst-Capacity", scaled(limit.mostAtOnce()));
        out.add("X-RateLimit-Replenish-Rate", replenishRate());
      }
    }
    return out.toString();
  }

  private void epoch(FieldLines out, Decision decision, long epochNanos) {
    out.add("X-RateLimit-Limit", most());
    out.add("X-RateLimit-Remaining", left(decision));
    out.add("X-RateLimit-Reset", seconds(epochNanos + decision.resetNanos()));
  }

  private void unit(FieldLines out, Decision decision) {
    String unit = UNITS.get(limit.quotaSeconds());
    if (unit != null && limit.algorithm() != Algorithm.CONCURRENCY_CAP) {
      out.add("X-RateLimit-Limit-" + unit, most());
      out.add("X-RateLimit-Remaining-" + unit, left(decision));
    }
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
