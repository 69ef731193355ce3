package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PortBudgetTest {

  @TempDir Path proc;

  @BeforeEach
  void linux_with_its_defaults() throws IOException {
    setting("ip_local_port_range", "32768\t60999\n");
    setting("ip_local_reserved_ports", "\n");
    setting("tcp_tw_reuse", "2\n");
    setting("tcp_timestamps", "1\n");
    table("tcp");
    table("tcp6");
  }

  @Test
  void linux_s_defaults_allow_470_new_connections_a_second_of_which_a_tenth_is_kept() {
    var budget = budget("192.0.2.1");

    assertThat(budget.free()).isEqualTo(28_232);
    assertThat(budget.free() / budget.heldSeconds()).isBetween(470.0, 471.0);
    assertThat(budget.perSecond(1)).isEqualTo(423.4);
    assertThat(budget.describe(1))
        .isEqualTo(
            "28,232 local ports, each taken for 60 s after its connection: at most 423.4 new"
                + " connections/s, a tenth kept in reserve");
  }

  @Test
  void every_address_of_the_target_has_ports_of_its_own() {
    assertThat(budget("192.0.2.1").perSecond(2)).isEqualTo(846.9);
    assertThat(budget("192.0.2.1").describe(2)).contains("to 2 addresses in turn");
  }

  @Test
  void twenty_ports_are_not_enough_for_one_connection_a_second() throws IOException {
    setting("ip_local_port_range", "40000 40019");

    assertThat(budget("192.0.2.1").perSecond(1)).isEqualTo(0.3);
  }

  @Test
  void reserved_ports_are_never_given() throws IOException {
    setting("ip_local_reserved_ports", "8080,32760-32769,50000,60999-61100\n");

    assertThat(budget("192.0.2.1").free()).isEqualTo(28_232 - 2 - 1 - 1);
  }

  @ParameterizedTest(name = "{0}, tcp_tw_reuse {1}, tcp_timestamps {2}: {3} s")
  @CsvSource({
    "127.0.0.1, 2, 1, 1",
    "127.0.0.1, 1, 1, 1",
    "127.0.0.1, 0, 1, 60",
    "127.0.0.1, 2, 0, 60",
    "::1,       2, 1, 1",
    "192.0.2.1, 2, 1, 60",
    "192.0.2.1, 1, 1, 1",
    "192.0.2.1, 1, 0, 60"
  })
  void a_port_can_be_used_again_soon_on_loopback_or_where_the_host_allows_it(
      String address, String reuse, String timestamps, double seconds) throws IOException {
    setting("tcp_tw_reuse", reuse);
    setting("tcp_timestamps", timestamps);

    assertThat(budget(address).heldSeconds()).isEqualTo(seconds);
  }

  @Test
  void the_kernel_can_set_how_soon_that_is() throws IOException {
    setting("tcp_tw_reuse_delay", "500");

    assertThat(budget("127.0.0.1").heldSeconds()).isEqualTo(0.5);
  }

  @Test
  void ports_with_a_connection_to_the_target_s_port_are_taken() throws IOException {
    table(
        "tcp",
        row(40_000, 8080, "01"),
        row(40_001, 8080, "06"),
        // Another target, another range, a listening socket.
        row(40_002, 9090, "01"),
        row(8_000, 8080, "01"),
        row(8080, 0, "0A"));

    assertThat(budget("192.0.2.1").used()).isEqualTo(2);
    assertThat(budget("192.0.2.1").free()).isEqualTo(28_230);
    assertThat(budget("192.0.2.1").describe(1)).contains("28,230 local ports free (2 are taken)");
    assertThat(budget("127.0.0.1").used()).as("what can be used again").isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"Mac OS X, 491.5", "Windows 11, 122.8"})
  void where_the_system_does_not_say_its_defaults_are_assumed(String os, double perSecond) {
    var budget = LocalPorts.budget(proc.resolve("nothing"), os, List.of(), 8080);

    assertThat(budget.measured()).isFalse();
    assertThat(budget.perSecond(1)).isEqualTo(perSecond);
    assertThat(budget.describe(1)).contains("assumed");
  }

  @Test
  void a_table_that_makes_no_sense_is_as_good_as_none() throws IOException {
    setting("ip_local_port_range", "many");

    assertThat(budget("192.0.2.1").measured()).isFalse();
  }

  private PortBudget budget(String address) {
    try {
      return LocalPorts.budget(proc, "Linux", List.of(InetAddress.getByName(address)), 8080);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void setting(String name, String value) throws IOException {
    var folder = Files.createDirectories(proc.resolve("sys/net/ipv4"));
    Files.writeString(folder.resolve(name), value);
  }

  private void table(String name, String... rows) throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net").resolve(name),
        "  sl  local_address rem_address   st tx_queue rx_queue\n" + String.join("\n", rows));
  }

  private static String row(int local, int remote, String state) {
    return String.format(
        Locale.ROOT,
        "   0: 0100007F:%04X 010200C0:%04X %s 00000000:00000000",
        local,
        remote,
        state);
  }
}
