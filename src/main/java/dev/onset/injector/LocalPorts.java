package dev.onset.injector;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** This host's local ports for new connections, as its kernel's settings have it; Linux only. */
public final class LocalPorts {

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
    var ports = Ports.read(proc);
    if (ports.isEmpty()) {
      // Another operating system, or one that hides it.
      return PortBudget.usual(osName);
    }
    boolean loopback = addresses.stream().allMatch(InetAddress::isLoopbackAddress);
    double heldSeconds = ports.get().heldSeconds(!addresses.isEmpty() && loopback);
    return new PortBudget(
        ports.get().count(), heldSeconds, taken(proc, ports.get(), port, heldSeconds), true);
  }

  private static long taken(Path proc, Ports ports, int port, double heldSeconds) {
    boolean reused = heldSeconds < Ports.TIME_WAIT_SECONDS;
    var files = new ProcFiles(proc);
    return Stream.of("net/tcp", "net/tcp6")
        .mapToLong(table -> taken(files.lines(table).stream(), ports, port, reused))
        .sum();
  }

  /** Ports in the lines of a table from which there is a connection to a port of any host. */
  static long taken(Stream<String> lines, Ports ports, int port, boolean reused) {
    return lines
        .map(line -> line.strip().split("\\s+", 5))
        .filter(fields -> fields.length > 3 && fields[1].contains(":"))
        .filter(fields -> port(fields[2]) == port && !(reused && fields[3].equals(TIME_WAIT)))
        .mapToInt(fields -> port(fields[1]))
        .filter(local -> local >= ports.low() && local <= ports.high())
        .count();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }
}
