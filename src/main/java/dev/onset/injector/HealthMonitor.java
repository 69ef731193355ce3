package dev.onset.injector;

import com.sun.management.OperatingSystemMXBean;
import dev.onset.evidence.Health;
import dev.onset.evidence.Strain;
import dev.onset.evidence.Supply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Watches the processors, the pauses, the supplies and the kernel's counters of this host while
 * trials run.
 *
 * <p>A thread asks to be woken every {@value #TICK_MILLIS} ms; how much later it wakes is how long
 * this process could not run, whatever kept it: garbage collection, another program, the
 * hypervisor. Idle time is that of the processors this process may use. Ports, descriptors and
 * tracked connections are counted about once a second. One trial at a time: {@link #begin} and
 * {@link #end} are to be called by one thread.
 */
public final class HealthMonitor implements AutoCloseable {

  static final Path PROC = Path.of("/proc");
  static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

  private static final int TICK_MILLIS = 10;
  private static final int TICKS_PER_COUNT = 100;

  private final AtomicLong longestPauseNanos = new AtomicLong();
  private final AtomicLong longestGcMillis = new AtomicLong();
  private final Thread ticker = new Thread(this::tick, "onset-pause-meter");
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final GcClock gc = GcClock.ofThisProcess();
  private final Path proc;
  private final ControlGroup group;
  private final @Nullable Ports ports;
  private final boolean targetIsLocal;
  private volatile boolean running = true;
  private volatile Strain scarcest = Strain.UNKNOWN;
  private Start start;

  /** The counters when the span began. */
  private record Start(
      Optional<CpuTimes> cpu, Optional<Throttling> throttling, KernelSnapshot kernel) {}

  private HealthMonitor(boolean targetIsLocal, Path proc, Path groups) {
    this.targetIsLocal = targetIsLocal;
    this.proc = proc;
    this.group = ControlGroup.at(proc, groups);
    this.ports = Ports.read(proc).orElse(null);
    this.start = read();
  }

  /** A monitor that watches until it is closed, beside a target that is on another host. */
  public static HealthMonitor start() {
    return start(false);
  }

  /**
   * A monitor that watches until it is closed.
   *
   * @param targetIsLocal whether the target is on this host, see {@link TargetPlace}
   */
  public static HealthMonitor start(boolean targetIsLocal) {
    return start(targetIsLocal, PROC, CONTROL_GROUPS);
  }

  static HealthMonitor start(boolean targetIsLocal, Path proc, Path groups) {
    var monitor = new HealthMonitor(targetIsLocal, proc, groups);
    monitor.ticker.setDaemon(true);
    monitor.ticker.start();
    return monitor;
  }

  /** Begins a span. */
  public void begin() {
    // The reading covers the time since the one before it.
    system.getCpuLoad();
    scarcest = Strain.UNKNOWN;
    longestGcMillis.set(0);
    start = read();
    longestPauseNanos.set(0);
  }

  /** What was seen since {@link #begin}. */
  public Health end() {
    double pauseMillis = longestPauseNanos.get() / 1e6;
    double busy = system.getCpuLoad();
    double idle = busy < 0 || Double.isNaN(busy) ? Double.NaN : 1 - busy;
    var then = start;
    var now = read();
    return new Health(
        smaller(idle, share(CpuTimes::unusedShareSince, then.cpu(), now.cpu())),
        pauseMillis,
        scarcest.and(supplies()).and(strain(then, now)),
        then.kernel().until(now.kernel(), targetIsLocal));
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(ticker);
  }

  private Strain strain(Start then, Start now) {
    return new Strain(
        longestGcMillis.get(),
        share(CpuTimes::stolenShareSince, then.cpu(), now.cpu()),
        share(Throttling::shareSince, then.throttling(), now.throttling()),
        Supply.UNKNOWN,
        Supply.UNKNOWN,
        Supply.UNKNOWN);
  }

  private static <T> double share(
      ToDoubleBiFunction<T, T> since, Optional<T> then, Optional<T> now) {
    return then.isEmpty() || now.isEmpty()
        ? Double.NaN
        : since.applyAsDouble(now.get(), then.get());
  }

  /** Processors that this process may not use can idle while its own do not. */
  private static double smaller(double left, double right) {
    return Double.isNaN(left) ? right : Double.isNaN(right) ? left : Math.min(left, right);
  }

  private Start read() {
    return new Start(CpuTimes.read(proc), group.throttling(), KernelSnapshot.read(proc));
  }

  private Strain supplies() {
    return new Strain(
        0,
        Double.NaN,
        Double.NaN,
        ports == null ? Supply.UNKNOWN : ports.left(proc),
        Descriptors.read(proc).map(Descriptors::left).orElse(Supply.UNKNOWN),
        Conntrack.read(proc));
  }

  private void tick() {
    long last = System.nanoTime();
    long lastGcMillis = gc.millis();
    for (long ticks = 1; running; ticks++) {
      LockSupport.parkNanos(TICK_MILLIS * 1_000_000L);
      long now = System.nanoTime();
      longestPauseNanos.accumulateAndGet(now - last - TICK_MILLIS * 1_000_000L, Math::max);
      long gcMillis = gc.millis();
      longestGcMillis.accumulateAndGet(gcMillis - lastGcMillis, Math::max);
      lastGcMillis = gcMillis;
      if (ticks % TICKS_PER_COUNT == 0) {
        // A count that a new span crosses belongs to either.
        scarcest = scarcest.and(supplies());
      }
      // Counting takes its time, and is no pause.
      last = System.nanoTime();
    }
  }
}
