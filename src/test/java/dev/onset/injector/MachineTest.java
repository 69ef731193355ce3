package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {

  @TempDir Path folder;

  @Test
  void a_machine_is_known_by_its_properties_and_files() {
    var properties = new Properties();
    properties.setProperty("os.name", "Linux");
    properties.setProperty("os.version", "6.8.0-45-generic");
    properties.setProperty("java.runtime.version", "17.0.13+11");
    new FakeFiles(folder)
        .with("meminfo", "MemTotal:        8388608 kB\nMemFree:          100 kB\n")
        .with("sys/net/ipv4/tcp_syn_retries", "6\n");

    assertThat(Machine.read(folder, folder, properties, 4))
        .isEqualTo(
            new Machine(
                "Linux",
                "6.8.0-45-generic",
                "17.0.13+11",
                4,
                OptionalLong.of(8L << 30),
                OptionalLong.of(6)));
  }

  @Test
  void what_a_machine_does_not_say_is_not_known() {
    assertThat(Machine.read(folder, folder, new Properties(), 2))
        .isEqualTo(
            new Machine(
                "unknown", "unknown", "unknown", 2, OptionalLong.empty(), OptionalLong.empty()));
  }

  @ParameterizedTest(name = "{0}, container {1}: {2} bytes")
  @CsvSource({
    "MemTotal: 1024 kB,   4096,    4096",
    "MemTotal: 1024 kB,   9999999, 1048576",
    "MemTotal: 1024 kB,   max,     1048576",
    "MemTotal: many kB,   4096,    4096",
    "MemTotal: 1024 MB,   max,     ",
    "MemFree: 1024 kB,    max,     "
  })
  void a_container_may_have_less_memory_than_its_machine(String line, String limit, Long bytes) {
    new FakeFiles(folder)
        .with("meminfo", line + "\n")
        .with("self/cgroup", "0::/\n")
        .with("memory.max", limit + "\n");

    assertThat(Machine.read(folder, folder, new Properties(), 2).memoryBytes())
        .isEqualTo(bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes));
  }
}
