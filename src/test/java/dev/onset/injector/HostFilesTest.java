package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Supply;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the other files of a kernel say, and what it means when they are not there. */
class HostFilesTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  @TempDir Path folder;

  @ParameterizedTest(name = "on processors {0}: {1} unused, {2} stolen")
  @CsvSource({
    // Processor 0 is busy to the last tick, processor 1 idle, processor 2 half stolen.
    "0,   0.0,  0.0",
    "1,   1.0,  0.0",
    "2,   1.0,  0.5",
    "0-1, 0.5,  0.0",
    "0-2, 0.6666666666666666, 0.16666666666666666",
  })
  void only_processors_on_which_this_process_may_run_count(
      String allowed, double unused, double stolen) {
    var proc = new FakeFiles(folder).with("self/status", "Cpus_allowed_list:\t" + allowed + "\n");
    proc.with("stat", stat(0, 0, 0, 0, 0));
    var before = CpuTimes.read(folder).orElseThrow();
    proc.with("stat", stat(100, 90, 10, 50, 50));
    var after = CpuTimes.read(folder).orElseThrow();

    assertThat(after.unusedShareSince(before)).isEqualTo(unused, ROUNDING);
    assertThat(after.stolenShareSince(before)).isEqualTo(stolen, ROUNDING);
    assertThat(after.unusedShareSince(after)).isNaN();
    assertThat(CpuTimes.read(folder.resolve("nothing"))).isEmpty();
  }

  private static String stat(long busy0, long idle1, long waiting1, long idle2, long stolen2) {
    return """
        cpu  1 2 3 4 5 6 7 8 0 0
        cpu0 %d 5 5 7 3 2 1 9 0 0
        cpu1 5 5 5 %d %d 2 1 9 0 0
        cpu2 5 5 5 %d 3 2 1 %d 0 0
        intr 1 2 3
        """
        .formatted(5 + busy0, 7 + idle1, 3 + waiting1, 7 + idle2, 9 + stolen2);
  }

  @ParameterizedTest(name = "group {0} in {1}")
  @CsvSource({
    "'0::/',                          cpu.stat",
    "'0::/kube/pod7',                 kube/pod7/cpu.stat",
    // Inside its own namespace a container sees its group at the top.
    "'0::/kube/pod7',                 cpu.stat",
    "'3:cpu,cpuacct:/docker/ab\n0::/', cpu/docker/ab/cpu.stat",
    "'3:cpu,cpuacct:/docker/ab',       cpu/cpu.stat",
  })
  void a_quota_is_found_in_both_versions_of_control_groups(String own, String file) {
    var proc = new FakeFiles(folder.resolve("proc")).with("self/cgroup", own + "\n");
    var groups = new FakeFiles(folder.resolve("groups"));
    assertThat(ControlGroup.at(proc.root(), groups.root()).throttling()).isEmpty();

    groups.with(file, "usage_usec 5\nnr_periods 100\nnr_throttled 20\nthrottled_usec 9\n");
    var before = ControlGroup.at(proc.root(), groups.root()).throttling().orElseThrow();
    groups.with(file, "usage_usec 5\nnr_periods 140\nnr_throttled 30\nthrottled_usec 9\n");
    var after = ControlGroup.at(proc.root(), groups.root()).throttling().orElseThrow();

    assertThat(before).isEqualTo(new Throttling(100, 20));
    assertThat(after.shareSince(before)).isEqualTo(0.25);
    assertThat(after.shareSince(after)).isZero();
  }

  @Test
  void a_group_without_a_quota_is_not_throttled() {
    new FakeFiles(folder).with("cpu.stat", "usage_usec 5\nuser_usec 3\n");

    assertThat(ControlGroup.at(folder, folder).throttling()).isEmpty();
    assertThat(Throttling.parse("nr_periods 0\nnr_throttled 0\nthrottled_time 0\n")).isEmpty();
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "536870912,           memory.max,                    536870912",
    "max,                 memory.max,                    ",
    "536870912,           memory/memory.limit_in_bytes,  536870912",
    // The largest number that version 1 writes is no limit.
    "9223372036854771712, memory/memory.limit_in_bytes,  ",
  })
  void a_containers_memory_is_found_in_both_versions(String text, String file, Long bytes) {
    new FakeFiles(folder).with("self/cgroup", "4:memory:/x\n0::/\n").with(file, text + "\n");

    var memory = Memory.read(folder, folder);

    assertThat(memory.containerBytes()).isEqualTo(bytes == null ? Long.MAX_VALUE : bytes);
    assertThat(memory.heapBytes()).isPositive();
  }

  @ParameterizedTest(name = "count {0} of {1}: {2} left")
  @CsvSource({"65000, 65536, 536", "65536, 65536, 0", "0, 65536, ", "5, 0, ", "'', 65536, "})
  void a_firewall_that_tracks_nothing_has_no_table_to_fill(String count, String most, Long left) {
    new FakeFiles(folder)
        .with("sys/net/netfilter/nf_conntrack_count", count + "\n")
        .with("sys/net/netfilter/nf_conntrack_max", most + "\n");

    assertThat(Conntrack.read(folder))
        .isEqualTo(left == null ? Supply.UNKNOWN : new Supply(left, Long.parseLong(most)));
    assertThat(Conntrack.read(folder.resolve("nothing"))).isEqualTo(Supply.UNKNOWN);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no limit on descriptors")
  void the_hard_limit_of_descriptors_is_read_where_the_kernel_shows_it() {
    var unknown = Descriptors.read(folder).orElseThrow();
    var proc = new FakeFiles(folder);
    proc.with(
        "self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max open files            1024                 524288               files
        """);
    var limited = Descriptors.read(folder).orElseThrow();
    proc.with("self/limits", "Max open files            1024       unlimited     files\n");
    var unlimited = Descriptors.read(folder).orElseThrow();

    assertThat(unknown.hard()).isEqualTo(unknown.most());
    assertThat(unknown.open()).isBetween(1L, unknown.most());
    assertThat(limited.hard()).isEqualTo(524_288);
    assertThat(unlimited.hard()).isEqualTo(Long.MAX_VALUE);
    assertThat(new Descriptors(250, 256, 256).left()).isEqualTo(new Supply(6, 256));
  }

  @Test
  void a_target_is_local_when_any_of_its_addresses_is_one_of_this_host() throws Exception {
    var loopback = InetAddress.getByName("127.0.0.1");
    var near = InetAddress.getByName("192.0.2.1");
    var far = InetAddress.getByName("192.0.2.2");

    assertThat(TargetPlace.isLocal(List.of(loopback), address -> false)).isTrue();
    assertThat(TargetPlace.isLocal(List.of(far, near), near::equals)).isTrue();
    assertThat(TargetPlace.isLocal(List.of(far), near::equals)).isFalse();
    assertThat(TargetPlace.isLocal(List.of())).isFalse();
    assertThat(TargetPlace.isLocal(List.of(InetAddress.getByName("::1")))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "G1 Young Generation, true",
    "G1 Old Generation,   true",
    "G1 Concurrent GC,    false",
    "ZGC Pauses,          true",
    "ZGC Cycles,          false",
    "Shenandoah Cycles,   false",
  })
  void collectors_that_work_beside_the_program_do_not_pause_it(String collector, boolean pauses) {
    assertThat(GcClock.isPausing(collector)).isEqualTo(pauses);
  }
}
