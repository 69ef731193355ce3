package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.KernelCounter;
import dev.onset.evidence.Supply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthMonitorTest {

  @TempDir Path folder;

  @Test
  void a_span_has_what_grew_and_what_was_left_meanwhile() {
    var proc =
        new FakeFiles(folder)
            .counters(100, 0, 0)
            .with("self/status", "Cpus_allowed_list:\t0\n")
            .with("stat", "cpu0 100 0 0 100 0 0 0 0 0 0\n")
            .with("sys/net/ipv4/ip_local_port_range", "40000\t40019\n")
            .with("net/sockstat", "TCP: inuse 3 orphan 0 tw 15 alloc 3 mem 1\n")
            .with("cpu.stat", "nr_periods 10\nnr_throttled 0\n");
    try (var monitor = HealthMonitor.start(true, folder, folder)) {
      monitor.begin();
      proc.counters(130, 7, 2)
          .with("stat", "cpu0 170 0 0 100 0 0 0 30 0 0\n")
          .with("cpu.stat", "nr_periods 20\nnr_throttled 4\n");

      var health = monitor.end();

      assertThat(health.kernel().targetIsLocal()).isTrue();
      assertThat(health.kernel().count(KernelCounter.ACTIVE_OPENS)).hasValue(30);
      assertThat(health.kernel().count(KernelCounter.TCP_SYN_RETRANS)).hasValue(7);
      assertThat(health.cpuIdleShare()).isLessThanOrEqualTo(0.3);
      assertThat(health.strain().stolenShare()).isEqualTo(0.3);
      assertThat(health.strain().throttledShare()).isEqualTo(0.4);
      assertThat(health.strain().ports()).isEqualTo(new Supply(2, 20));
      assertThat(health.strain().conntrack()).isEqualTo(Supply.UNKNOWN);
    }
  }

  @Test
  void a_span_begins_anew() {
    var proc = new FakeFiles(folder).counters(100, 0, 0);
    try (var monitor = HealthMonitor.start(false, folder, folder)) {
      monitor.begin();
      proc.counters(130, 7, 2);
      monitor.begin();

      var health = monitor.end();

      assertThat(health.kernel().count(KernelCounter.ACTIVE_OPENS)).hasValue(0);
      assertThat(health.kernel().named()).doesNotContainKey("ListenDrops");
    }
  }

  @Test
  void without_a_kernel_to_ask_the_rest_is_still_known() {
    try (var monitor = HealthMonitor.start(true, folder, folder)) {
      monitor.begin();

      var health = monitor.end();

      assertThat(health.kernel().isPresent()).isFalse();
      assertThat(health.kernel().note()).contains("Linux only");
      assertThat(health.strain().stolenShare()).isNaN();
      assertThat(health.strain().throttledShare()).isNaN();
      assertThat(health.strain().ports()).isEqualTo(Supply.UNKNOWN);
      assertThat(health.longestPauseMillis()).isNotNegative();
    }
  }
}
