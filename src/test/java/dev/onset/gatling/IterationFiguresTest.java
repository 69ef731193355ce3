package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.AttemptLog.Part;
import dev.onset.evidence.Health;
import dev.onset.evidence.Route;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.outcome.Outcome;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IterationFiguresTest {

  private final SummaryRecorder recorder = new SummaryRecorder();

  @Test
  void the_sentence_says_what_an_iteration_is_and_what_the_onset_is_in_requests() {
    iteration(Outcome.OK, 0.01, "login", "call", "call");
    recorder.add(
        attempt(
            Outcome.RATE_LIMITED,
            0.01,
            List.of(part("login", Outcome.OK), part("call", Outcome.RATE_LIMITED))));

    assertThat(IterationFigures.of(findings(Verdict.BAD)).sentence())
        .isEqualTo(
            "A load is so many iterations of the scenario. One makes 3 requests: login, call × 2."
                + " Rate limiting decides on 2 of them (call): 75 iterations/s are 150 such"
                + " requests/s.");
  }

  @Test
  void where_no_iteration_was_without_a_failure_nothing_is_said() {
    recorder.add(attempt(Outcome.OTHER, 0.01, List.of(part("login", Outcome.OTHER))));

    assertThat(IterationFigures.of(findings(Verdict.BAD)).sentence()).isNull();
  }

  @Test
  void iterations_that_take_most_of_their_trial_prove_nothing() {
    iteration(Outcome.OK, 0.6, "login", "call");

    assertThat(IterationFigures.tooLong(trial(Verdict.GOOD)))
        .contains("one took 0.6 s, in a trial of 1.0 s", "above 2 s");
    assertThat(IterationFigures.tooLong(trial(Verdict.BAD))).isNull();
  }

  @Test
  void a_single_request_may_take_as_long_as_it_likes() {
    iteration(Outcome.OK, 0.9, "call");

    assertThat(IterationFigures.tooLong(trial(Verdict.GOOD))).isNull();
  }

  private void iteration(Outcome outcome, double seconds, String... names) {
    recorder.add(
        attempt(
            outcome, seconds, List.of(names).stream().map(name -> part(name, outcome)).toList()));
  }

  private static Attempt attempt(Outcome outcome, double seconds, List<Part> parts) {
    return new Attempt(
        1, 0, 0, Math.round(seconds * 1e9), outcome, null, null, 0, Route.UNKNOWN, null, parts);
  }

  private static Part part(String name, Outcome outcome) {
    return new Part(name, 0, 1, outcome);
  }

  private Trial trial(Verdict verdict) {
    return new Trial(
        Purpose.LADDER,
        1,
        Duration.ZERO,
        Duration.ofSeconds(1),
        1,
        recorder.summary(),
        Summary.EMPTY,
        Health.UNKNOWN,
        false,
        verdict,
        "");
  }

  private Findings findings(Verdict verdict) {
    return new Findings(
        Instant.EPOCH,
        Duration.ofSeconds(1),
        List.of(trial(verdict)),
        List.of(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 74.6, 75.3, 75.0, 80.0, 0.9)),
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
