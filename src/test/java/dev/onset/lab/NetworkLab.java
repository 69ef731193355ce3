package dev.onset.lab;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.onset.gateway.Host;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two network namespaces joined by a cable of their own: the injector's and the target's.
 *
 * <p>Addresses, firewall rules and kernel settings are those of the namespaces and nowhere else.
 * All of it is gone when the lab is closed, and when the JVM ends before that. Needs Linux, root,
 * {@code ip} and {@code nft}. Where one is missing the test is skipped with the reason, unless
 * {@code ONSET_REQUIRE_NAMESPACES=true}: then it fails. Names begin with {@value #PREFIX} and the
 * JVM's process id, so that labs do not meet.
 */
public final class NetworkLab implements AutoCloseable {

  /** The network device in both namespaces. */
  static final String DEVICE = "lab0";

  private static final String PREFIX = "onset-lab-";
  private static final String INJECTOR = "10.201.0.1";
  private static final String TARGET = "10.201.0.2";
  private static final List<String> PROGRAMS =
      List.of("ip", "nft", "nstat", "timeout", "prlimit", "taskset");

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Set<NetworkLab> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> OPEN.forEach(NetworkLab::close)));
  }

  private final List<Namespace> namespaces = new ArrayList<>();
  private final List<Process> processes = new ArrayList<>();

  private NetworkLab() {}

  /**
   * A lab in which the injector reaches the target; skips or fails the test where there is none.
   */
  public static NetworkLab open() throws IOException {
    var missing = missing();
    if (missing != null) {
      unavailable(missing);
    }
    var lab = new NetworkLab();
    OPEN.add(lab);
    try {
      lab.build();
      return lab;
    } catch (IOException e) {
      lab.close();
      unavailable("no network namespaces here: " + e.getMessage());
      throw e;
    } catch (RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  private void build() throws IOException {
    var name = PREFIX + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    namespaces.add(Namespace.add(name + "-injector", INJECTOR));
    namespaces.add(Namespace.add(name + "-target", TARGET));
    injector()
        .ip(
            ("link add " + DEVICE + " type veth peer name " + DEVICE + " netns " + target().name())
                .split(" "));
    for (var namespace : namespaces) {
      namespace.ip("link", "set", "lo", "up");
      namespace.ip("addr", "add", namespace.address() + "/24", "dev", DEVICE);
      namespace.ip("link", "set", DEVICE, "up");
    }
  }

  Namespace injector() {
    return namespaces.get(0);
  }

  Namespace target() {
    return namespaces.get(1);
  }

  /** Starts a server in the target's namespace that accepts and answers everything. */
  int startServer(Path folder) throws IOException, InterruptedException {
    int port = target().freePort();
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64M",
            "-XX:+UseSerialGC",
            "-Dsun.net.httpserver.maxIdleConnections=10000",
            "-Dsun.net.httpserver.nodelay=true",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            AnsweringServer.class.getName(),
            String.valueOf(port));
    var log = folder.resolve("server.txt").toFile();
    awaitListening(start(target(), log, command), port, log);
    return port;
  }

  /**
   * Keeps one processor busy with so many endless loops, from when a file has a word in it until
   * the lab is closed.
   */
  void burn(int cpu, int loops, Path file, String word) throws IOException {
    var script = "until grep -qs '%s' '%s'; do sleep 0.2; done; while :; do :; done";
    for (int i = 0; i < loops; i++) {
      start(
          Host.LOOPBACK,
          new File("/dev/null"),
          List.of(
              Commands.path("timeout"),
              "240",
              Commands.path("taskset"),
              "-c",
              String.valueOf(cpu),
              Commands.path("sh"),
              "-c",
              script.formatted(word, file)));
    }
  }

  /** One of the processors that this JVM may use, the last one. */
  static int lastCpu() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.replaceFirst(".*\\D(\\d+)$", "$1"))
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElseThrow();
  }

  private Process start(Host where, File log, List<String> command) throws IOException {
    var process =
        new ProcessBuilder(where.command(command))
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start();
    processes.add(process);
    return process;
  }

  private void awaitListening(Process process, int port, File log)
      throws IOException, InterruptedException {
    for (int tries = 0; tries < 400; tries++) {
      if (!process.isAlive()) {
        break;
      }
      if (target().listens(process, port)) {
        return;
      }
      process.waitFor(50, TimeUnit.MILLISECONDS);
    }
    fail("the server does not listen: " + Files.readString(log.toPath()));
  }

  /** Ends what was started and removes both namespaces; nothing happens the second time. */
  @Override
  public void close() {
    if (!OPEN.remove(this)) {
      return;
    }
    for (var process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    var left = new ArrayList<String>();
    for (var namespace : namespaces) {
      try {
        namespace.remove();
      } catch (IOException e) {
        left.add(e.getMessage());
      }
    }
    if (!left.isEmpty()) {
      throw new IllegalStateException("left behind: " + left);
    }
  }

  private static String missing() throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return "network namespaces are Linux's";
    }
    for (var program : PROGRAMS) {
      if (Commands.find(program) == null) {
        return program + " is not installed; install it to run this test";
      }
    }
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
        ? null
        : "only root may make network namespaces; run the tests as root to run this one";
  }

  private static void unavailable(String why) {
    if ("true".equals(System.getenv("ONSET_REQUIRE_NAMESPACES"))) {
      fail(why + ", and ONSET_REQUIRE_NAMESPACES is true");
    }
    abort(why);
  }
}
