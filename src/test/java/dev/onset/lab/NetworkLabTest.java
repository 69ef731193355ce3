package dev.onset.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab is a network of its own and leaves nothing behind. */
@Tag("namespaces")
class NetworkLabTest {

  @TempDir Path folder;

  @Test
  void nothing_is_left_of_a_closed_lab() throws Exception {
    String injector;
    String target;
    ProcessHandle server;
    try (var lab = NetworkLab.open()) {
      injector = lab.injector().name();
      target = lab.target().name();
      lab.injector().hosts("api.example", "10.201.0.2");
      int port = lab.startServer(folder);
      server =
          ProcessHandle.of(Long.parseLong(pids(target).get(0)))
              .orElseThrow(() -> new AssertionError("no server on port " + port));
      assertThat(server.isAlive()).isTrue();
      assertThat(namespaces()).contains(injector, target);
    }

    assertThat(namespaces()).doesNotContain(injector, target);
    assertThat(Path.of("/etc/netns", injector)).doesNotExist();
    assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(5));
  }

  @Test
  void labs_do_not_meet() throws Exception {
    try (var one = NetworkLab.open();
        var other = NetworkLab.open()) {
      int port = one.startServer(folder);

      assertThat(answer(one, one.target().address(), port)).contains("ok");
      assertThat(answer(other, other.target().address(), port)).contains("refused");
    }
  }

  @Test
  void a_name_stands_for_the_addresses_given_to_it_in_its_namespace_only() throws Exception {
    try (var lab = NetworkLab.open()) {
      lab.injector().hosts("api.example", "10.201.0.2", "10.201.0.3");

      var resolved =
          Commands.run(lab.injector().by(Commands.path("getent"), "ahostsv4", "api.example"));

      assertThat(resolved).containsSubsequence("10.201.0.2", "10.201.0.3");
      assertThat(Files.readString(Path.of("/etc/hosts"))).doesNotContain("api.example");
    }
  }

  @Test
  void kernel_settings_and_counters_are_the_namespaces_own() throws Exception {
    try (var lab = NetworkLab.open()) {
      lab.injector().sysctl("net.ipv4.ip_local_port_range", "40000 40019");

      assertThat(setting(lab.injector())).isEqualTo("40000 40019");
      assertThat(setting(lab.target())).isNotEqualTo("40000 40019");
      assertThat(lab.injector().counter("TcpActiveOpens")).isZero();
      answer(lab, lab.target().address(), 9);
      assertThat(lab.injector().counter("TcpActiveOpens")).isOne();
    }
  }

  private static String answer(NetworkLab lab, String address, int port) throws Exception {
    // The shell's own sockets: no further program is needed, and nothing is retried.
    var script =
        "exec 3<>/dev/tcp/%s/%d && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3 || true"
            .formatted(address, port);
    return Commands.run(lab.injector().by(Commands.path("bash"), "-c", script));
  }

  private static String setting(Namespace namespace) throws Exception {
    return Commands.run(
            namespace.by(Commands.path("cat"), "/proc/sys/net/ipv4/ip_local_port_range"))
        .strip()
        .replaceAll("\\s+", " ");
  }

  private static List<String> namespaces() throws Exception {
    return Commands.run(List.of(Commands.path("ip"), "netns", "list"))
        .lines()
        .map(line -> line.split(" ")[0])
        .toList();
  }

  private static List<String> pids(String namespace) throws Exception {
    return Commands.run(List.of(Commands.path("ip"), "netns", "pids", namespace)).lines().toList();
  }
}
