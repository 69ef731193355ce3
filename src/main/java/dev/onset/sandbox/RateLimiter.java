package dev.onset.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The decision which requests are admitted, by one limiter for each key, and the count of both
 * kinds; thread-safe.
 *
 * <p>At most {@value #MOST_KEYS} limiters are kept; the one not asked for the longest time makes
 * room, and starts afresh when its key comes back.
 */
final class RateLimiter {
  static final int MOST_KEYS = 10_000;

  private final @Nullable RateLimit limit;
  private final SplittableRandom random;
  private final LongSupplier epochNanos;
  private final Map<String, Limiter> limiters =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Limiter> eldest) {
          return size() > MOST_KEYS;
        }
      };
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();

  /**
   * The limiters of a sandbox.
   *
   * @param seed of the algorithms that leave something to chance
   * @param epochNanos nanoseconds since the epoch, never going back
   */
  RateLimiter(@Nullable RateLimit limit, long seed, LongSupplier epochNanos) {
    this.limit = limit;
    this.random = new SplittableRandom(seed);
    this.epochNanos = epochNanos;
  }

  /** An answer and what to do once the request is over, if it was admitted. */
  record Answer(Decision decision, Runnable done) {}

  /** Decides on a request that comes now, and counts it. */
  synchronized Answer ask(String key) {
    if (limit == null) {
      admitted.incrementAndGet();
      return new Answer(Decision.UNLIMITED, () -> {});
    }
    long now = epochNanos.getAsLong();
    Limiter limiter =
        limiters.computeIfAbsent(key, k -> limit.algorithm().start(limit, now, random.split()));
    Decision decision = limiter.ask(now);
    (decision.admitted() ? admitted : rejected).incrementAndGet();
    return new Answer(decision, () -> done(limiter));
  }

  private synchronized void done(Limiter limiter) {
    limiter.done();
  }

  long admitted() {
    return admitted.get();
  }

  long rejected() {
    return rejected.get();
  }
}
