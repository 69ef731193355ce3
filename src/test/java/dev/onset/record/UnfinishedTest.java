package dev.onset.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Message;
import dev.onset.record.ExperimentRecord.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnfinishedTest {

  private static final String WHY = "its process was killed";

  private final ExperimentRecord kept = SampleExperiments.rate();
  private final int trials = kept.trials().size();
  private final int length = kept.series().secondsFromStart().size();

  private static EvidenceLine line(int trials, int second, Outcome outcome, long count) {
    return new EvidenceLine(
        trials,
        Map.of(second, Map.of(outcome, count)),
        outcome == Outcome.OK ? List.of() : List.of(new Message(outcome, "verbatim", count)));
  }

  @Test
  void without_later_lines_only_the_status_changes() {
    var read = Unfinished.of(kept, List.of(), WHY);

    assertThat(read.status()).isEqualTo(Status.STOPPED);
    assertThat(read.statusReason()).isEqualTo(WHY);
    assertThat(read)
        .usingRecursiveComparison()
        .ignoringFields("status", "statusReason")
        .isEqualTo(kept);
  }

  @Test
  void what_ended_since_the_last_whole_trial_is_added_to_the_counts_and_the_seconds() {
    var read =
        Unfinished.of(
            kept,
            List.of(
                line(trials, length + 1, Outcome.OK, 7),
                line(trials, length + 1, Outcome.TLS_FAILURE, 2),
                line(trials, length - 1, Outcome.OK, 1)),
            WHY);

    assertThat(read.outcomes().get(Outcome.OK)).isEqualTo(kept.outcomes().get(Outcome.OK) + 8);
    assertThat(read.outcomes().get(Outcome.TLS_FAILURE)).isEqualTo(2);
    var series = read.series();
    assertThat(series.secondsFromStart()).hasSize(length + 2).endsWith(length, length + 1);
    assertThat(series.offered().subList(length, length + 2)).containsExactly(0L, 9L);
    assertThat(series.offered().get(length - 1))
        .isEqualTo(kept.series().offered().get(length - 1) + 1);
    assertThat(series.outcomes().get(Outcome.TLS_FAILURE)).hasSize(length + 2).endsWith(2L);
    assertThat(read.durationSeconds()).isGreaterThanOrEqualTo(length + 2);
    assertThat(read.messages()).contains(new Message(Outcome.TLS_FAILURE, "verbatim", 2));
  }

  @Test
  void the_sum_of_the_seconds_is_the_sum_of_the_outcomes() {
    var read = Unfinished.of(kept, List.of(line(trials, length, Outcome.RATE_LIMITED, 5)), WHY);

    read.outcomes()
        .forEach(
            (outcome, count) ->
                assertThat(read.series().outcomes().get(outcome).stream().mapToLong(n -> n).sum())
                    .as(outcome.name())
                    .isEqualTo(
                        kept.series().outcomes().get(outcome).stream().mapToLong(n -> n).sum()
                            + count
                            - kept.outcomes().get(outcome)));
  }

  @Test
  void lines_of_trials_that_are_over_are_in_the_record_already_and_do_not_count_twice() {
    var lines = List.of(line(trials - 1, 1, Outcome.OK, 99), line(0, 1, Outcome.OK, 99));

    assertThat(Unfinished.of(kept, lines, WHY).outcomes()).isEqualTo(kept.outcomes());
  }

  @Test
  void no_threshold_and_no_trial_comes_of_them_and_a_note_says_so() {
    var read = Unfinished.of(kept, List.of(line(trials, length, Outcome.RATE_LIMITED, 500)), WHY);

    assertThat(read.onsets()).isEqualTo(kept.onsets());
    assertThat(read.trials()).isEqualTo(kept.trials());
    assertThat(read.notes())
        .hasSize(kept.notes().size() + 1)
        .last()
        .asString()
        .startsWith("500 attempts ended after the last trial that was kept.");
  }

  @Test
  void the_same_message_is_one() {
    var seen = kept.messages().get(0);
    var line =
        new EvidenceLine(
            trials,
            Map.of(0, Map.of(seen.outcome(), 3L)),
            List.of(new Message(seen.outcome(), seen.text(), 3)));

    var read = Unfinished.of(kept, List.of(line, line), WHY);

    assertThat(read.messages()).hasSameSizeAs(kept.messages());
    assertThat(read.messages())
        .contains(new Message(seen.outcome(), seen.text(), seen.count() + 6));
  }

  @Test
  void what_it_cost_includes_them() {
    var withCost =
        new ExperimentBuilder(Axis.RATE).cost(new Cost(100, 10, 4.5, 20_000, 600)).build();

    var read =
        Unfinished.of(
            withCost,
            List.of(
                line(withCost.trials().size(), 0, Outcome.OVERLOADED, 4),
                line(withCost.trials().size(), 0, Outcome.OK, 6)),
            WHY);

    assertThat(read.cost().requests()).isEqualTo(110);
    assertThat(read.cost().rejected()).isEqualTo(14);
    assertThat(read.cost().loadSeconds()).isEqualTo(5.5);
  }
}
