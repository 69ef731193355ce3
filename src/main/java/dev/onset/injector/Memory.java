package dev.onset.injector;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Memory that this process may use.
 *
 * @param heapBytes most that the Java heap may grow to
 * @param containerBytes most that the container allows for everything in it; {@link Long#MAX_VALUE}
 *     without such a limit
 */
public record Memory(long heapBytes, long containerBytes) {

  /** The memory of this process, by folders such as {@code /proc} and {@code /sys/fs/cgroup}. */
  public static Memory read(Path proc, Path groups) {
    OptionalLong container = ControlGroup.at(proc, groups).memoryBytes();
    return new Memory(Runtime.getRuntime().maxMemory(), container.orElse(Long.MAX_VALUE));
  }
}
