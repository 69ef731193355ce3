package dev.onset.sandbox;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * Noise as it happens; not thread-safe. Times are nanoseconds of one clock that never goes back.
 */
final class NoiseSource {
  /** Lets answers out between two stalls, however often these come. */
  private static final long MIN_GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Noise noise;
  private final SplittableRandom stalls;
  private final SplittableRandom jitters;
  private final SplittableRandom errors;
  private long stallFrom;
  private long stallTo;

  NoiseSource(Noise noise, long nowNanos) {
    this.noise = noise;
    SplittableRandom random = new SplittableRandom(noise.seed());
    // A source each, so that the number of requests does not move the stalls.
    this.stalls = random.split();
    this.jitters = random.split();
    this.errors = random.split();
    this.stallTo = nowNanos;
    schedule();
  }

  /** How long answers that could leave now are held back. */
  long heldNanos(long nowNanos) {
    if (!noise.stalls()) {
      return 0;
    }
    while (nowNanos - stallTo >= 0) {
      schedule();
    }
    return nowNanos - stallFrom >= 0 ? stallTo - nowNanos : 0;
  }

  /** The time added to the next answer. */
  long jitterNanos() {
    long most = noise.jitter().toNanos();
    return most == 0 ? 0 : jitters.nextLong(most + 1);
  }

  /** Whether the next answer is an error. */
  boolean fails() {
    return noise.errorShare() > 0 && errors.nextDouble() < noise.errorShare();
  }

  private void schedule() {
    double gap = -Math.log(1 - stalls.nextDouble()) * noise.stallEvery().toNanos();
    stallFrom = stallTo + Math.max(MIN_GAP_NANOS, (long) gap);
    stallTo = stallFrom + noise.stall().toNanos();
  }
}
