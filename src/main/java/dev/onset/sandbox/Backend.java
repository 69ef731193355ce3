package dev.onset.sandbox;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The server behind the limiter: how long it takes for an admitted request, and what it answers.
 * For one thread, but for the counts.
 */
final class Backend {
  private final Reply overload = Reply.overloaded();
  private final Reply failure = Reply.failed();
  private final Reply full = Reply.json(503, "{\"error\": \"This backend has too many requests\"}");
  private final Reply congested = Reply.json(503, "{\"error\": \"The link is congested\"}");
  private final @Nullable BackendChoice choice;
  private final @Nullable CapacityQueue queue;
  private final @Nullable Link link;
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
    long bandwidth = limits.causes().answers().bandwidth();
    this.link = bandwidth == 0 ? null : new Link(bandwidth);
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

  /**
   * Takes a request that gets here after so long.
   *
   * @param ok the answer if all is well
   * @param bytes of that answer, but for the fields that name a backend
   */
  Outcome take(long laterNanos, Reply ok, int bytes) {
    long now = epochNanos.getAsLong() + laterNanos;
    String fields = "";
    if (choice != null) {
      BackendChoice.Choice chosen = choice.next(now);
      fields = chosen.fields();
      if (!chosen.taken()) {
        return overloaded(full, fields, laterNanos);
      }
    }
    // Drawn for each that gets here, so that equal seeds delay equally whatever the capacity is.
    long jitter = noise.jitterNanos();
    long ready = responseNanos;
    if (queue != null) {
      CapacityQueue.Turn turn = queue.take(now);
      if (!turn.served()) {
        return overloaded(overload, fields, laterNanos + turn.delayNanos());
      }
      ready += turn.delayNanos();
    }
    if (noise.fails()) {
      failed.incrementAndGet();
      return new Outcome(failure, fields, laterNanos + ready + jitter);
    }
    if (link != null) {
      // Jitter comes after it: answers must be ready in the order of their requests.
      Link.Turn turn = link.take(now + ready, bytes + fields.length());
      if (!turn.taken()) {
        return overloaded(congested, fields, laterNanos);
      }
      ready += turn.delayNanos();
    }
    return new Outcome(ok, fields, laterNanos + ready + jitter);
  }

  private Outcome overloaded(Reply reply, String fields, long delayNanos) {
    overloaded.incrementAndGet();
    return new Outcome(reply, fields, delayNanos);
  }

  long overloaded() {
    return overloaded.get();
  }

  long failed() {
    return failed.get();
  }
}
