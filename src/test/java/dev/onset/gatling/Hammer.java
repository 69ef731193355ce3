package dev.onset.gatling;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many threads that do the same at the same time. */
final class Hammer {

  private Hammer() {}

  /** Runs a task on each of {@code threads} at once; fails as the first of them fails. */
  static void with(int threads, Runnable task) throws InterruptedException {
    var pool = Executors.newFixedThreadPool(threads);
    var barrier = new CyclicBarrier(threads);
    try {
      var tasks = new ArrayList<Callable<Void>>();
      for (int i = 0; i < threads; i++) {
        tasks.add(
            () -> {
              barrier.await(10, TimeUnit.SECONDS);
              task.run();
              return null;
            });
      }
      for (var done : pool.invokeAll(tasks, 20, TimeUnit.SECONDS)) {
        done.get(0, TimeUnit.SECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdownNow();
    }
  }
}
