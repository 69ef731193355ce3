package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Supply;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortsTest {

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} without {1}, reuse {2}, loopback {3}: {4} ports, {5}/s")
  @CsvSource({
    "32768 60999, '',                  2, false, 28232, 470.5",
    "32768 60999, '',                  2, true,  28232, 28232",
    "32768 60999, '',                  1, false, 28232, 28232",
    "32768 60999, '',                  0, true,  28232, 470.5",
    "1024 65535,  '',                  2, false, 64512, 1075.2",
    "32768 60999, '8080,40000-40009,', 2, false, 28222, 470.4",
    "40000 40019, '',                  2, false, 20,    0.3",
    "40000 40019, '39000-41000',       2, false, 0,     0",
  })
  void the_range_bounds_the_rate_of_new_connections(
      String range, String reserved, int reuse, boolean loopback, long count, double perSecond) {
    new FakeFiles(folder)
        .with("sys/net/ipv4/ip_local_port_range", range.replace(' ', '\t') + "\n")
        .with("sys/net/ipv4/ip_local_reserved_ports", reserved + "\n")
        .with("sys/net/ipv4/tcp_tw_reuse", reuse + "\n");

    var ports = Ports.read(folder).orElseThrow();

    assertThat(ports.count()).isEqualTo(count);
    assertThat(ports.connectionsPerSecond(loopback)).isEqualTo(perSecond, Offset.offset(0.05));
  }

  @Test
  void a_port_is_reused_after_the_delay_that_is_set() {
    new FakeFiles(folder)
        .with("sys/net/ipv4/ip_local_port_range", "32768\t60999\n")
        .with("sys/net/ipv4/tcp_tw_reuse", "2\n")
        .with("sys/net/ipv4/tcp_tw_reuse_delay", "250\n");

    assertThat(Ports.read(folder).orElseThrow().heldSeconds(true)).isEqualTo(0.25);
    assertThat(Ports.read(folder).orElseThrow().heldSeconds(false)).isEqualTo(60);
  }

  @Test
  void what_is_left_is_what_no_socket_and_no_closed_connection_holds() {
    var ports = new Ports(32768, 60999, 0, 2, 1000);
    assertThat(ports.left(folder)).isEqualTo(Supply.UNKNOWN);

    new FakeFiles(folder)
        .with("net/sockstat", "TCP: inuse 12 orphan 0 tw 619 alloc 1097 mem 33\n")
        .with("net/sockstat6", "TCP6: inuse 96\nUDP6: inuse 7\n");

    assertThat(ports.left(folder)).isEqualTo(new Supply(28_232 - 12 - 619 - 96, 28_232));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void the_settings_of_a_real_kernel_are_read_to_their_end() {
    var ports = Ports.read(HealthMonitor.PROC).orElseThrow();

    assertThat(ports.low()).isBetween(1L, ports.high());
    assertThat(ports.high()).isLessThan(65_536);
    assertThat(ports.left(HealthMonitor.PROC).isKnown()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"''", "32768", "a b", "1 2 3", "-1 5"})
  void a_range_that_is_none_is_not_known(String range) {
    new FakeFiles(folder).with("sys/net/ipv4/ip_local_port_range", range);

    assertThat(Ports.read(folder)).isEmpty();
    assertThat(Ports.read(folder.resolve("nothing"))).isEmpty();
  }
}
