package dev.onset.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.ConnectSteps.Confirmation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectStepsTest {

  private static final long SECOND = 1_000_000_000L;

  /** Times at which a Linux client sent its SYN again, by retry. */
  @ParameterizedTest(name = "{0} ms is a retry {1} s after the first SYN")
  @CsvSource({
    "1000, 1",
    "1032, 1",
    "1100, 1",
    "2050, 2",
    "2100, 2",
    "3100, 3",
    "4100, 4",
    "5100, 5",
    "7200, 7",
    "11400, 11",
    "15500, 15",
    "19600, 19",
  })
  void a_connection_that_took_whole_seconds_longer_is_a_step(double millis, int seconds) {
    var steps = ConnectSteps.of(with(quick(100, 0.3, 0.2), new ConnectTime(60, SECOND, millis)));

    assertThat(steps.counts()).isEqualTo(Map.of(seconds, 1L));
    assertThat(steps.between()).isZero();
    assertThat(steps.first()).isEqualTo(new DroppedSyn(60, SECOND, seconds));
    assertThat(steps.isDropping()).isTrue();
  }

  /**
   * What a Linux client with a tick of 4 ms met at 75 connections/s behind a firewall that dropped
   * SYNs beyond 50/s: connections by second, fastest and slowest; and its TCPSynRetrans.
   */
  @ParameterizedTest
  @CsvSource({
    "LINEAR,  173, '39 1003 1031 1; 42 2027 2056 2; 33 3050 3075 3; 11 4075 4100 4; 2 5115 5127 5',"
        + " 276",
    "CLASSIC, 184, '48 1004 1032 1; 52 3017 3049 3; 16 7075 7305 7', 200",
  })
  void steps_behind_a_firewall_need_exactly_the_repeated_syns_that_the_kernel_counted(
      SynSchedule schedule, int quick, String measured, long synRetrans) {
    var times = quick(quick, 0.1, 0.8);
    var counts = new TreeMap<Integer, Long>();
    for (var step : measured.split("; ")) {
      var numbers = Arrays.stream(step.split(" ")).mapToInt(Integer::parseInt).toArray();
      counts.put(numbers[3], (long) numbers[0]);
      for (int i = 0; i < numbers[0]; i++) {
        double between = (numbers[2] - numbers[1]) * (double) i / (numbers[0] - 1);
        times.add(new ConnectTime(75, SECOND + i, numbers[1] + between));
      }
    }

    var steps = ConnectSteps.of(times);

    assertThat(steps.counts()).isEqualTo(counts);
    assertThat(steps.schedule()).isEqualTo(schedule);
    assertThat(steps.between()).isZero();
    assertThat(steps.leastRetries()).isEqualTo(synRetrans);
  }

  @ParameterizedTest(name = "{0} ms: {1}")
  @CsvSource({
    "2,    0",
    "300,  0",
    "899,  0",
    "1003, 1",
    "1066, 1",
    "1500, 0",
    "2010, 2",
    "2130, 2",
    "3240, 3",
    "2600, 0",
    "NaN,  0",
    "40000, 0"
  })
  void any_connection_can_be_held_against_the_steps(double millis, int seconds) {
    var steps = ConnectSteps.of(with(quick(100, 0.3, 0.2), new ConnectTime(60, SECOND, 1_010)));

    assertThat(steps.secondsBefore(millis)).isEqualTo(seconds);
  }

  @Test
  void without_a_step_no_connection_is_on_one() {
    assertThat(ConnectSteps.of(quick(100, 0.3, 0.2)).secondsBefore(1_010)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"900", "930", "1180", "1500", "1900", "2600", "6000", "9000", "13000"})
  void a_slow_connection_between_the_steps_is_none(double millis) {
    var steps = ConnectSteps.of(with(quick(100, 0.3, 0.2), new ConnectTime(60, SECOND, millis)));

    assertThat(steps.counts()).isEmpty();
    assertThat(steps.between()).isOne();
    assertThat(steps.isDropping()).isFalse();
    assertThat(steps.first()).isNull();
    assertThat(steps.cleanLoad()).isNull();
  }

  @Test
  void steps_count_from_what_a_connection_usually_takes() {
    var far = quick(100, 180, 20);

    assertThat(ConnectSteps.of(with(far, new ConnectTime(60, SECOND, 1200))).counts())
        .containsOnlyKeys(1);
    assertThat(ConnectSteps.of(with(far, new ConnectTime(60, SECOND, 1000))).counts()).isEmpty();
    assertThat(ConnectSteps.of(far).usualMillis()).isBetween(180.0, 200.0);
    assertThat(ConnectSteps.of(far).spreadMillis()).isBetween(5.0, 20.0);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "1 1 2 1,     LINEAR,  5",
    "1 4,         LINEAR,  5",
    "1 1 3 3 3,   CLASSIC, 8",
    "15,          CLASSIC, 4",
    "1 1 1,       EITHER,  3",
    // One at the third second alone can be either; it took two retries at least.
    "3,           EITHER,  2",
  })
  void the_steps_tell_when_the_client_repeats(String steps, SynSchedule schedule, long retries) {
    var times = quick(100, 0.3, 0.2);
    for (var step : steps.split(" ")) {
      times.add(new ConnectTime(60, SECOND, 1000 * Double.parseDouble(step) + 30));
    }

    var found = ConnectSteps.of(times);

    assertThat(found.schedule()).isEqualTo(schedule);
    assertThat(found.leastRetries()).isEqualTo(retries);
  }

  @Test
  void the_first_dropped_syn_is_the_first_by_due_time_and_its_uncertainty_reaches_down() {
    var times = new ArrayList<ConnectTime>();
    for (int load : new int[] {40, 45, 50}) {
      for (int i = 0; i < load; i++) {
        times.add(new ConnectTime(load, load * SECOND + i, 0.4));
      }
    }
    times.add(new ConnectTime(60, 62 * SECOND, 2080));
    times.add(new ConnectTime(55, 57 * SECOND, 1040));
    times.add(new ConnectTime(55, 56 * SECOND, 0.4));

    var steps = ConnectSteps.of(times);

    assertThat(steps.first()).isEqualTo(new DroppedSyn(55, 57 * SECOND, 1));
    assertThat(steps.lowestLoad()).isEqualTo(55);
    assertThat(steps.cleanLoad()).isEqualTo(50);
    assertThat(steps.cleanAttempts()).isEqualTo(135);
    assertThat(steps.stepped()).isEqualTo(2);
  }

  @Test
  void a_connection_that_is_given_up_was_dropped_each_time() {
    var times = quick(100, 0.4, 0.1);
    times.add(new ConnectTime(80, 9 * SECOND, 2900, true));
    times.add(new ConnectTime(60, 5 * SECOND, 1040));

    var steps = ConnectSteps.of(times);

    assertThat(steps.first()).isEqualTo(new DroppedSyn(60, 5 * SECOND, 1));
    assertThat(steps.gaveUp()).isOne();
    assertThat(steps.counts()).isEqualTo(Map.of(1, 1L));
    // One for the step, one at least within 2.9 s.
    assertThat(steps.leastRetries()).isEqualTo(2);
    assertThat(ConnectSteps.of(List.of(times.get(100))).first())
        .isEqualTo(new DroppedSyn(80, 9 * SECOND, null));
  }

  @ParameterizedTest(name = "the kernel repeated {0} SYNs: {1}")
  @CsvSource({"3, CONFIRMED", "40, CONFIRMED", "2, CONTRADICTED", "0, CONTRADICTED"})
  void the_kernel_bears_the_steps_out_or_not(long repeated, Confirmation confirmation) {
    var times = quick(50, 0.4, 0.1);
    times.add(new ConnectTime(60, SECOND, 1040));
    times.add(new ConnectTime(60, SECOND, 2080));

    var steps = ConnectSteps.of(times);

    assertThat(
            steps.confirmedBy(
                KernelEvidence.of(Map.of(KernelCounter.TCP_SYN_RETRANS, repeated), false)))
        .isEqualTo(confirmation);
    assertThat(steps.confirmedBy(KernelEvidence.absent("not Linux")))
        .isEqualTo(Confirmation.UNKNOWN);
    assertThat(
            ConnectSteps.of(quick(50, 0.4, 0.1))
                .confirmedBy(
                    KernelEvidence.of(Map.of(KernelCounter.TCP_SYN_RETRANS, repeated), false)))
        .isEqualTo(Confirmation.UNKNOWN);
  }

  @Test
  void times_that_are_merely_uneven_are_no_steps() {
    var random = new Random(7);
    var spread = quick(300, 20, 700);
    spread.add(new ConnectTime(60, SECOND, 1300));
    var tail = quick(300, 0.4, 0.1);
    for (int i = 0; i < 200; i++) {
      tail.add(new ConnectTime(60, SECOND, 900 + 8000 * random.nextDouble()));
    }

    assertThat(ConnectSteps.of(spread).isDropping()).isFalse();
    assertThat(ConnectSteps.of(tail).isDropping()).isFalse();
    assertThat(ConnectSteps.of(tail).between()).isEqualTo(200);
  }

  @Test
  void without_a_quick_connection_nothing_is_known() {
    var steps =
        ConnectSteps.of(List.of(new ConnectTime(10, 0, 1040), new ConnectTime(10, 1, 1050)));

    assertThat(steps.usualMillis()).isNaN();
    assertThat(steps.isDropping()).isFalse();
    assertThat(ConnectSteps.of(List.of()).isDropping()).isFalse();
  }

  private static List<ConnectTime> with(List<ConnectTime> times, ConnectTime more) {
    var all = new ArrayList<>(times);
    all.add(more);
    return all;
  }

  /** Connections at 60/s that take from {@code least} to {@code least + range} ms. */
  private static List<ConnectTime> quick(int count, double least, double range) {
    var times = new ArrayList<ConnectTime>();
    for (int i = 0; i < count; i++) {
      times.add(new ConnectTime(60, SECOND / 2 + i, least + range * i / count));
    }
    return times;
  }
}
