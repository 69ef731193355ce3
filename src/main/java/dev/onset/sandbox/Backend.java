package dev.onset.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server behind the limiter: how long it takes for an admitted request, and what it answers.
 * For one thread, but for the counts.
 */
final class Backend {
  private final Reply ok = Reply.admitted();
  private final Reply overload = Reply.overloaded();
  private final Reply failure = Reply.failed();
  private final Reply full = Reply.json(503, "{\"error\": \"This backend has too many requests\"}");
  private final @Nullable BackendChoice choice;
  private final @Nullable CapacityQueue queue;
  private final NoiseSource noise;
  private final LongSupplier epochNanos;
  private final long responseNanos;
  private final AtomicLong overloaded = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  Backend(SandboxLimits limits, NoiseSource noise, LongSupplier epochNanos) {
    Capacity capacity = limits.capacity();
    this.queue = capacity == null ? null : new CapacityQueue(capacity);
    BackendShares shares = limits.causes().backends();
    this.choice = shares == null ? null : new BackendChoice(shares, epochNanos.getAsLong());
    this.noise = noise;
    this.epochNanos = epochNanos;
    this.responseNanos = limits.responseTime().toNanos();
  }

  /**
   * An answer and the time from now until it leaves.
   *
   * @param fields further fields, each with its line end
   */
  record Outcome(Reply reply, String fields, long delayNanos) {}

  /** Takes a request that gets here after so long. */
  Outcome take(long laterNanos) {
    String fields = "";
    if (choice != null) {
      BackendChoice.Choice chosen = choice.next(epochNanos.getAsLong() + laterNanos);
      fields = chosen.fields();
      if (!chosen.taken()) {
        overloaded.incrementAndGet();
        return new Outcome(full, fields, laterNanos);
      }
    }
    long delay = laterNanos + responseNanos + noise.jitterNanos();
    if (queue != null) {
      CapacityQueue.Turn turn = queue.take(epochNanos.getAsLong() + laterNanos);
      if (!turn.served()) {
        overloaded.incrementAndGet();
        return new Outcome(overload, fields, laterNanos + turn.delayNanos());
      }
      delay += turn.delayNanos();
    }
    if (noise.fails()) {
      failed.incrementAndGet();
      return new Outcome(failure, fields, delay);
    }
    return new Outcome(ok, fields, delay);
  }

  long overloaded() {
    return overloaded.get();
  }

  long failed() {
    return failed.get();
  }
}
