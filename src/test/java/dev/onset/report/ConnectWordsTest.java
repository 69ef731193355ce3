package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Address;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.search.OnsetStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectWordsTest {

  private static final Address WELL = new Address("192.0.2.1", 500, Map.of(Outcome.OK, 500L));

  @Test
  void the_first_dropped_syn_is_told_with_its_bounds_and_what_became_of_the_connections() {
    assertThat(
            words(
                new DroppedSyn(
                    OnsetStatus.FOUND,
                    49.36,
                    50.63,
                    50.0,
                    75.94,
                    0.99,
                    Map.of(1, 1_240L, 2, 12L),
                    3,
                    null)))
        .isEqualTo(
            "The first SYN was dropped between 49.3 and 50.7 connections/s (best estimate 50;"
                + " first seen at 75.9). 1,252 connections got through on a retry"
                + " (1,240 after 1 s, 12 after 2 s), 3 timed out.");
  }

  @Test
  void none_is_told_up_to_the_load_that_was_held() {
    assertThat(words(dropped(OnsetStatus.NOT_REACHED, 400.0, null, null, Map.of(), 0)))
        .isEqualTo("No SYN was dropped up to 400 connections/s.");
    assertThat(words(dropped(OnsetStatus.NOT_REACHED, null, null, null, Map.of(), 0)))
        .isEqualTo("No SYN was dropped at any load offered.");
  }

  @Test
  void a_packet_lost_now_and_then_is_no_threshold() {
    assertThat(words(dropped(OnsetStatus.NOT_REACHED, 400.0, null, 75.0, Map.of(1, 1L), 0)))
        .isEqualTo(
            "SYNs were dropped now and then, not more often at a higher load. 1 connection got"
                + " through on a retry (1 after 1 s).");
  }

  @Test
  void what_is_not_bounded_is_not_given_bounds() {
    assertThat(words(dropped(OnsetStatus.BELOW_START, null, 10.0, 10.0, Map.of(), 7)))
        .isEqualTo("SYNs were dropped at the lowest load already, 10 connections/s. 7 timed out.");
    assertThat(words(dropped(OnsetStatus.UNDECIDED, 22.0, 50.0, 33.0, Map.of(1, 2L), 0)))
        .startsWith(
            "Where the first SYN is dropped is undecided; it was seen first at 33 connections/s.");
  }

  @Test
  void one_address_is_nothing_to_compare() {
    assertThat(ConnectWords.addresses(List.of(WELL))).isNull();
    assertThat(ConnectWords.addresses(List.of())).isNull();
  }

  @Test
  void a_silent_address_among_several_is_named_first() {
    var silent = new Address("192.0.2.2", 500, Map.of(Outcome.CONNECT_TIMEOUT, 500L));

    assertThat(ConnectWords.addresses(List.of(WELL, silent)))
        .isEqualTo(
            "The target's 2 addresses differ: 192.0.2.2 failed 500 of 500 attempts (500"
                + " CONNECT_TIMEOUT); 192.0.2.1 failed none of 500 attempts.");
  }

  @Test
  void addresses_that_fail_alike_are_said_to() {
    var limited =
        new Address("192.0.2.2", 500, Map.of(Outcome.OK, 300L, Outcome.RATE_LIMITED, 200L));

    assertThat(ConnectWords.addresses(List.of(WELL, limited)))
        .isEqualTo(
            "The target's 2 addresses took turns and behaved alike: 192.0.2.1 failed none of 500"
                + " attempts; 192.0.2.2 failed none of 500 attempts.");
  }

  @Test
  void the_statements_of_an_experiment_contain_them() {
    var experiment =
        new ExperimentBuilder(Axis.CONNECTION_RATE)
            .droppedSyn(dropped(OnsetStatus.NOT_REACHED, 400.0, null, null, Map.of(), 0))
            .phases(Map.of(Phase.CONNECT, 3L, Phase.WAITING, 1_200L))
            .addresses(WELL, new Address("192.0.2.2", 500, Map.of(Outcome.OK, 500L)))
            .build();

    assertThat(Answer.particulars(experiment))
        .extracting(Answer.Statement::mark)
        .contains(Answer.Mark.DROPPED_SYN, Answer.Mark.ADDRESSES);
    assertThat(Particulars.numbers(experiment))
        .contains(
            new RunPage.Fact(
                "Ended without an answer while", "3 connecting, 1,200 waiting for the answer"));
  }

  private static String words(DroppedSyn dropped) {
    return ConnectWords.droppedSyn(Axis.CONNECTION_RATE, dropped);
  }

  private static DroppedSyn dropped(
      OnsetStatus status,
      Double lower,
      Double upper,
      Double observed,
      Map<Integer, Long> steps,
      long never) {
    return new DroppedSyn(status, lower, upper, null, observed, 0, steps, never, null);
  }
}
