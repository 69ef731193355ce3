package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.AttemptLog.Part;
import dev.onset.evidence.Route;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimiterReadingTest {

  private static DeclaredPolicy policy(
      DeclaredUnit unit, double limit, @Nullable Double windowSeconds) {
    return new DeclaredPolicy(null, unit, limit, windowSeconds, null, null, "RateLimit-Policy");
  }

  private static LimiterReading reading(int callers, DeclaredPolicy... declared) {
    return new LimiterReading(Instant.EPOCH, () -> List.of(declared), callers);
  }

  /** A trial at 10 iterations/s for ten seconds, each of a login and so many limited calls. */
  private static Trial iterations(int calls, int callsOnRejection) {
    var recorder = new SummaryRecorder();
    for (int i = 0; i < 100; i++) {
      long at = i * 100_000_000L;
      boolean served = i % 10 < 5;
      var parts = new ArrayList<Part>();
      parts.add(new Part("login", at, at + 1, Outcome.OK));
      parts.addAll(
          Collections.nCopies(
              served ? calls : callsOnRejection,
              new Part("call", at, at + 1, served ? Outcome.OK : Outcome.RATE_LIMITED)));
      recorder.add(
          new Attempt(
              10,
              at,
              at,
              at + 2,
              served ? Outcome.OK : Outcome.RATE_LIMITED,
              null,
              null,
              0,
              Route.UNKNOWN,
              null,
              parts));
    }
    return watch(recorder, 10);
  }

  /** A trial whose attempts cost so much by their number. */
  private static Trial costs(IntToDoubleFunction cost) {
    var recorder = new SummaryRecorder();
    for (int i = 0; i < 100; i++) {
      long at = i * 100_000_000L;
      double tokens = cost.applyAsDouble(i);
      recorder.add(
          new Attempt(
              10,
              at,
              at,
              at + 1,
              Outcome.OK,
              null,
              null,
              0,
              Route.UNKNOWN,
              Double.isNaN(tokens) ? null : tokens,
              List.of()));
    }
    return watch(recorder, 10);
  }

  private static Trial watch(SummaryRecorder recorder, double load) {
    var summary = recorder.summary();
    return Judge.judge(
        Purpose.WATCH,
        load,
        Duration.ZERO,
        Duration.ofSeconds(10),
        summary.attempts(),
        summary,
        Trials.WELL,
        false);
  }

  @ParameterizedTest(name = "{1} per {2} s for each of {0}: {3}/s in all")
  @CsvSource({
    "1, 100,   10,    10",
    "4, 100,   10,    40",
    "4, 1200,  60,    80",
    "1, 7200,  61,      ",
    "1, 5000,  3600,    ",
    "1, 100,   ,        "
  })
  void what_is_declared_for_each_caller_is_looked_for_as_often_as_there_are_callers(
      int callers, double limit, @Nullable Double windowSeconds, @Nullable Double rate) {
    var reading = reading(callers, policy(DeclaredUnit.REQUESTS, limit, windowSeconds));

    assertThat(reading.declaredRate(List.of())).isEqualTo(rate);
  }

  @ParameterizedTest(name = "{0} limited requests an iteration: {1} iterations/s")
  @CsvSource({"1, 30", "2, 15", "3, 10"})
  void what_is_declared_in_requests_is_looked_for_in_iterations(int calls, double rate) {
    var reading = reading(1, policy(DeclaredUnit.REQUESTS, 300, 10.0));

    assertThat(reading.declaredRate(List.of(iterations(calls, 1)))).isEqualTo(rate);
  }

  @Test
  void what_is_declared_in_tokens_is_looked_for_at_what_requests_cost_on_average() {
    var reading = reading(2, policy(DeclaredUnit.TOKENS, 6_000, 10.0));

    assertThat(reading.declaredRate(List.of(costs(i -> i % 2 == 0 ? 20 : 40)))).isEqualTo(40);
    assertThat(reading.declaredRate(List.of(costs(i -> i < 3 ? 30 : Double.NaN)))).isEqualTo(40);
    assertThat(reading.declaredRate(List.of(costs(i -> Double.NaN)))).isNull();
  }

  @Test
  void the_lowest_rate_of_all_that_can_be_watched_is_looked_for_first() {
    var reading =
        reading(
            1,
            policy(DeclaredUnit.REQUESTS, 300, 10.0),
            policy(DeclaredUnit.TOKENS, 6_000, 10.0),
            policy(DeclaredUnit.REQUESTS, 100, 3_600.0),
            policy(DeclaredUnit.CONCURRENT_REQUESTS, 5, 1.0),
            policy(DeclaredUnit.CONTENT_BYTES, 5, 1.0));

    assertThat(reading.declaredRate(List.of(costs(i -> 30)))).isEqualTo(20);
    assertThat(reading.declaredRate(List.of())).isEqualTo(30);
    assertThat(reading.declaredWindow()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} limited requests an iteration, 30 per 2 s declared: {1} s")
  @CsvSource({"1, 0", "2, 4.5", "3, 4"})
  void how_long_a_load_must_last_to_meet_what_is_declared_is_reckoned_in_requests(
      int calls, double seconds) {
    var reading = reading(1, policy(DeclaredUnit.REQUESTS, 30, 2.0));
    reading.inRequests(List.of(iterations(calls, 1)));

    assertThat(reading.secondsToMeet(10, 60)).isEqualTo(seconds);
    assertThat(reading.secondsToMeet(10, 3.9)).isZero();
  }

  @Test
  void a_load_that_is_declared_to_be_admitted_meets_nothing() {
    assertThat(reading(1, policy(DeclaredUnit.REQUESTS, 30, 2.0)).secondsToMeet(15, 60)).isZero();
    assertThat(reading(1, policy(DeclaredUnit.TOKENS, 30, 2.0)).secondsToMeet(20, 60)).isZero();
  }

  @Test
  void windows_too_long_to_be_watched_count_as_none() {
    assertThat(
            reading(
                    1,
                    policy(DeclaredUnit.REQUESTS, 900, 3_600.0),
                    policy(DeclaredUnit.REQUESTS, 900, 60.0))
                .declaredWindow())
        .isEqualTo(60);
    assertThat(reading(1, policy(DeclaredUnit.REQUESTS, 9, 3_600.0)).declaredWindow()).isNull();
  }

  @Test
  void a_limiter_of_requests_is_read_in_loads() {
    var reading = reading(1);
    var trials = List.of(iterations(2, 1));

    var inRequests = reading.inRequests(trials);

    assertThat(inRequests.ratePerSecond()).isPositive();
    assertThat(reading.of(trials)).isEqualTo(inRequests.dividedBy(2));
  }

  /** Row 2 makes as many attempts as the three others together, and only it is ever rejected. */
  @Test
  void the_limit_of_the_row_that_was_used_most_is_that_of_each() {
    var bucket = SimulatedTarget.tokenBucket(50, 20);
    var random = new SplittableRandom(1);
    var recorder = new SummaryRecorder();
    double seconds = 0;
    for (int i = 0; i < 4_000; i++) {
      seconds += i % 1_000 < 500 ? 1 / 240.0 : 1 / 120.0;
      long at = (long) (seconds * 1e9);
      int caller = i % 2 == 0 ? 2 : List.of(0, 1, 3).get(i / 2 % 3);
      var outcome = caller == 2 ? bucket.arrives(seconds, random) : Outcome.OK;
      recorder.add(new Attempt(240, at, at, at + 1_000_000, outcome, null, null, caller));
    }

    var limiter = reading(4).of(List.of(watch(recorder, 240)));

    assertThat(limiter.algorithm()).as("%s", limiter).isEqualTo(Algorithm.TOKEN_BUCKET);
    assertThat(limiter.shares()).isEqualTo(4);
    assertThat(limiter.each().ratePerSecond()).isCloseTo(50, withinPercentage(1));
    assertThat(limiter.ratePerSecond()).isCloseTo(200, withinPercentage(1));
  }
}
