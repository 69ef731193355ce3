package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.config.TokenSettings;
import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Route;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import dev.onset.search.Purpose;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TokenCostsTest {

  private static final TokenSettings FIELD = new TokenSettings(null, "usage.total_tokens");

  private final SummaryRecorder recorder = new SummaryRecorder();

  @Test
  void answers_without_their_cost_are_counted() {
    answers(3, Outcome.OK, 20.0);
    answers(2, Outcome.OK, null);
    answers(9, Outcome.RATE_LIMITED, null);

    assertThat(TokenCosts.unsaid(findings(), FIELD))
        .isEqualTo(
            "3 of 5 answers said what they cost (onset.target.tokens.field = usage.total_tokens);"
                + " the others were taken for average ones.");
  }

  @Test
  void a_field_that_no_answer_has_is_likely_a_mistake() {
    answers(5, Outcome.OK, null);

    assertThat(TokenCosts.unsaid(findings(), FIELD))
        .startsWith("None of 5 answers said what they cost")
        .contains("look at an answer for the field's path");
  }

  @Test
  void nothing_is_said_where_all_say_it_or_nobody_asked() {
    answers(5, Outcome.OK, 20.0);
    answers(9, Outcome.RATE_LIMITED, null);

    assertThat(TokenCosts.unsaid(findings(), FIELD)).isNull();

    answers(5, Outcome.OK, null);
    assertThat(TokenCosts.unsaid(findings(), TokenSettings.NONE)).isNull();
  }

  private void answers(int count, Outcome outcome, @Nullable Double tokens) {
    for (int i = 0; i < count; i++) {
      recorder.add(
          new Attempt(1, 0, 0, 1, outcome, null, null, 0, Route.UNKNOWN, tokens, List.of()));
    }
  }

  private Findings findings() {
    var trial =
        new Trial(
            Purpose.WATCH,
            1,
            Duration.ZERO,
            Duration.ofSeconds(1),
            1,
            recorder.summary(),
            Summary.EMPTY,
            Health.UNKNOWN,
            false,
            Verdict.BAD,
            "");
    return new Findings(
        Instant.EPOCH,
        Duration.ofSeconds(1),
        List.of(trial),
        List.of(),
        List.of(),
        new Step.Done(Step.End.ANSWERED, null),
        1,
        null,
        null,
        null,
        List.of(),
        0,
        null);
  }
}
