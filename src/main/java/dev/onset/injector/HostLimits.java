package dev.onset.injector;

import dev.onset.evidence.Supply;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What this host allows this process.
 *
 * @param ports local ports, or null when not known
 * @param descriptors files and connections, or null when not known
 * @param memory heap and container
 * @param conntrack connections that the firewall can keep track of
 */
public record HostLimits(
    @Nullable Ports ports, @Nullable Descriptors descriptors, Memory memory, Supply conntrack) {

  /** The limits of this process on this host. */
  public static HostLimits read() {
    return read(HealthMonitor.PROC, HealthMonitor.CONTROL_GROUPS);
  }

  /** The limits by folders such as {@code /proc} and {@code /sys/fs/cgroup}. */
  static HostLimits read(Path proc, Path groups) {
    return new HostLimits(
        Ports.read(proc).orElse(null),
        Descriptors.read(proc).orElse(null),
        Memory.read(proc, groups),
        Conntrack.read(proc));
  }
}
