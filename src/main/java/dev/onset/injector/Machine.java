package dev.onset.injector;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * What the load generator runs on, so that two runs can be told apart by it. It names no host.
 *
 * @param os operating system
 * @param kernel its version
 * @param java version of the Java runtime
 * @param processors how many processors this process may use
 * @param memoryBytes memory of the machine, or of the container where that is less; empty when not
 *     known
 * @param synRetries how often the kernel repeats a SYN that is not answered; empty when not known
 */
public record Machine(
    String os,
    String kernel,
    String java,
    int processors,
    OptionalLong memoryBytes,
    OptionalLong synRetries) {

  private static final String TOTAL = "MemTotal:";
  private static final int KIBI = 1024;

  /** This machine. */
  public static Machine read() {
    return read(
        HealthMonitor.PROC,
        HealthMonitor.CONTROL_GROUPS,
        System.getProperties(),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * A machine by its files.
   *
   * @param proc a folder such as {@code /proc}
   * @param groups a folder such as {@code /sys/fs/cgroup}
   * @param properties system properties
   */
  static Machine read(Path proc, Path groups, Properties properties, int processors) {
    var files = new ProcFiles(proc);
    return new Machine(
        properties.getProperty("os.name", "unknown"),
        properties.getProperty("os.version", "unknown"),
        properties.getProperty("java.runtime.version", "unknown"),
        processors,
        lesser(total(files), ControlGroup.at(proc, groups).memoryBytes()),
        files.number("sys/net/ipv4/tcp_syn_retries"));
  }

  private static OptionalLong total(ProcFiles files) {
    return files.lines("meminfo").stream()
        .filter(line -> line.startsWith(TOTAL))
        .map(line -> line.substring(TOTAL.length()).strip().split("\\s+"))
        .filter(fields -> fields.length == 2 && fields[1].equals("kB"))
        .filter(fields -> fields[0].matches("\\d{1,15}"))
        .mapToLong(fields -> Long.parseLong(fields[0]) * KIBI)
        .findFirst();
  }

  private static OptionalLong lesser(OptionalLong left, OptionalLong right) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    return OptionalLong.of(Math.min(left.getAsLong(), right.getAsLong()));
  }
}
