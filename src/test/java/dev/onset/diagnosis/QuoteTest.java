package dev.onset.diagnosis;

import static dev.onset.diagnosis.Evidence.on;
import static dev.onset.diagnosis.Evidence.trial;
import static dev.onset.outcome.Outcome.OK;
import static dev.onset.outcome.Outcome.RATE_LIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import org.junit.jupiter.api.Test;

class QuoteTest {

  private static final String TEXT = "429 Come back in 27.6s";

  @Test
  void the_most_frequent_text_is_quoted_with_its_count() {
    var signs =
        on(Axis.RATE)
            .trial(trial(60, OK, 300, RATE_LIMITED, 20))
            .text(RATE_LIMITED, "429 rare", 2)
            .text(RATE_LIMITED, TEXT, 18);

    assertThat(new Reading(signs.build()).quote(RATE_LIMITED))
        .isEqualTo("Seen 18 times in trials that counted: \"" + TEXT + "\".");
  }

  @Test
  void where_each_text_is_another_one_stands_for_all() {
    var signs =
        on(Axis.RATE)
            .trial(trial(60, OK, 300, RATE_LIMITED, 5_877))
            .text(RATE_LIMITED, TEXT, 1)
            .text(RATE_LIMITED, TEXT + "!", 1);

    assertThat(new Reading(signs.build()).quote(RATE_LIMITED))
        .isEqualTo(
            "Seen 5,877 times in trials that counted, in other words each time, such as: \""
                + TEXT
                + "\".");
  }

  @Test
  void without_a_text_nothing_is_quoted() {
    var signs = on(Axis.RATE).trial(trial(60, OK, 300, RATE_LIMITED, 20));

    assertThat(new Reading(signs.build()).quote(RATE_LIMITED)).isEmpty();
  }
}
