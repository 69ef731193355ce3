package dev.onset.gatling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Whether this machine has its processors to itself, by the kernel's count of the time that the
 * hypervisor gave to others ({@code steal} in proc_stat(5)).
 *
 * <p>All tests of a JVM share its patience, so that a host that is never calm fails them in time.
 */
final class HostCalm {

  /** Where a run may fail for want of a processor, whatever the code does. */
  private static final double DISTURBED_SHARE = 0.05;

  private static final double CALM_SHARE = 0.03;
  private static final Duration LOOK = Duration.ofSeconds(3);
  private static final Path STAT = Path.of("/proc/stat");
  private static final int STOLEN = 8;

  private static Duration patience = Duration.ofMinutes(12);

  /** The time of all processors until now, in ticks. */
  private record Ticks(long all, long stolen) {

    double stolenShareSince(Ticks earlier) {
      long passed = all - earlier.all;
      return passed <= 0 ? 0 : (double) (stolen - earlier.stolen) / passed;
    }
  }

  private final Ticks start;
  private final long startNanos = System.nanoTime();

  private HostCalm(Ticks start) {
    this.start = start;
  }

  /** Watches from now on. */
  static HostCalm watch() throws IOException {
    return new HostCalm(read());
  }

  /**
   * Waits for a calm host when this one was disturbed since it is watched; false when it was not,
   * or when there is no patience left.
   */
  boolean returnsAfterDisturbance() throws IOException, InterruptedException {
    if (read().stolenShareSince(start) < DISTURBED_SHARE || !spend(startNanos)) {
      return false;
    }
    boolean calm = false;
    while (!calm && !patience.isNegative()) {
      var before = read();
      long beforeNanos = System.nanoTime();
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
      calm = read().stolenShareSince(before) < CALM_SHARE;
      spend(beforeNanos);
    }
    return calm;
  }

  private static synchronized boolean spend(long sinceNanos) {
    patience = patience.minusNanos(System.nanoTime() - sinceNanos);
    return !patience.isNegative();
  }

  private static Ticks read() throws IOException {
    if (!Files.isReadable(STAT)) {
      return new Ticks(0, 0);
    }
    var fields = Files.readAllLines(STAT).get(0).strip().split("\\s+");
    // What guests of this machine used is part of the user's time already.
    long all = Arrays.stream(fields, 1, STOLEN + 1).mapToLong(Long::parseLong).sum();
    return new Ticks(all, Long.parseLong(fields[STOLEN]));
  }
}
