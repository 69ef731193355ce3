package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTablesTest {

  @Test
  void names_on_one_line_and_values_on_the_next_belong_together() {
    var tables =
        KernelTables.ofTwoLines(
            List.of(
                "Tcp: RtoAlgorithm MaxConn ActiveOpens",
                "Tcp: 1 -1 170981",
                "Udp: InDatagrams",
                "Udp: 2681"));

    assertThat(tables)
        .isEqualTo(
            Map.of(
                "Tcp", Map.of("RtoAlgorithm", 1L, "MaxConn", -1L, "ActiveOpens", 170981L),
                "Udp", Map.of("InDatagrams", 2681L)));
  }

  @Test
  void values_without_a_name_and_names_without_a_value_are_left_out() {
    assertThat(KernelTables.ofTwoLines(List.of("Tcp: A B", "Tcp: 1", "Ip: C", "Ip: 2 3")))
        .isEqualTo(Map.of("Tcp", Map.of("A", 1L), "Ip", Map.of("C", 2L)));
    assertThat(KernelTables.ofTwoLines(List.of("Tcp: A B"))).isEmpty();
    assertThat(KernelTables.ofTwoLines(List.of("", "nonsense", ":", ": A", "Tcp: A", "Tcp: x")))
        .isEqualTo(Map.of("Tcp", Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, 9223372036854775807",
    // Counters have 64 bits and no sign.
    "9223372036854775808, -9223372036854775808",
    "18446744073709551615, -1",
  })
  void a_counter_beyond_63_bits_still_has_a_difference(String written, long read) {
    assertThat(KernelTables.ofTwoLines(List.of("Tcp: A", "Tcp: " + written)))
        .isEqualTo(Map.of("Tcp", Map.of("A", read)));
  }

  @Test
  void pairs_of_name_and_value_follow_the_group() {
    assertThat(
            KernelTables.ofPairs(
                List.of(
                    "sockets: used 1118",
                    "TCP: inuse 1 orphan 0 tw 619 alloc 1097 mem 33",
                    "RAW: inuse",
                    "")))
        .isEqualTo(
            Map.of(
                "sockets", Map.of("used", 1118L),
                "TCP", Map.of("inuse", 1L, "orphan", 0L, "tw", 619L, "alloc", 1097L, "mem", 33L),
                "RAW", Map.of()));
  }
}
