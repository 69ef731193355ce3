package dev.onset.demand;

import io.github.resilience4j.core.IntervalBiFunction;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A way of retrying with its numbers, as Resilience4j carries it out. Thread-safe; what belongs to
 * one demand is not.
 *
 * <p>Delays, {@code n} being the number of attempts that have failed: EXPONENTIAL {@code
 * min(longest, delay 2^(n-1))}; JITTER uniform between 0 and that, which is full jitter. The budget
 * admits a share of the calm demand's rate as retries, averaged over a second.
 */
public final class Retrying {

  /** Resilience4j draws within this share of an interval around it; 1 itself it refuses. */
  private static final double ALL = 0.999;

  private final Way way;
  private final String words;
  private final @Nullable Retry retry;
  private final @Nullable RateLimiter budget;

  private Retrying(Way way, String words, @Nullable Retry retry, @Nullable RateLimiter budget) {
    this.way = way;
    this.words = words;
    this.retry = retry;
    this.budget = budget;
  }

  /**
   * The numbers of all ways.
   *
   * @param attempts most attempts for one demand, at least 2
   * @param delay the fixed delay, and the first of those that grow
   * @param longest most time before a retry
   * @param budgetPerSecond retries per second that the budget allows
   */
  public record Numbers(int attempts, Duration delay, Duration longest, double budgetPerSecond) {}

  /**
   * How an attempt ended.
   *
   * @param served whether it ended well
   * @param waitSeconds how long the target asks to wait, or null when it does not ask
   */
  public record Ending(boolean served, @Nullable Double waitSeconds) {}

  /** Decides for one demand, attempt by attempt. */
  public interface Caller {
    /** Milliseconds until the next attempt; empty when there is to be none. */
    OptionalLong after(Ending ending);
  }

  /** A way with its numbers. */
  public static Retrying of(Way way, Numbers numbers) {
    if (way == Way.NONE) {
      return new Retrying(way, "one attempt", null, null);
    }
    var config =
        RetryConfig.<Ending>custom()
            .maxAttempts(numbers.attempts())
            .retryOnResult(ending -> !ending.served())
            .intervalBiFunction(interval(way, numbers))
            .build();
    boolean limited = way == Way.BUDGET;
    return new Retrying(
        way, words(way, numbers), Retry.of(way.name(), config), limited ? budget(numbers) : null);
  }

  private static RateLimiter budget(Numbers numbers) {
    // Whole permissions: so many in as long a period as makes the rate.
    long permissions = Math.max(1, Math.round(numbers.budgetPerSecond()));
    return RateLimiter.of(
        "budget",
        RateLimiterConfig.custom()
            .limitForPeriod((int) permissions)
            .limitRefreshPeriod(
                Duration.ofNanos((long) (1e9 * permissions / numbers.budgetPerSecond())))
            .timeoutDuration(Duration.ZERO)
            .build());
  }

  private static IntervalBiFunction<Ending> interval(Way way, Numbers numbers) {
    var jitter = jitter(numbers);
    IntervalFunction plain =
        switch (way) {
          case NONE, IMMEDIATE -> attempt -> 0L;
          case FIXED -> attempt -> numbers.delay().toMillis();
          case EXPONENTIAL ->
              IntervalFunction.ofExponentialBackoff(numbers.delay(), 2, numbers.longest());
          case JITTER, RETRY_AFTER, BUDGET -> jitter;
        };
    return way == Way.RETRY_AFTER
        ? (attempt, either) -> asked(either, numbers.longest(), plain.apply(attempt))
        : IntervalBiFunction.ofIntervalFunction(plain);
  }

  /**
   * Around half of what exponential backoff would wait, by nearly all of it. Drawn after the wait
   * is limited: limited afterwards, the longest waits would all be the same.
   */
  private static IntervalFunction jitter(Numbers numbers) {
    var backoff = IntervalFunction.ofExponentialBackoff(numbers.delay(), 2, numbers.longest());
    return attempt -> {
      long half = backoff.apply(attempt) / 2;
      return half < 1 ? 0 : IntervalFunction.ofRandomized(half, ALL).apply(attempt);
    };
  }

  private static long asked(
      Either<Throwable, Ending> either, Duration longest, long otherwiseMillis) {
    var asked = either.isRight() ? either.get().waitSeconds() : null;
    return asked == null
        ? otherwiseMillis
        : Math.min(longest.toMillis(), Math.round(Math.max(0, asked) * 1e3));
  }

  private static String words(Way way, Numbers numbers) {
    var attempts = "at most %d attempts".formatted(numbers.attempts());
    var growing =
        "0 to %s ms at random, doubling up to %s ms"
            .formatted(numbers.delay().toMillis(), numbers.longest().toMillis());
    return switch (way) {
      case NONE -> "one attempt";
      case IMMEDIATE -> attempts + ", at once";
      case FIXED -> "%s, %d ms apart".formatted(attempts, numbers.delay().toMillis());
      case EXPONENTIAL ->
          "%s, after %d ms, doubling up to %d ms"
              .formatted(attempts, numbers.delay().toMillis(), numbers.longest().toMillis());
      case JITTER -> attempts + ", after " + growing;
      case RETRY_AFTER -> attempts + ", when the target says, else after " + growing;
      case BUDGET ->
          String.format(
              Locale.ROOT,
              "%s, after %s, and no more than %.3g retries/s",
              attempts,
              growing,
              numbers.budgetPerSecond());
    };
  }

  /** The way of retrying. */
  public Way way() {
    return way;
  }

  /** It in words, with its numbers. */
  public String words() {
    return words;
  }

  /** Somebody with a new demand. Not thread-safe. */
  public Caller caller() {
    if (retry == null) {
      return ending -> OptionalLong.empty();
    }
    var context = retry.<Ending>asyncContext();
    return ending -> {
      if (ending.served()) {
        return OptionalLong.empty();
      }
      long millis = context.onResult(ending);
      boolean allowed = millis >= 0 && (budget == null || budget.acquirePermission());
      return allowed ? OptionalLong.of(millis) : OptionalLong.empty();
    };
  }
}
