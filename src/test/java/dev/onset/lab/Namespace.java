package dev.onset.lab;

import dev.onset.gateway.Host;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One network namespace of a {@link NetworkLab}: a network stack with its own addresses, firewall
 * and kernel settings. To be used by one thread.
 */
public final class Namespace implements Host {

  /** Where {@code ip netns exec} looks for files to lay over those in {@code /etc}. */
  private static final Path OVERLAYS = Path.of("/etc/netns");

  private static final int FIRST_PORT = 8_080;
  private static final int LONGEST_SECONDS = 900;
  private static final String LISTENING = "0A";

  private final String name;
  private final String address;
  private final List<ProcessHandle> started = new ArrayList<>();
  private int nextPort = FIRST_PORT;

  private Namespace(String name, String address) {
    this.name = name;
    this.address = address;
  }

  /** A new namespace, its loopback up, without another address yet. */
  static Namespace add(String name, String address) throws IOException {
    Commands.run(List.of(Commands.path("ip"), "netns", "add", name));
    return new Namespace(name, address);
  }

  String name() {
    return name;
  }

  @Override
  public String address() {
    return address;
  }

  /** The command that runs a program there; it becomes that program, under the same process id. */
  @Override
  public List<String> command(List<String> program) {
    var command = new ArrayList<>(by());
    // A test that is killed cannot end what it started.
    command.addAll(
        List.of(Commands.path("timeout"), "--kill-after=5", String.valueOf(LONGEST_SECONDS)));
    command.addAll(program);
    return command;
  }

  /** What to put before a command line to run it there. */
  List<String> by(String... more) {
    var by = new ArrayList<>(List.of(Commands.path("ip"), "netns", "exec", name));
    by.addAll(List.of(more));
    return by;
  }

  /** A port that no test has been given yet; at first nothing listens in a namespace. */
  @Override
  public int freePort() {
    return nextPort++;
  }

  /** Asks the kernel: a connection to try it with would be one more for the limits under test. */
  @Override
  public boolean listens(Process process, int port) throws IOException {
    started.add(process.toHandle());
    var suffix = String.format(Locale.ROOT, ":%04X", port);
    for (var table : List.of("tcp", "tcp6")) {
      var path = Path.of("/proc", String.valueOf(process.pid()), "net", table);
      try (var lines = Files.lines(path)) {
        if (lines
            .map(line -> line.strip().split("\\s+", 5))
            .anyMatch(f -> f.length > 3 && f[1].endsWith(suffix) && f[3].equals(LISTENING))) {
          return true;
        }
      } catch (NoSuchFileException e) {
        // No IPv6, or the process is gone, which its starter sees.
      }
    }
    return false;
  }

  /** Gives it one more address. */
  void alsoAt(String address) throws IOException {
    ip("addr", "add", address + "/24", "dev", NetworkLab.DEVICE);
  }

  /** Adds a rule of nftables for packets that arrive, such as {@code tcp dport 80 drop}. */
  void filter(String rule) throws IOException {
    Commands.run(
        by(Commands.path("nft"), "-f", "-"),
        """
        table inet lab {
          chain arriving {
            type filter hook input priority filter; policy accept;
            %s
          }
        }
        """
            .formatted(rule));
  }

  /** Sets one of the kernel's settings there, such as {@code net.ipv4.ip_local_port_range}. */
  void sysctl(String key, String value) throws IOException {
    Commands.run(by(Commands.path("tee"), "/proc/sys/" + key.replace('.', '/')), value);
  }

  /** The TCP counters of the kernel there, by the names that {@code nstat} has for them. */
  long counter(String counter) throws IOException {
    var output = Commands.run(by(Commands.path("nstat"), "-a", "-s", "-z", counter));
    return output
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length > 1 && fields[0].equals(counter))
        .mapToLong(fields -> Long.parseLong(fields[1]))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no counter " + counter + ": " + output));
  }

  /** Makes a name stand for addresses, in this order, to programs that are started from now on. */
  void hosts(String host, String... addresses) throws IOException {
    var folder = Files.createDirectories(OVERLAYS.resolve(name));
    var lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
    for (var each : addresses) {
      lines.add(each + " " + host);
    }
    Files.write(folder.resolve("hosts"), lines);
  }

  /** Runs {@code ip} on this namespace. */
  void ip(String... arguments) throws IOException {
    var command = new ArrayList<>(List.of(Commands.path("ip"), "-n", name));
    command.addAll(List.of(arguments));
    Commands.run(command);
  }

  /** Ends what was started there and removes it, whatever of it is there. */
  void remove() throws IOException {
    for (var process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    var folder = OVERLAYS.resolve(name);
    Files.deleteIfExists(folder.resolve("hosts"));
    Files.deleteIfExists(folder);
    try {
      Files.deleteIfExists(OVERLAYS);
    } catch (DirectoryNotEmptyException e) {
      // Somebody else's namespaces have files there.
    }
    Commands.run(List.of(Commands.path("ip"), "netns", "del", name));
  }
}
