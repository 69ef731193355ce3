package dev.onset.injector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Supply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

  private static final Ports PORTS = new Ports(32768, 60999, 0, 2, 1000);
  private static final Descriptors DESCRIPTORS = new Descriptors(150, 20_000, 20_000);
  private static final Memory MEMORY = new Memory(1L << 30, Long.MAX_VALUE);
  private static final HostLimits ROOMY =
      new HostLimits(PORTS, DESCRIPTORS, MEMORY, new Supply(262_000, 262_144));

  @Test
  void the_default_plan_fits_a_usual_host_and_each_resource_is_stated() {
    var budget = Budget.of(holding(1000, 1), ROOMY);

    assertThat(budget.problems()).isEmpty();
    assertThat(budget.refusals()).isEmpty();
    assertThat(budget.warnings()).isEmpty();
    assertThat(budget.lines()).hasSize(4);
    assertThat(budget.lines().get(0))
        .startsWith("ports: 28,232")
        .contains("32768-60999")
        .contains("60 s")
        .contains("471 new connections/s")
        .contains("needs 4,000");
    assertThat(budget.lines().get(1))
        .startsWith("descriptors: 20,000")
        .contains("hard limit 20,000")
        .contains("150 are open")
        .contains("about 1,500");
    assertThat(budget.lines().get(2)).startsWith("memory: 1,024 MB of heap;");
    assertThat(budget.lines().get(3)).startsWith("conntrack: 262,144").contains("144 are tracked");
  }

  @ParameterizedTest(name = "{0} at once, {1}/s, loopback {2}: {3}")
  @CsvSource({
    // 60 s of opening are still held after their close.
    "100, 468, false, true",
    "100, 469, false, false",
    "100, 469, true,  true",
    "28232, 0, false, true",
    "28233, 0, false, false",
    "28232, 1, true,  false",
  })
  void ports_suffice_for_what_is_open_and_what_was_closed_in_the_last_minute(
      long connections, double opensPerSecond, boolean loopback, boolean fits) {
    var demand =
        new Demand(
            connections,
            opensPerSecond,
            Long.MAX_VALUE,
            64,
            1,
            loopback,
            "onset.connection-rate.max");
    var ample = new Descriptors(150, 1_000_000, 1_000_000);

    var budget = Budget.of(demand, new HostLimits(PORTS, ample, MEMORY, Supply.UNKNOWN));

    assertThat(budget.problems().isEmpty()).isEqualTo(fits);
    assertThat(budget.refusals()).isEmpty();
    if (!fits) {
      assertThat(budget.warnings())
          .singleElement()
          .asString()
          .contains("28,232 local ports")
          .contains("net.ipv4.ip_local_port_range")
          .contains("more source addresses")
          .contains("onset.connection-rate.max");
    }
  }

  @Test
  void an_experiment_holds_no_more_ports_than_it_opens_connections() {
    assertThat(holding(60, 1).within(60)).isEqualTo(60 + 240);
    assertThat(holding(10_000, 1).within(60)).isEqualTo(10_000 + 3_000);
  }

  @ParameterizedTest(name = "{0} connections with {1} ends, limits {2} and {3}: {4}")
  @CsvSource({
    "500, 1, 1000,  1000, ",
    "501, 1, 1000,  1000, beyond the hard limit of 1000",
    "501, 1, 1000,  4096, Raise ulimit -n,",
    "250, 2, 1000,  1000, ",
    "251, 2, 1000,  1000, LimitNOFILE",
  })
  void too_few_descriptors_refuse_the_plan(
      long connections, int ends, long most, long hard, String said) {
    var limits = new HostLimits(null, new Descriptors(150, most, hard), MEMORY, Supply.UNKNOWN);

    var budget = Budget.of(holding(connections, ends), limits);

    if (said == null) {
      assertThat(budget.problems()).isEmpty();
    } else {
      assertThat(budget.refusals())
          .singleElement()
          .asString()
          .contains("may open 1000 files and connections")
          .contains("needs about 100" + (ends == 1 ? 1 : 2))
          .contains("Raise ulimit -n")
          .contains("onset.concurrency.max")
          .contains(said);
    }
  }

  @Test
  void a_heap_too_small_for_its_users_or_too_large_for_its_container_is_a_warning() {
    var small = new Memory(256L << 20, Long.MAX_VALUE);
    var confined = new Memory(1L << 30, 512L << 20);

    assertThat(Budget.of(holding(5000, 1), new HostLimits(null, null, small, Supply.UNKNOWN)))
        .satisfies(budget -> assertThat(budget.refusals()).isEmpty())
        .extracting(budget -> budget.warnings().get(0))
        .asString()
        .contains("256 MB")
        .contains("onset.heap")
        .contains("onset.concurrency.max");
    assertThat(Budget.of(holding(50, 1), new HostLimits(null, null, confined, Supply.UNKNOWN)))
        .extracting(budget -> budget.warnings().get(0))
        .asString()
        .contains("killed at 512 MB")
        .contains("container's memory limit");
  }

  @Test
  void a_firewall_that_cannot_track_the_plan_is_a_warning() {
    var table = new Supply(65_536 - 60_000, 65_536);

    var budget = Budget.of(holding(5000, 1), new HostLimits(null, null, MEMORY, table));

    assertThat(budget.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.resource()).isEqualTo("conntrack");
              assertThat(problem.limit()).isEqualTo(65_536);
              assertThat(problem.need()).isEqualTo(60_000 + 5_000 + 6_000);
              assertThat(problem.prevents()).isFalse();
              assertThat(problem.text()).contains("net.netfilter.nf_conntrack_max");
            });
  }

  /** The plan of holding so many connections, opened at 50/s, five times. */
  private static Demand holding(long connections, int ends) {
    return new Demand(
        connections, 50, 5 * connections, 5 * connections, ends, false, "onset.concurrency.max");
  }
}
