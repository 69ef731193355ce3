package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.KernelCounter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KernelSnapshotTest {

  @TempDir Path folder;
  private FakeFiles proc;

  @BeforeEach
  void makeFolder() {
    proc = new FakeFiles(folder);
  }

  @Test
  void counters_are_read_from_their_groups_and_those_that_a_kernel_lacks_are_absent() {
    var snapshot = KernelSnapshot.read(proc.counters(100, 9, 3).root());

    assertThat(snapshot.absent()).isNull();
    assertThat(snapshot.values())
        .isEqualTo(
            Map.of(
                KernelCounter.ACTIVE_OPENS, 100L,
                KernelCounter.ATTEMPT_FAILS, 414L,
                KernelCounter.ESTAB_RESETS, 2651L,
                KernelCounter.RETRANS_SEGS, 6509L,
                KernelCounter.OUT_RSTS, 2935L,
                KernelCounter.IN_DEST_UNREACHS, 2L,
                KernelCounter.TCP_SYN_RETRANS, 9L,
                KernelCounter.TCP_TIMEOUTS, 6313L,
                KernelCounter.LISTEN_OVERFLOWS, 11116L,
                KernelCounter.LISTEN_DROPS, 3L));
  }

  @Test
  void growth_is_the_difference_of_two_snapshots() {
    var before = KernelSnapshot.read(proc.counters(100, 9, 3).root());
    var after = KernelSnapshot.read(proc.counters(150, 13, 3).root());

    var growth = before.until(after, true);

    assertThat(growth.named())
        .containsEntry("ActiveOpens", 50L)
        .containsEntry("TCPSynRetrans", 4L)
        .containsEntry("ListenDrops", 0L)
        .doesNotContainKey("TCPReqQFullDrop");
    assertThat(growth.targetIsLocal()).isTrue();
    assertThat(before.until(after, false).named()).doesNotContainKey("ListenDrops");
  }

  @Test
  void a_counter_that_went_back_is_left_out() {
    var before = KernelSnapshot.read(proc.counters(100, 9, 3).root());
    var after = KernelSnapshot.read(proc.counters(150, 1, 3).root());

    assertThat(before.until(after, false).count(KernelCounter.TCP_SYN_RETRANS)).isEmpty();
    assertThat(before.until(after, false).count(KernelCounter.ACTIVE_OPENS)).hasValue(50);
  }

  @Test
  void a_counter_passes_2_to_the_63_unharmed() {
    var before = new KernelSnapshot(Map.of(KernelCounter.OUT_RSTS, Long.MAX_VALUE), null);
    var after = new KernelSnapshot(Map.of(KernelCounter.OUT_RSTS, Long.MIN_VALUE + 1), null);

    assertThat(before.until(after, false).count(KernelCounter.OUT_RSTS)).hasValue(2);
  }

  @Test
  void without_the_files_there_is_a_reason_instead() {
    var none = KernelSnapshot.read(folder.resolve("nothing"));
    var some = KernelSnapshot.read(proc.counters(1, 2, 3).root());

    assertThat(none.values()).isEmpty();
    assertThat(none.until(some, true).isPresent()).isFalse();
    assertThat(none.until(some, true).note()).contains("Linux only").contains("net/snmp");
    assertThat(some.until(none, true).note()).contains("Linux only");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_connection_of_this_process_is_counted() throws Exception {
    var before = KernelSnapshot.read(HealthMonitor.PROC);
    try (var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      assertThat(client.isConnected()).isTrue();
    }
    var growth = before.until(KernelSnapshot.read(HealthMonitor.PROC), true);

    // Other programs of this host open connections, too.
    assertThat(growth.count(KernelCounter.ACTIVE_OPENS).getAsLong()).isPositive();
    assertThat(growth.foreignOpens(1).getAsLong()).isNotNegative();
  }
}
