package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Cost;
import dev.onset.record.ExperimentRecord.Declared;
import dev.onset.record.ExperimentRecord.Limiter;
import dev.onset.record.ExperimentRecord.Promise;
import dev.onset.record.ExperimentRecord.Recovery;
import dev.onset.record.ExperimentRecord.RetryAfter;
import dev.onset.record.ExperimentRecord.Scope;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.record.SampleExperiments;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParticularsTest {

  @Test
  void everything_known_is_said_in_this_order() {
    assertThat(Answer.particulars(SampleExperiments.watched()))
        .extracting(Statement::mark)
        .containsExactly(
            Mark.LIMITER, Mark.BROKEN_PROMISE, Mark.SCOPE, Mark.RECOVERY, Mark.INNOCENT, Mark.COST);
  }

  @Test
  void nothing_is_said_of_what_was_not_measured() {
    assertThat(Answer.particulars(new ExperimentBuilder(Axis.RATE).build())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KEPT            | the headers promise 200 requests/s (RateLimit-Policy), measured 199 to 201: kept | PROMISE | Kept: the headers promise 200 requests/s (RateLimit-Policy), measured 199 to 201.
          BROKEN_STRICTER | the headers promise 250: it refuses at 80 % of what it promises | BROKEN_PROMISE | Broken, the target is stricter than it says: the headers promise 250: it refuses at 80 % of what it promises.
          BROKEN_LOOSER   | the headers promise 100: it admits 200 % of what it promises    | BROKEN_PROMISE | Broken, the target is looser than it says: the headers promise 100: it admits 200 % of what it promises.
          UNDECIDED       | the headers promise nothing                                     | PROMISE        | Undecided: the headers promise nothing.
          OF_A_LATER_KIND | the headers promise something                                   | PROMISE        | Undecided: the headers promise something.
          """)
  void whether_the_promise_is_kept(String verdict, String text, Mark mark, String sentence) {
    assertThat(promise(null, new Promise(verdict, text), null))
        .isEqualTo(new Statement(mark, sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | 3 | 0 | PROMISE        | Retry-After: a request was admitted after 3 of 3 waits kept to the letter.
          1 | 1 | 0 | PROMISE        | Retry-After: a request was admitted after 1 of 1 wait kept to the letter.
          3 | 2 | 0 | BROKEN_PROMISE | Retry-After: a request was admitted after 2 of 3 waits kept to the letter, so they are too short.
          3 | 3 | 1 | PROMISE        | Retry-After: a request was admitted after 3 of 3 waits kept to the letter; 1 wait was longer than needed.
          0 | 0 | 7 | PROMISE        | Retry-After: 7 waits were longer than needed.
          0 | 0 | 0 | PROMISE        | Retry-After: not tested.
          """)
  void whether_the_wait_that_is_asked_for_suffices(
      int tested, int kept, int longer, Mark mark, String sentence) {
    var waits = new RetryAfter(tested, kept, longer, "as the record words it");
    assertThat(promise(null, null, waits)).isEqualTo(new Statement(mark, sentence));
    assertThat(promise(null, new Promise("KEPT", "200: kept"), waits))
        .isEqualTo(new Statement(mark, "Kept: 200. " + sentence));
  }

  @Test
  void a_declaration_that_nobody_judged_is_only_quoted() {
    assertThat(promise(new Declared(200.0, 1.0, "RateLimit-Policy"), null, null))
        .isEqualTo(
            new Statement(
                Mark.PROMISE, "The target declares 200 requests/s over 1 s in RateLimit-Policy."));
    assertThat(promise(new Declared(null, null, "X-RateLimit-Limit"), null, null))
        .isEqualTo(
            new Statement(Mark.PROMISE, "The target declares a limit in X-RateLimit-Limit."));
    assertThat(promise(null, null, null)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PER_CREDENTIAL | 0     | Each credential has a limit of its own: two credentials together sent 320 requests/s, and 0% of that was rejected.
          SHARED         | 0.374 | The credentials share one limit, per address or for all callers: two credentials together sent 320 requests/s, and 37.4% of that was rejected.
          UNDECIDED      | 0.1   | Whether the credentials share one limit is undecided: two credentials together sent 320 requests/s, and 10% of that was rejected.
          """)
  void whom_the_limit_is_for(String kind, double rejected, String sentence) {
    var experiment = with(null, null, null, new Scope(kind, rejected, 320));
    assertThat(Answer.particulars(experiment)).contains(new Statement(Mark.SCOPE, sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          RATE_LIMITED    | 300 | 160 | 12.2 | After overload (300 requests/s) rejections stop only at 160 requests/s, 12 s after falling back; on the way up 199 was clean.
          RATE_LIMITED    | 300 |     |      | After overload (300 requests/s) rejections did not stop at any load tried.
          RATE_LIMITED    | 300 | 199 | 4.5  | After overload (300 requests/s) rejections stop at 199 requests/s, but only 4.5 s after falling back.
          RATE_LIMITED    |     | 199 |      | After overload rejections stop at 199 requests/s.
          OVERLOADED      | 300 | 160 | 0    | After overload (300 requests/s) overload answers stop at 160 requests/s, 0 s after falling back.
          REQUEST_TIMEOUT | 300 |     |      | After overload (300 requests/s) request timeouts did not stop at any load tried.
          """)
  void a_recovery_that_differs_from_the_way_up_is_said(
      Outcome outcome,
      @Nullable Double overload,
      @Nullable Double load,
      @Nullable Double seconds,
      String sentence) {
    var experiment = recovering(outcome, overload, load, seconds, true);
    assertThat(Answer.particulars(experiment)).contains(new Statement(Mark.RECOVERY, sentence));
    assertThat(Particulars.numbers(experiment)).contains(new RunPage.Fact("Recovery", sentence));
  }

  @Test
  void a_recovery_as_on_the_way_up_is_kept_among_the_numbers_only() {
    var experiment = recovering(Outcome.RATE_LIMITED, 300.0, 199.0, 0.4, false);
    assertThat(Answer.particulars(experiment))
        .extracting(Statement::mark)
        .doesNotContain(Mark.RECOVERY);
    assertThat(Particulars.numbers(experiment))
        .containsExactly(
            new RunPage.Fact(
                "Recovery",
                "After overload (300 requests/s) rejections stop at 199 requests/s, 0.4 s after"
                    + " falling back, as on the way up."));
  }

  @ParameterizedTest
  @CsvSource({"RATE,requests", "CONCURRENCY,attempts"})
  void what_it_cost_stands_beside_what_it_could_have(Axis axis, String what) {
    var experiment =
        new ExperimentBuilder(axis)
            .seconds(75.4)
            .cost(new Cost(7_812, 1_020, 62.2, 20_000, 300))
            .build();
    assertThat(Answer.particulars(experiment))
        .contains(
            new Statement(
                Mark.COST,
                "It took 7,812 "
                    + what
                    + ", 1,020 of them refused (budget 20,000), and 1 min 15 s (budget 5 min),"
                    + " 1 min 2 s of it under load."));
  }

  @Test
  void decisions_are_what_reached_the_limiter_up_to_the_last_watch() {
    assertThat(Particulars.decisions(trials("LADDER", "WATCH", "WATCH", "CONFIRM", "SCOPE")))
        .isEqualTo(30);
    assertThat(Particulars.decisions(trials("ladder", "watch"))).isEqualTo(20);
  }

  @Test
  void decisions_are_not_known_without_a_watch_or_with_loads_confirmed_before_one() {
    assertThat(Particulars.decisions(trials("LADDER", "CONFIRM"))).isNull();
    assertThat(Particulars.decisions(trials("LADDER", "WATCH", "CONFIRM", "WATCH"))).isNull();
    assertThat(Particulars.decisions(List.of())).isNull();
  }

  private static List<Trial> trials(String... purposes) {
    return Arrays.stream(purposes)
        .map(
            purpose ->
                new Trial(
                    10,
                    1,
                    13,
                    13,
                    Verdict.GOOD,
                    null,
                    Map.of(Outcome.OK, 7L, Outcome.RATE_LIMITED, 3L, Outcome.CONNECT_TIMEOUT, 3L),
                    0,
                    purpose,
                    1,
                    1,
                    1))
        .toList();
  }

  private static ExperimentRecord recovering(
      Outcome outcome,
      @Nullable Double overload,
      @Nullable Double load,
      @Nullable Double seconds,
      boolean differs) {
    return new ExperimentBuilder(Axis.RATE)
        .onset(new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 199.0, 201.0, 200.0, null, 0.9))
        .recovery(
            new Recovery(
                outcome,
                overload == null ? Double.NaN : overload,
                load,
                seconds == null ? Double.NaN : seconds,
                differs))
        .build();
  }

  private static @Nullable Statement promise(
      @Nullable Declared declared, @Nullable Promise promise, @Nullable RetryAfter waits) {
    return Answer.particulars(with(declared, promise, waits, null)).stream()
        .filter(s -> s.mark().word().equals("PROMISE"))
        .findFirst()
        .orElse(null);
  }

  private static ExperimentRecord with(
      @Nullable Declared declared,
      @Nullable Promise promise,
      @Nullable RetryAfter waits,
      @Nullable Scope scope) {
    return new ExperimentBuilder(Axis.RATE)
        .limiter(
            new Limiter(
                "TOKEN_BUCKET",
                "SMOOTH",
                200,
                20,
                null,
                null,
                0.97,
                1,
                List.of(),
                null,
                declared,
                promise,
                waits,
                scope))
        .build();
  }
}
