package dev.onset.injector;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This host's local ports for new connections, as its kernel's settings have it; Linux only. */
public final class LocalPorts {

  private static final double TIME_WAIT_SECONDS = 60;
  private static final double USUAL_REUSE_DELAY_MILLIS = 1_000;
  private static final String TIME_WAIT = "06";

  private LocalPorts() {}

  /**
   * The budget for connections to any of these addresses; the usual one of the system where the
   * kernel does not say.
   */
  public static PortBudget budget(List<InetAddress> addresses, int port) {
    return budget(Path.of("/proc"), System.getProperty("os.name", ""), addresses, port);
  }

  /**
   * As above, from another place.
   *
   * @param proc where the kernel's settings and tables are
   */
  static PortBudget budget(Path proc, String osName, List<InetAddress> addresses, int port) {
    try {
      var settings = proc.resolve("sys/net/ipv4");
      var range = text(settings.resolve("ip_local_port_range")).split("\\s+", -1);
      int first = Integer.parseInt(range[0]);
      int last = Integer.parseInt(range[1]);
      boolean reused = isReused(settings, addresses);
      return new PortBudget(
          first,
          last,
          reserved(optional(settings.resolve("ip_local_reserved_ports"), ""), first, last),
          reused ? reuseDelaySeconds(settings) : TIME_WAIT_SECONDS,
          taken(proc, first, last, port, reused),
          true);
    } catch (IOException | RuntimeException e) {
      // Another operating system, or one that hides it.
      return PortBudget.usual(osName);
    }
  }

  /** On loopback a port in TIME_WAIT can be used again; elsewhere that is the other side's say. */
  private static boolean isReused(Path settings, List<InetAddress> addresses) throws IOException {
    return !addresses.isEmpty()
        && addresses.stream().allMatch(InetAddress::isLoopbackAddress)
        && !optional(settings.resolve("tcp_tw_reuse"), "0").equals("0")
        && !optional(settings.resolve("tcp_timestamps"), "1").equals("0");
  }

  private static double reuseDelaySeconds(Path settings) throws IOException {
    var delay =
        optional(settings.resolve("tcp_tw_reuse_delay"), String.valueOf(USUAL_REUSE_DELAY_MILLIS));
    return Math.max(1, Double.parseDouble(delay)) / 1000;
  }

  /** How many ports of the range a list such as {@code 8080,9000-9010} has. */
  static int reserved(String list, int first, int last) {
    int count = 0;
    for (var part : list.isBlank() ? new String[0] : list.split(",", -1)) {
      var ends = part.strip().split("-", -1);
      int from = Math.max(first, Integer.parseInt(ends[0]));
      int to = Math.min(last, Integer.parseInt(ends[ends.length - 1]));
      count += Math.max(0, to - from + 1);
    }
    return count;
  }

  private static long taken(Path proc, int first, int last, int port, boolean reused)
      throws IOException {
    long count = 0;
    for (var table : List.of("net/tcp", "net/tcp6")) {
      var file = proc.resolve(table);
      if (Files.isReadable(file)) {
        try (var lines = Files.lines(file)) {
          count += taken(lines, first, last, port, reused);
        }
      }
    }
    return count;
  }

  /** Ports in the lines of a table from which there is a connection to a port of any host. */
  static long taken(Stream<String> lines, int first, int last, int port, boolean reused) {
    return lines
        .map(line -> line.strip().split("\\s+", 5))
        .filter(fields -> fields.length > 3 && fields[1].contains(":"))
        .filter(fields -> port(fields[2]) == port && !(reused && fields[3].equals(TIME_WAIT)))
        .mapToInt(fields -> port(fields[1]))
        .filter(local -> local >= first && local <= last)
        .count();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }

  private static String text(Path file) throws IOException {
    // The kernel gives a setting to the first read alone, and a file without a length is at first
    // read by single bytes elsewhere.
    return String.join("\n", Files.readAllLines(file)).strip();
  }

  private static String optional(Path file, String otherwise) throws IOException {
    return Files.isReadable(file) ? text(file) : otherwise;
  }
}
