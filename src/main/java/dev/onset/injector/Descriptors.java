package dev.onset.injector;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** File descriptors, of which every connection takes one; known on Unix only. */
public final class Descriptors {

  /** Warming up, class files, logs and the record. */
  private static final long RESERVE = 350;

  private Descriptors() {}

  /** What is wrong with having to open so many connections in this process, or null. */
  public static @Nullable String problem(long connections) {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? problem(connections, unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
        : null;
  }

  static @Nullable String problem(long connections, long open, long most) {
    long needed = open + connections + RESERVE;
    return needed <= most
        ? null
        : String.format(
            Locale.ROOT,
            "This process may open %d files and connections, and needs about %d. Raise ulimit -n,"
                + " or lower onset.concurrency.max.",
            most,
            needed);
  }
}
