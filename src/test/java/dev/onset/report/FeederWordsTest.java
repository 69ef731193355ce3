package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.FeederRecord;
import dev.onset.record.FeederRecord.Failure;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeederWordsTest {

  private static FeederRecord spent(String order, int used, long least, Failure... failures) {
    return new FeederRecord(
        "keys.csv", List.of("key"), 20, order, 24_100, used, least, 1_206, List.of(failures), null);
  }

  private static String words(FeederRecord feeder) {
    return FeederWords.of(new ExperimentBuilder(Axis.RATE).build(), feeder);
  }

  @Test
  void rows_used_alike_are_said_in_one_sentence() {
    assertThat(words(spent("circular", 20, 1_204)))
        .isEqualTo("20 rows of keys.csv (key), in turn: 1,204 to 1,206 attempts with each.");
  }

  @Test
  void an_outcome_that_only_some_rows_meet_names_them() {
    assertThat(
            words(
                spent(
                    "random",
                    20,
                    1_000,
                    new Failure(Outcome.RATE_LIMITED, 50, 20, List.of(1)),
                    new Failure(Outcome.DENIED, 9, 1, List.of(7)),
                    new Failure(Outcome.OVERLOADED, 8, 6, List.of(3, 1, 2, 9, 4)))))
        .endsWith(
            " RATE_LIMITED met all, 20 of 20 rows. DENIED met 1 of 20 rows: row 7."
                + " OVERLOADED met 6 of 20 rows, most often rows 3, 1, 2, 9, 4.");
  }

  @Test
  void rows_that_were_not_used_are_counted() {
    assertThat(words(spent("once", 12, 0)))
        .isEqualTo(
            "20 rows of keys.csv (key), each once at most: 12 were used, up to 1,206 attempts with"
                + " one.");
  }

  @Test
  void a_found_limit_is_said_for_one_row_too() {
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.0, 202.0, 200.0, 201.0, 0.9);
    var experiment = new ExperimentBuilder(Axis.RATE).onset(onset).build();

    assertThat(FeederWords.of(experiment, spent("circular", 20, 1_204)))
        .endsWith(" If each row has a limit of its own, it is 9.9 to 10.1/s.");
    assertThat(FeederWords.of(experiment, spent("once", 20, 1))).doesNotContain("of its own");
  }

  @ParameterizedTest
  @CsvSource({
    "true, ' Each row has a limit of its own, 9.9 to 10.1/s.'",
    "false, ' They share one limit.'",
    ", ' If each row has a limit of its own, it is 9.9 to 10.1/s.'"
  })
  void whom_the_limit_is_for_is_said_as_far_as_it_is_known(Boolean perRow, String end) {
    var feeder =
        new FeederRecord(
            "keys.csv", List.of("key"), 20, "circular", 20, 20, 1, 1, List.of(), perRow);
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 198.0, 202.0, 200.0, 201.0, 0.9);

    assertThat(FeederWords.of(new ExperimentBuilder(Axis.RATE).onset(onset).build(), feeder))
        .endsWith("1 attempt with each." + end);
  }
}
