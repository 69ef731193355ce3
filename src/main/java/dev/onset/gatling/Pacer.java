package dev.onset.gatling;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hands the slots of the running trial to whichever worker asks next, so that the schedule never
 * waits for the target. Thread-safe; never blocks.
 */
final class Pacer implements Dispatcher {

  /** Every idle worker has asked again within this time. */
  static final int LONGEST_IDLE_MILLIS = 120;

  private volatile @Nullable Pass pass;
  private volatile boolean finished;

  /** Makes a trial the one that slots are taken from. */
  void run(Pass next) {
    pass = next;
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
    var current = pass;
    if (current != null) {
      var order = current.take();
      if (order != null) {
        return order;
      }
    }
    // Spread out, or all idle workers would ask at the same instant for ever.
    return new Order.Pause(
        ThreadLocalRandom.current().nextInt(LONGEST_IDLE_MILLIS / 2, LONGEST_IDLE_MILLIS));
  }
}
