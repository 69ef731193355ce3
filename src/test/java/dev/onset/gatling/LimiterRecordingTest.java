package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.AttemptLog;
import dev.onset.evidence.Health;
import dev.onset.evidence.Route;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.limiter.Algorithm;
import dev.onset.limiter.DeclaredPolicy;
import dev.onset.limiter.DeclaredUnit;
import dev.onset.limiter.Limiter;
import dev.onset.limiter.PromiseVerdict;
import dev.onset.limiter.TokenLimit;
import dev.onset.limiter.Variant;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentRecord;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimiterRecordingTest {

  private static final Limiter BUCKET =
      new Limiter(
          Algorithm.TOKEN_BUCKET, Variant.SMOOTH, 200, 20, null, null, 0.9, 1, List.of(), null);

  @ParameterizedTest(name = "{0} between {1} and {2}, promised {3}/s: {4}")
  @CsvSource({
    "FOUND,       199, 201, 200, KEPT",
    "FOUND,       199, 201, 250, BROKEN_STRICTER",
    "FOUND,       199, 201, 150, BROKEN_LOOSER",
    "NOT_REACHED, 500,    , 600, UNDECIDED",
    "NOT_REACHED, 500,    , 200, BROKEN_LOOSER",
    "BELOW_START,    ,  10, 200, BROKEN_STRICTER",
    "BELOW_START,    ,  10,   5, UNDECIDED",
    "UNDECIDED,   199, 201, 300, UNDECIDED"
  })
  void a_promise_is_held_against_no_more_than_was_confirmed(
      OnsetStatus status, Double lower, Double upper, double promised, PromiseVerdict expected) {
    var onset = new Onset(Outcome.RATE_LIMITED, status, lower, upper, null, null, 1);

    var promise = LimiterRecording.promise(findings(BUCKET, List.of(onset), promised));

    assertThat(promise.verdict()).as(promise.sentence()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} rows, {1} requests an iteration, promised {2}/s: {3}")
  @CsvSource({
    "1, 1, 200, KEPT",
    "4, 1,  50, KEPT",
    "4, 1, 200, BROKEN_STRICTER",
    "1, 2, 400, KEPT",
    "1, 2, 200, BROKEN_LOOSER",
    "4, 2, 100, KEPT",
    "4, 2, 400, BROKEN_STRICTER",
    "4, 2,  50, BROKEN_LOOSER"
  })
  void a_promise_is_held_against_what_one_row_got_in_requests(
      int rows, int requests, double promised, PromiseVerdict expected) {
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 199.0, 201.0, 200.0, null, 1);
    var limiter =
        new Limiter(
            Algorithm.TOKEN_BUCKET, null, 200, 20, null, null, 0.9, 1, List.of(), null, rows);
    var trial = trial(List.of(iteration(Outcome.OK, requests), iteration(Outcome.RATE_LIMITED, 1)));

    var promise =
        LimiterRecording.promise(
            findings(limiter, List.of(onset), perSecond(DeclaredUnit.REQUESTS, promised), trial));

    assertThat(promise.verdict()).as(promise.sentence()).isEqualTo(expected);
  }

  @Test
  void a_cap_is_recorded_with_the_requests_that_one_row_got() {
    var cap =
        new Limiter(
            Algorithm.CONCURRENCY_CAP, null, 190, 20, null, null, 0.9, 1, List.of(), null, 4);
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 180.0, 184.0, 182.0, 220.0, 1);
    var trial = trial(List.of(iteration(Outcome.OK, 2), iteration(Outcome.RATE_LIMITED, 1)));

    var record = record(findings(cap, List.of(onset), List.of(), trial));

    assertThat(record.ratePerSecond()).isEqualTo(182.0 * 2 / 4);
  }

  @ParameterizedTest(name = "counting {0}, promised {1} tokens/s: {2}")
  @CsvSource({
    "TOKENS,   10000, KEPT",
    // Inferred tokens are taken for right to 2 %, and the promise has 1 % of room.
    "TOKENS,   10290, KEPT",
    "TOKENS,   10310, BROKEN_STRICTER",
    "TOKENS,    9710, KEPT",
    "TOKENS,    9690, BROKEN_LOOSER",
    "REQUESTS, 10000, UNDECIDED",
    "EITHER,   10000, UNDECIDED"
  })
  void a_promise_in_tokens_is_held_against_a_limiter_that_counts_them(
      TokenLimit.Counts counts, double promised, PromiseVerdict expected) {
    var findings =
        findings(
            bucketOf(counts),
            List.of(),
            perSecond(DeclaredUnit.TOKENS, promised),
            trial(List.of()));

    assertThat(LimiterRecording.promise(findings).verdict()).isEqualTo(expected);
  }

  @Test
  void what_is_declared_in_tokens_is_recorded_in_requests_where_their_cost_is_known() {
    var declared = perSecond(DeclaredUnit.TOKENS, 10_000);

    var known =
        record(findings(bucketOf(TokenLimit.Counts.TOKENS), List.of(), declared, trial(List.of())));
    var unknown = record(findings(BUCKET, List.of(), declared, trial(List.of())));

    assertThat(known.declared().ratePerSecond()).isEqualTo(200);
    assertThat(known.tokens().perMinute()).isEqualTo(600_000);
    assertThat(unknown.declared().ratePerSecond()).isNull();
  }

  private static Limiter bucketOf(TokenLimit.Counts counts) {
    boolean tokens = counts == TokenLimit.Counts.TOKENS;
    return new Limiter(
        Algorithm.TOKEN_BUCKET,
        null,
        200,
        20,
        null,
        null,
        0.9,
        1,
        List.of(),
        null,
        1,
        new TokenLimit(
            counts, 50, 20, 80, 0.3, tokens ? 10_000.0 : null, tokens ? 1_000.0 : null, 1.0, 0.9));
  }

  private static List<DeclaredPolicy> perSecond(DeclaredUnit unit, double limit) {
    return List.of(new DeclaredPolicy(null, unit, limit, 1.0, null, null, "RateLimit-Policy"));
  }

  private static Attempt iteration(Outcome outcome, int calls) {
    return new Attempt(
        200,
        0,
        0,
        1,
        outcome,
        null,
        null,
        0,
        Route.UNKNOWN,
        null,
        Collections.nCopies(calls, new AttemptLog.Part("call", 0, 1, outcome)));
  }

  @Test
  void a_quota_is_the_limiters_onset_when_rate_limiting_was_not_reached() {
    var onsets =
        List.of(
            new Onset(Outcome.RATE_LIMITED, OnsetStatus.NOT_REACHED, 500.0, null, null, null, 1),
            new Onset(Outcome.QUOTA_EXCEEDED, OnsetStatus.FOUND, 199.0, 201.0, 200.0, 220.0, 1));

    assertThat(LimiterRecording.promise(findings(BUCKET, onsets, 250.0)).verdict())
        .isEqualTo(PromiseVerdict.BROKEN_STRICTER);
  }

  @Test
  void a_cap_without_a_rate_of_its_own_is_recorded_with_the_load_at_which_it_began() {
    var cap =
        new Limiter(Algorithm.CONCURRENCY_CAP, null, 190, 20, null, null, 0.9, 1, List.of(), null);
    var onset = new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 180.0, 184.0, 182.0, 220.0, 1);

    assertThat(record(findings(cap, List.of(onset), null)).ratePerSecond()).isEqualTo(182);
    assertThat(record(findings(BUCKET, List.of(onset), null)).ratePerSecond()).isEqualTo(200);
  }

  @Test
  void waits_are_those_of_the_first_caller_whose_limit_was_searched() {
    var first =
        List.of(attempt(0, Outcome.RATE_LIMITED, 1.0, 0), attempt(1.5, Outcome.OK, null, 0));
    var second =
        List.of(
            attempt(0, Outcome.RATE_LIMITED, 1.0, 1), attempt(1.5, Outcome.RATE_LIMITED, 1.0, 1));

    assertThat(record(findings(first)).retryAfter().kept()).isEqualTo(1);
    assertThat(record(findings(second)).retryAfter()).isNull();
  }

  @Test
  void without_promises_none_is_recorded_as_kept_or_broken() {
    var record = record(findings(BUCKET, List.of(), null));

    assertThat(record.promise()).isNull();
    assertThat(record.declared()).isNull();
    assertThat(record.retryAfter()).isNull();
    assertThat(record.scope()).isNull();
  }

  @Test
  void where_no_limiter_was_met_none_is_recorded() {
    assertThat(LimiterRecording.of(findings(null, List.of(), 200.0))).isNull();
  }

  private static ExperimentRecord.Limiter record(Findings findings) {
    return LimiterRecording.of(findings);
  }

  private static Findings findings(List<Attempt> attempts) {
    return findings(BUCKET, List.of(), List.of(), trial(attempts));
  }

  private static Findings findings(
      @Nullable Limiter limiter, List<Onset> onsets, @Nullable Double promisedPerSecond) {
    var declared =
        promisedPerSecond == null
            ? List.<DeclaredPolicy>of()
            : List.of(
                new DeclaredPolicy(
                    null,
                    DeclaredUnit.REQUESTS,
                    promisedPerSecond,
                    1.0,
                    null,
                    null,
                    "RateLimit-Policy"));
    return findings(limiter, onsets, declared, trial(List.of()));
  }

  private static Findings findings(
      @Nullable Limiter limiter, List<Onset> onsets, List<DeclaredPolicy> declared, Trial trial) {
    return new Findings(
        Instant.EPOCH,
        Duration.ofSeconds(20),
        List.of(trial),
        onsets,
        List.of(),
        new Step.Done(Step.End.ANSWERED, null),
        1,
        limiter,
        null,
        null,
        declared,
        0,
        null);
  }

  private static Trial trial(List<Attempt> attempts) {
    var recorder = new SummaryRecorder();
    attempts.forEach(recorder::add);
    return new Trial(
        Purpose.WATCH,
        200,
        Duration.ZERO,
        Duration.ofSeconds(10),
        attempts.size(),
        recorder.summary(),
        Summary.EMPTY,
        Health.UNKNOWN,
        false,
        Verdict.BAD,
        null);
  }

  private static Attempt attempt(
      double seconds, Outcome outcome, @Nullable Double waitSeconds, int caller) {
    long at = (long) (seconds * 1e9);
    return new Attempt(200, at, at, at + 1_000_000, outcome, null, waitSeconds, caller);
  }
}
