package dev.onset.injector;

import com.sun.management.OperatingSystemMXBean;
import dev.onset.evidence.Health;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the processors and the pauses of this host while trials run.
 *
 * <p>A thread asks to be woken every {@value #TICK_MILLIS} ms; how much later it wakes is how long
 * this process could not run, whatever kept it: garbage collection, another program, the
 * hypervisor. Idle time is that of all processors this process may use. One trial at a time: {@link
 * #begin} and {@link #end} are to be called by one thread.
 */
public final class HealthMonitor implements AutoCloseable {

  private static final int TICK_MILLIS = 10;

  private final AtomicLong longestPauseNanos = new AtomicLong();
  private final Thread ticker = new Thread(this::tick, "onset-pause-meter");
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private volatile boolean running = true;

  private HealthMonitor() {}

  /** A monitor that watches until it is closed. */
  public static HealthMonitor start() {
    var monitor = new HealthMonitor();
    monitor.ticker.setDaemon(true);
    monitor.ticker.start();
    return monitor;
  }

  /** Begins a span. */
  public void begin() {
    // The reading covers the time since the one before it.
    system.getCpuLoad();
    longestPauseNanos.set(0);
  }

  /** What was seen since {@link #begin}. */
  public Health end() {
    double busy = system.getCpuLoad();
    double idle = busy < 0 || Double.isNaN(busy) ? Double.NaN : 1 - busy;
    return new Health(idle, longestPauseNanos.get() / 1e6);
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(ticker);
  }

  private void tick() {
    long last = System.nanoTime();
    while (running) {
      LockSupport.parkNanos(TICK_MILLIS * 1_000_000L);
      long now = System.nanoTime();
      longestPauseNanos.accumulateAndGet(now - last - TICK_MILLIS * 1_000_000L, Math::max);
      last = now;
    }
  }
}
