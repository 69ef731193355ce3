package dev.onset.gatling;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hands the slots of the running trial to whichever worker asks next, so that the schedule never
 * waits for the target. Thread-safe; never blocks.
 */
final class Pacer implements Dispatcher {

  /** Askings per second, all idle workers together, beside what the load needs. */
  private static final double SPARE_PER_SECOND = 500;

  private static final double SHORTEST_IDLE_MILLIS = 10;
  private static final double LONGEST_IDLE_MILLIS = 1_000;

  private final long idleMillis;
  private volatile @Nullable Slots slots;
  private volatile boolean finished;

  /**
   * A pacer for a pool of workers.
   *
   * <p>Idle workers ask again often enough that, when the target suddenly holds its answers, new
   * workers come at twice the fastest load. More often would only cost the processors that the load
   * needs.
   *
   * @param workers how many there are
   * @param fastestPerSecond the highest load they are to offer
   */
  Pacer(int workers, double fastestPerSecond) {
    double millis = 1_000 * workers / (2 * fastestPerSecond + SPARE_PER_SECOND);
    idleMillis = Math.round(Math.max(SHORTEST_IDLE_MILLIS, Math.min(LONGEST_IDLE_MILLIS, millis)));
  }

  /** Makes a trial the one that slots are taken from. */
  void run(Slots next) {
    slots = next;
  }

  /** Sends every worker home. */
  void finish() {
    finished = true;
  }

  @Override
  public Order next(long worker, long nowNanos) {
    if (finished) {
      return new Order.Leave();
    }
    var current = slots;
    if (current != null) {
      var order = current.take(nowNanos);
      if (order != null) {
        return order;
      }
    }
    // Spread out, or all idle workers would ask at the same instant for ever.
    return new Order.Pause(
        ThreadLocalRandom.current().nextLong(idleMillis / 2, idleMillis + idleMillis / 2));
  }
}
