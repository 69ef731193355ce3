package dev.onset.injector;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.onset.evidence.Supply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

/**
 * File descriptors, of which every connection takes one; known on Unix only.
 *
 * @param open how many this process has open
 * @param most how many it may have; a JVM raises that to the hard limit unless told otherwise
 * @param hard how many it may allow itself; {@code most} where that is not known
 */
public record Descriptors(long open, long most, long hard) {

  /** The descriptors of this process; the hard limit from a folder such as {@code /proc}. */
  public static Optional<Descriptors> read(Path proc) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return Optional.empty();
    }
    long most = unix.getMaxFileDescriptorCount();
    long open;
    try {
      open = unix.getOpenFileDescriptorCount();
    } catch (InternalError e) {
      // Counting takes a descriptor, too: there is none left.
      open = most;
    }
    return Optional.of(new Descriptors(open, most, hard(new ProcFiles(proc), most)));
  }

  /** What is left of them. */
  public Supply left() {
    return Supply.of(open, most);
  }

  private static long hard(ProcFiles files, long otherwise) {
    return files.lines("self/limits").stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.substring("Max open files".length()).strip().split("\\s+"))
        .filter(fields -> fields.length >= 2)
        .map(fields -> fields[1])
        .map(
            hard ->
                hard.matches("\\d{1,18}")
                    ? Long.parseLong(hard)
                    : hard.equals("unlimited") ? Long.MAX_VALUE : otherwise)
        .findFirst()
        .orElse(otherwise);
  }
}
