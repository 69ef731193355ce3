package dev.onset.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Health;
import dev.onset.evidence.KernelEvidence;
import dev.onset.evidence.Strain;
import dev.onset.evidence.Summary;
import dev.onset.evidence.Supply;
import dev.onset.outcome.Outcome;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {

  private static final Summary ALL_OK = Trials.summary(Map.of(Outcome.OK, 1000));
  private static final Summary REJECTED =
      Trials.summary(Map.of(Outcome.OK, 900, Outcome.RATE_LIMITED, 100));

  @ParameterizedTest(
      name = "sent {0} of 1000, {1} ms late, {2} idle, paused {3} ms, exhausted {4}: {5}")
  @CsvSource({
    "1000,  0, 0.80,   5, 0, GOOD,    ",
    " 990, 10, 0.10, 100, 0, GOOD,    ",
    " 990, 10, NaN,  100, 0, GOOD,    ",
    " 989,  0, 0.80,   5, 0, INVALID, only 989 of 1000 intended attempts",
    "1000, 12, 0.80,   5, 0, INVALID, started more than 12 ms late",
    // The attempts were made on time and served: a busy host does not make that untrue.
    "1000,  0, 0.09,   5, 0, GOOD,    ",
    "1000,  0, 0.80, 101, 0, GOOD,    ",
    "1000,  0, 0.80,   5, 1, INVALID, ran out of a local resource 1 times",
    // The first rule that matches names the reason.
    " 900, 12, 0.09, 101, 1, INVALID, only 900 of 1000 intended attempts",
    "1000, 12, 0.09, 101, 1, INVALID, ran out of a local resource 1 times",
    "1000, 12, 0.09, 101, 0, INVALID, started more than 12 ms late"
  })
  void a_load_generator_that_falls_short_makes_a_trial_invalid(
      int sent,
      long lagMillis,
      double idle,
      double pauseMillis,
      int exhausted,
      Verdict verdict,
      String reason) {
    var counts =
        exhausted == 0
            ? Map.of(Outcome.OK, sent)
            : Map.of(Outcome.OK, sent - exhausted, Outcome.INJECTOR_EXHAUSTED, exhausted);

    var trial =
        judge(1000, Trials.summary(counts, lagMillis), new Health(idle, pauseMillis), false);

    assertThat(trial.verdict()).isEqualTo(verdict);
    assertThat(trial.valid()).isEqualTo(verdict != Verdict.INVALID);
    if (reason == null) {
      assertThat(trial.reason()).isNull();
    } else {
      assertThat(trial.reason()).contains(reason);
    }
  }

  @Test
  void attempts_that_are_missing_after_a_pause_are_not_laid_to_busy_workers() {
    var fewer = Trials.summary(Map.of(Outcome.OK, 98));

    assertThat(judge(120, fewer, new Health(0.8, 281), false).reason())
        .contains("only 98 of 120")
        .contains("stood still for 281 ms")
        .doesNotContain("workers");
    assertThat(judge(120, fewer, Trials.WELL, false).reason()).contains("onset.injector.workers");
  }

  @Test
  void one_late_attempt_in_a_thousand_is_no_reason() {
    var summary =
        Trials.summary(Map.of(Outcome.OK, 999)).plus(Trials.summary(Map.of(Outcome.OK, 1), 500));

    assertThat(judge(1000, summary, Trials.WELL, false).verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void rejections_are_bad_and_the_reason_counts_the_most_frequent() {
    var summary =
        Trials.summary(Map.of(Outcome.OK, 800, Outcome.RATE_LIMITED, 50, Outcome.OVERLOADED, 150));

    var trial = judge(1000, summary, Trials.WELL, false);

    assertThat(trial.verdict()).isEqualTo(Verdict.BAD);
    assertThat(trial.reason()).isEqualTo("150 of 1000 attempts ended as OVERLOADED");
  }

  @ParameterizedTest(name = "{0} with {1} idle, paused {2} ms: {3}")
  @CsvSource({
    "OVERLOADED,      0.09,   5, INVALID, only 9 % idle",
    "CONNECT_TIMEOUT, 0.09,   5, INVALID, only 9 % idle",
    "REQUEST_TIMEOUT, 0.80, 101, INVALID, stood still for 101 ms",
    "REQUEST_TIMEOUT, 0.10, 100, BAD,     ended as REQUEST_TIMEOUT",
    // A limiter counts requests; it does not get slower with its host.
    "RATE_LIMITED,    0.09,   5, BAD,     ended as RATE_LIMITED",
    // But a lump of requests after a pause can be what it refuses.
    "RATE_LIMITED,    0.80, 101, INVALID, stood still for 101 ms",
  })
  void a_failure_that_a_starved_host_may_have_brought_about_is_no_evidence(
      Outcome outcome, double idle, double pauseMillis, Verdict verdict, String reason) {
    var summary = Trials.summary(Map.of(Outcome.OK, 900, outcome, 100));

    var trial = judge(1000, summary, new Health(idle, pauseMillis), false);

    assertThat(trial.verdict()).isEqualTo(verdict);
    assertThat(trial.reason()).contains(reason);
  }

  /** Outcomes beside 900 that were served, and what the host ran short of meanwhile. */
  @ParameterizedTest(name = "{0} with {1} stolen, {2} throttled, {3} descriptors, {4} tracked left")
  @CsvSource({
    "OVERLOADED,      0.24, 0.09, 9, 2, BAD,     ended as OVERLOADED",
    "OVERLOADED,      NaN,  NaN,  9, 2, BAD,     ended as OVERLOADED",
    "OVERLOADED,      0.25, 0.00, 9, 2, INVALID, the hypervisor gave 25 % of",
    "CONNECT_TIMEOUT, 0.25, 0.00, 9, 2, INVALID, use a host with processors of its own",
    "OVERLOADED,      0.00, 0.10, 9, 2, INVALID, used up its processor quota in 10 %",
    "CONNECT_TIMEOUT, 0.00, 0.10, 9, 2, INVALID, cpu.max",
    "CONNECT_TIMEOUT, 0.00, 0.00, 8, 2, INVALID, only 8 of 256 file descriptors left: raise ulimit -n",
    "CONNECT_TIMEOUT, 0.00, 0.00, 9, 1, INVALID, raise net.netfilter.nf_conntrack_max",
    "OVERLOADED,      0.00, 0.00, 9, 1, BAD,     ended as OVERLOADED",
    // A limiter counts requests, however slowly they come.
    "RATE_LIMITED,    0.90, 0.90, 8, 1, BAD,     ended as RATE_LIMITED",
    // Where nothing failed, a host that ran short kept up all the same.
    "OK,              0.90, 0.90, 8, 1, GOOD,    ",
  })
  void a_failure_on_a_host_that_ran_short_of_something_is_no_evidence(
      Outcome outcome,
      double stolen,
      double throttled,
      long descriptors,
      long tracked,
      Verdict verdict,
      String reason) {
    var summary =
        Trials.summary(Map.of(Outcome.OK, 900)).plus(Trials.summary(Map.of(outcome, 100)));
    var strain =
        new Strain(
            0,
            stolen,
            throttled,
            new Supply(0, 28_232),
            new Supply(descriptors, 256),
            new Supply(tracked, 1999));

    var trial = judge(1000, summary, new Health(0.8, 5, strain, KernelEvidence.NONE), false);

    assertThat(trial.verdict()).isEqualTo(verdict);
    if (reason == null) {
      assertThat(trial.reason()).isNull();
    } else {
      assertThat(trial.reason()).contains(reason);
    }
  }

  @ParameterizedTest(name = "{0} ms of collection, {1} throttled, {2} stolen: {3}")
  @CsvSource({
    "130, 0.5, 0.5, garbage collection took 130 ms: raise onset.heap",
    "124, 0.5, 0.5, the quota (cpu.max",
    "124, 0.0, 0.5, the hypervisor gave 50 %",
    "124, 0.0, 0.0, something else uses its host",
  })
  void a_pause_has_the_cause_that_is_known(
      double gcMillis, double throttled, double stolen, String reason) {
    var strain = strain(gcMillis, stolen, throttled);

    var trial = judge(1000, REJECTED, new Health(0.8, 250, strain, KernelEvidence.NONE), false);

    assertThat(trial.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(trial.reason())
        .startsWith("the load generator stood still for 250 ms")
        .contains(reason);
  }

  @Test
  void what_made_attempts_late_is_said_when_it_is_known() {
    var late = Trials.summary(Map.of(Outcome.OK, 1000), 40);
    var strain = strain(35, 0.4, 0.3);

    assertThat(judge(1000, late, new Health(0.8, 40, strain, KernelEvidence.NONE), false).reason())
        .startsWith("1 % of the attempts started more than 40 ms late")
        .contains("the hypervisor gave 40 %")
        .contains("processor quota in 30 %")
        .contains("garbage collection took up to 35 ms");
    assertThat(judge(1000, late, Trials.WELL, false).reason()).endsWith("too slow for this load");
    assertThat(judge(1000, late, new Health(0.05, 40), false).reason())
        .endsWith(
            "; its processors were only 5 % idle: stop what else runs there, use a larger host,"
                + " or a lower load");
  }

  private static Strain strain(double gcMillis, double stolen, double throttled) {
    return new Strain(gcMillis, stolen, throttled, Supply.UNKNOWN, Supply.UNKNOWN, Supply.UNKNOWN);
  }

  @Test
  void a_trial_cut_short_by_failures_is_bad() {
    var trial = judge(1000, REJECTED, Trials.WELL, true);

    assertThat(trial.verdict()).isEqualTo(Verdict.BAD);
    assertThat(trial.cut()).isTrue();
  }

  @Test
  void a_trial_cut_short_without_failures_says_nothing_of_the_target() {
    var trial = judge(1000, ALL_OK, Trials.WELL, true);

    assertThat(trial.verdict()).isEqualTo(Verdict.INVALID);
    assertThat(trial.reason()).contains("onset.injector.workers");
    assertThat(trial.cut()).isTrue();
  }

  @Test
  void a_relabelled_trial_is_judged_anew() {
    // Half a percent of 503s is tolerated; half a percent of rejections is a limit at work.
    var few = Trials.summary(Map.of(Outcome.OK, 995, Outcome.OVERLOADED, 5));
    var trial = judge(1000, few, Trials.WELL, false);

    var relabelled = trial.relabelled(Outcome.OVERLOADED, Outcome.RATE_LIMITED);

    assertThat(trial.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(relabelled.verdict()).isEqualTo(Verdict.BAD);
    assertThat(relabelled.summary().count(Outcome.RATE_LIMITED)).isEqualTo(5);
    assertThat(relabelled.load()).isEqualTo(trial.load());
  }

  private static Trial judge(long intended, Summary summary, Health health, boolean cut) {
    return Judge.judge(
        Purpose.BRACKET,
        100,
        Duration.ZERO,
        Duration.ofSeconds(10),
        intended,
        summary,
        health,
        cut);
  }
}
