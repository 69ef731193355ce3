package dev.onset.injector;

import dev.onset.evidence.Supply;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The local ports that this host gives to new connections; known on Linux only.
 *
 * <p>Each connection to the same address and port needs one of its own, until {@value
 * #TIME_WAIT_SECONDS} s after its end when this side closed it. So the ports bound the rate of new
 * connections: 28,232 of them by default, 470 connections/s. Where {@code net.ipv4.tcp_tw_reuse}
 * allows it, by default on loopback, a port is free again after a second.
 *
 * @param low the lowest, from {@code net.ipv4.ip_local_port_range}
 * @param high the highest
 * @param reserved those between them that {@code net.ipv4.ip_local_reserved_ports} withholds
 * @param reuse {@code net.ipv4.tcp_tw_reuse}: 0 never, 1 always, 2 on loopback
 * @param reuseDelayMillis after how long a port can be used again then
 */
public record Ports(long low, long high, long reserved, long reuse, long reuseDelayMillis) {

  /** How long Linux keeps the port of a connection that this side closed. */
  public static final int TIME_WAIT_SECONDS = 60;

  private static final long REUSE_ON_LOOPBACK = 2;
  private static final long USUAL_REUSE_DELAY_MILLIS = 1000;

  /** The ports by the settings below a folder such as {@code /proc}. */
  public static Optional<Ports> read(Path proc) {
    var files = new ProcFiles(proc);
    var ends = files.text("sys/net/ipv4/ip_local_port_range").orElse("").strip().split("\\s+", -1);
    if (ends.length != 2 || !ends[0].matches("\\d{1,5}") || !ends[1].matches("\\d{1,5}")) {
      return Optional.empty();
    }
    long low = Long.parseLong(ends[0]);
    long high = Long.parseLong(ends[1]);
    var reserved = Ranges.parse(files.text("sys/net/ipv4/ip_local_reserved_ports").orElse(""));
    return Optional.of(
        new Ports(
            low,
            high,
            reserved.within(low, high),
            // Without timestamps the kernel cannot tell late segments of the old connection.
            files.number("sys/net/ipv4/tcp_timestamps").orElse(1) == 0
                ? 0
                : files.number("sys/net/ipv4/tcp_tw_reuse").orElse(0),
            files.number("sys/net/ipv4/tcp_tw_reuse_delay").orElse(USUAL_REUSE_DELAY_MILLIS)));
  }

  /** How many there are. */
  public long count() {
    return Math.max(0, high - low + 1 - reserved);
  }

  /** Seconds for which a port stays taken after its connection was closed from this side. */
  public double heldSeconds(boolean loopback) {
    boolean reused = reuse == 1 || (reuse == REUSE_ON_LOOPBACK && loopback);
    return reused ? reuseDelayMillis / 1000.0 : TIME_WAIT_SECONDS;
  }

  /** New connections per second to one address that the ports allow in the long run. */
  public double connectionsPerSecond(boolean loopback) {
    return count() / heldSeconds(loopback);
  }

  /**
   * What is left of them at this moment, at least: every TCP socket of the namespace is taken for a
   * connection to the target, and so is every port that still waits after a close.
   */
  public Supply left(Path proc) {
    var inUse = inUse(new ProcFiles(proc));
    return inUse.isEmpty() ? Supply.UNKNOWN : Supply.of(inUse.getAsLong(), count());
  }

  private static OptionalLong inUse(ProcFiles files) {
    var four = KernelTables.ofPairs(files.lines("net/sockstat")).getOrDefault("TCP", Map.of());
    var six = KernelTables.ofPairs(files.lines("net/sockstat6")).getOrDefault("TCP6", Map.of());
    return four.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            four.getOrDefault("inuse", 0L)
                + four.getOrDefault("tw", 0L)
                + six.getOrDefault("inuse", 0L));
  }
}
