package dev.onset.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.compare.Tolerances;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.DroppedSyn;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GateTest {

  private static final Threshold LIMITED = new Threshold(Axis.RATE, Outcome.RATE_LIMITED, false);
  private static final Rule FLOOR = new Rule.AtLeast(LIMITED, 190, "190/s");

  /** Floor 190 against what was confirmed, an empty cell being an open bound. */
  @ParameterizedTest(name = "{0} {1}..{2} is {3}")
  @CsvSource({
    "FOUND,       195,  204, PASSED",
    "FOUND,       190,  204, PASSED",
    "FOUND,       189,  191, INCONCLUSIVE",
    "FOUND,       189,  190, VIOLATED",
    "FOUND,       148,  150, VIOLATED",
    "FOUND,          ,  150, VIOLATED",
    "FOUND,          ,  204, INCONCLUSIVE",
    "FOUND,       150,     , INCONCLUSIVE",
    "NOT_REACHED, 225,     , PASSED",
    "NOT_REACHED, 190,     , PASSED",
    "NOT_REACHED, 150,     , INCONCLUSIVE",
    "NOT_REACHED,    ,     , INCONCLUSIVE",
    "BELOW_START,    ,   10, VIOLATED",
    "BELOW_START,    ,  190, VIOLATED",
    "BELOW_START,    ,  200, INCONCLUSIVE",
    "BELOW_START,    ,     , INCONCLUSIVE",
    "UNDECIDED,   195,  204, INCONCLUSIVE",
    "UNDECIDED,   100,  150, INCONCLUSIVE",
    "UNDECIDED,      ,     , INCONCLUSIVE",
  })
  void a_floor_is_met_by_the_lower_bound_and_violated_by_the_upper_one(
      OnsetStatus status, @Nullable Double lower, @Nullable Double upper, RuleVerdict verdict) {
    var result = judge(FLOOR, rate(limited(status, lower, upper)));

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.sentence())
        .startsWith("onset.expect.rate.rate-limited.at-least = 190 requests/s is ")
        .endsWith(".")
        .doesNotContain("\n", "null");
    assertThat(result.name()).isEqualTo("rate-limited at least 190/s");
    assertThat(result.expected()).isEqualTo("at least 190 requests/s");
  }

  @Test
  void no_floor_passes_whose_load_was_not_confirmed() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      var status = OnsetStatus.values()[random.nextInt(OnsetStatus.values().length)];
      Double lower = random.nextInt(5) == 0 ? null : Double.valueOf(random.nextDouble(1, 400));
      Double upper =
          random.nextInt(5) == 0
              ? null
              : Double.valueOf((lower == null ? 1 : lower) * (1 + random.nextDouble(0.2)));
      double floor = random.nextDouble(1, 400);
      var result =
          judge(new Rule.AtLeast(LIMITED, floor, "x/s"), rate(limited(status, lower, upper)));

      boolean confirmed =
          lower != null
              && lower >= floor
              && (status == OnsetStatus.FOUND || status == OnsetStatus.NOT_REACHED);
      assertThat(result.verdict() == RuleVerdict.PASSED)
          .as("seed %d: floor %s, %s %s..%s", seed, floor, status, lower, upper)
          .isEqualTo(confirmed);
      boolean refuted =
          upper != null
              && upper <= floor
              && (status == OnsetStatus.FOUND || status == OnsetStatus.BELOW_START);
      assertThat(result.verdict() == RuleVerdict.VIOLATED)
          .as("seed %d: floor %s, %s %s..%s", seed, floor, status, lower, upper)
          .isEqualTo(refuted);
    }
  }

  @Test
  void a_violated_floor_says_where_it_begins_and_what_to_do() {
    var onset =
        new Onset(Outcome.RATE_LIMITED, OnsetStatus.FOUND, 148.26, 150.12, 149.2, 170.0, 0.9);

    assertThat(judge(FLOOR, rate(onset)).sentence())
        .isEqualTo(
            "onset.expect.rate.rate-limited.at-least = 190 requests/s is violated: rate-limited"
                + " begins between 148.2 and 150.2 requests/s (best estimate 149.2); the diagnosis"
                + " in the report says what limits, or lower the floor if it is meant to be so.");
  }

  @Test
  void a_scenario_is_judged_in_iterations() {
    var iterations =
        experiment()
            .countedIn("iterations/s")
            .onset(limited(OnsetStatus.FOUND, 148.0, 150.0))
            .build();

    assertThat(judge(FLOOR, iterations).expected()).isEqualTo("at least 190 iterations/s");
    assertThat(judge(FLOOR, iterations).sentence())
        .contains("between 148 and 150 iterations/s")
        .doesNotContain("requests/s");
    assertThat(against(new Rule.AtMostBelowBaseline(LIMITED, 0.05), iterations, iterations))
        .extracting(RuleResult::measured)
        .asString()
        .contains("between 148 and 150 iterations/s, was between 148 and 150 iterations/s");
  }

  @Test
  void a_floor_within_the_bounds_says_which_one_could_be_confirmed() {
    assertThat(judge(FLOOR, rate(limited(OnsetStatus.FOUND, 188.96, 191.0))).sentence())
        .endsWith("lower onset.rate.precision, or set the floor to 188.9/s or below.");
  }

  @Test
  void a_floor_per_minute_is_shown_as_written_and_per_second() {
    var result =
        judge(
            new Rule.AtLeast(LIMITED, 190, "11400/min"),
            rate(limited(OnsetStatus.FOUND, 195.0, 204.0)));

    assertThat(result.expected()).isEqualTo("at least 11400/min (190 requests/s)");
    assertThat(result.sentence()).contains("= 11400/min (190 requests/s) is met");
  }

  @Test
  void what_was_held_up_to_the_ceiling_only_is_told_to_raise_it() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY)
            .onset(
                new Onset(
                    Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 150.0, null, null, null, 1))
            .trials(List.of(trial(150, Verdict.GOOD)))
            .build();
    var rule =
        new Rule.AtLeast(
            new Threshold(Axis.CONCURRENCY, Outcome.CONNECT_TIMEOUT, false), 190, "190");

    assertThat(judge(rule, experiment).sentence())
        .contains("did not occur up to 150 connections, which is all that was confirmed")
        .endsWith("raise onset.concurrency.max.");
  }

  @Test
  void what_ended_the_search_before_the_floor_is_named() {
    var rule =
        new Rule.AtLeast(new Threshold(Axis.RATE, Outcome.CONNECT_TIMEOUT, false), 500, "500/s");
    var experiment =
        experiment()
            .onset(limited(OnsetStatus.FOUND, 195.0, 204.0))
            .onset(
                new Onset(
                    Outcome.CONNECT_TIMEOUT, OnsetStatus.NOT_REACHED, 225.0, null, null, null, 1))
            .build();

    assertThat(judge(rule, experiment))
        .satisfies(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.INCONCLUSIVE);
              assertThat(result.sentence()).contains("because rate-limited begins before");
            });
  }

  @Test
  void a_search_that_a_budget_stopped_is_told_to_raise_the_budget() {
    var experiment =
        experiment()
            .status(Status.STOPPED, "the budget of 10 min is spent")
            .onset(limited(OnsetStatus.NOT_REACHED, 150.0, null))
            .build();

    assertThat(judge(FLOOR, experiment).sentence())
        .contains("the budget of 10 min is spent", "onset.budget.duration");
  }

  @Test
  void what_never_occurred_was_held_up_to_the_highest_clean_load() {
    var overloaded = new Threshold(Axis.RATE, Outcome.OVERLOADED, false);
    var experiment =
        experiment()
            .onset(limited(OnsetStatus.FOUND, 195.0, 204.0))
            .trials(List.of(trial(195, Verdict.GOOD), trial(300, Verdict.BAD)))
            .build();

    assertThat(judge(new Rule.AtLeast(overloaded, 190, "190/s"), experiment).verdict())
        .isEqualTo(RuleVerdict.PASSED);
    assertThat(judge(new Rule.AtLeast(overloaded, 250, "250/s"), experiment).verdict())
        .isEqualTo(RuleVerdict.INCONCLUSIVE);
  }

  @Test
  void what_occurred_without_an_onset_is_undecided() {
    var overloaded = new Threshold(Axis.RATE, Outcome.OVERLOADED, false);
    var experiment = experiment().outcomes(Map.of(Outcome.OVERLOADED, 3L)).build();

    assertThat(judge(new Rule.AtLeast(overloaded, 1, "1/s"), experiment).verdict())
        .isEqualTo(RuleVerdict.INCONCLUSIVE);
  }

  @Test
  void dropped_syns_have_bounds_of_their_own() {
    var dropped = new Threshold(Axis.CONNECTION_RATE, Outcome.CONNECT_TIMEOUT, true);
    var rule = new Rule.AtLeast(dropped, 90, "90/s");
    var experiment =
        new ExperimentBuilder(Axis.CONNECTION_RATE).trials(List.of(trial(120, Verdict.GOOD)));

    assertThat(judge(rule, experiment.build()).verdict())
        .as("not looked for")
        .isEqualTo(RuleVerdict.ERROR);
    experiment.droppedSyn(
        new DroppedSyn(OnsetStatus.FOUND, 100.0, 102.0, 101.0, 110.0, 0.9, Map.of(), 0, null));
    assertThat(judge(rule, experiment.build()))
        .satisfies(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.PASSED);
              assertThat(result.sentence())
                  .startsWith("onset.expect.connection-rate.dropped-syn.at-least = 90");
            });
  }

  /** Each is worth a red build, whatever the record says besides. */
  @Test
  void what_could_not_be_measured_never_passes() {
    var held = limited(OnsetStatus.NOT_REACHED, 400.0, null);
    var failed = experiment().onset(held).status(Status.FAILED, "Nothing listens on\n1.2.3.4.");
    var limited = experiment().onset(held).injector(Fitness.LIMITED, "98 % busy");
    var spoilt = experiment().onset(held).trials(List.of(trial(400, Verdict.INVALID)));
    var untried = experiment().onset(held).trials(List.of());

    for (var experiment : List.of(failed, limited, spoilt, untried)) {
      var result = judge(FLOOR, experiment.build());
      assertThat(result.verdict()).isEqualTo(RuleVerdict.ERROR);
      assertThat(result.measured()).isEqualTo("not measured");
    }
    assertThat(judge(FLOOR, failed.build()).sentence())
        .contains("could not measure: Nothing listens on 1.2.3.4; mend that");
    assertThat(one(FLOOR, RunUnderTest.of("r", List.of())).verdict()).isEqualTo(RuleVerdict.ERROR);
    assertThat(
            one(
                    FLOOR,
                    new RunUnderTest("r", List.of(), Map.of(Axis.RATE, "rate.json is cut"), null))
                .sentence())
        .contains("rate.json is cut");
  }

  @Test
  void nothing_confirmed_is_no_measurement_when_most_trials_were_spoilt() {
    var nothing = limited(OnsetStatus.UNDECIDED, null, null);
    var good = trial(50, Verdict.GOOD);
    var spoilt = trial(200, Verdict.INVALID);

    assertThat(
            judge(FLOOR, experiment().onset(nothing).trials(List.of(good, spoilt, spoilt)).build()))
        .satisfies(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.ERROR);
              assertThat(result.sentence()).contains("most trials did not count (2 of 3)");
            });
    assertThat(
            judge(FLOOR, experiment().onset(nothing).trials(List.of(good, good, spoilt)).build())
                .verdict())
        .isEqualTo(RuleVerdict.INCONCLUSIVE);
    var found = limited(OnsetStatus.FOUND, 195.0, 204.0);
    assertThat(
            judge(FLOOR, experiment().onset(found).trials(List.of(good, spoilt, spoilt)).build())
                .verdict())
        .as("bounds come from trials that counted")
        .isEqualTo(RuleVerdict.PASSED);
  }

  @Test
  void an_experiment_that_ended_before_anything_was_confirmed_is_no_measurement() {
    var killed =
        experiment()
            .onset(limited(OnsetStatus.UNDECIDED, null, null))
            .status(Status.STOPPED, "it was called off")
            .build();

    assertThat(judge(FLOOR, killed).verdict()).isEqualTo(RuleVerdict.ERROR);
    assertThat(judge(FLOOR, killed).sentence())
        .contains("ended before anything was confirmed: it was called off");
  }

  @Test
  void an_undecided_search_says_why() {
    var experiment =
        experiment()
            .status(Status.COMPLETE, "the limiter could not be told.")
            .onset(limited(OnsetStatus.UNDECIDED, null, null))
            .build();

    assertThat(judge(FLOOR, experiment).sentence())
        .contains("rate-limited begins is undecided (the limiter could not be told); the notes");
  }

  @Test
  void an_experiment_on_another_axis_is_no_measurement() {
    var experiment =
        new ExperimentBuilder(Axis.CONCURRENCY).trials(List.of(trial(400, Verdict.GOOD))).build();

    assertThat(judge(FLOOR, experiment).verdict()).isEqualTo(RuleVerdict.ERROR);
  }

  @Test
  void every_experiment_must_have_measured_and_the_run_must_be_whole() {
    var good = rate(limited(OnsetStatus.FOUND, 195.0, 204.0));
    var failed = new ExperimentBuilder(Axis.CONCURRENCY).status(Status.FAILED, "no route").build();
    var rule = List.<Rule>of(new Rule.Measured());

    assertThat(judge(rule, RunUnderTest.of("r", List.of(good)), null))
        .extracting(RuleResult::verdict)
        .containsExactly(RuleVerdict.PASSED);
    assertThat(judge(rule, RunUnderTest.of("r", List.of(good, failed)), null))
        .extracting(RuleResult::verdict)
        .containsExactly(RuleVerdict.PASSED, RuleVerdict.ERROR);
    assertThat(judge(rule, RunUnderTest.of("r", List.of()), null))
        .extracting(RuleResult::verdict)
        .containsExactly(RuleVerdict.ERROR);
    assertThat(judge(rule, new RunUnderTest("r", List.of(good), Map.of(), "exit 137"), null))
        .extracting(RuleResult::sentence)
        .last()
        .asString()
        .contains("exit 137");
  }

  /** Baseline 195 to 205, at most 5% below it. */
  @ParameterizedTest(name = "{0} to {1} is {2}")
  @CsvSource({
    "195,   205,   PASSED", // 195 / 205 = 0.951
    "210,   215,   PASSED",
    "194,   204,   INCONCLUSIVE",
    "180,   190,   INCONCLUSIVE",
    "180,   185,   VIOLATED", // 185 / 195 = 0.949
    "90,    92,    VIOLATED",
  })
  void a_drop_is_violated_when_it_is_confirmed_and_tolerated_when_it_is_excluded(
      double lower, double upper, RuleVerdict verdict) {
    var result =
        against(
            new Rule.AtMostBelowBaseline(LIMITED, 0.05),
            rate(limited(OnsetStatus.FOUND, 195.0, 205.0)),
            rate(limited(OnsetStatus.FOUND, lower, upper)));

    assertThat(result.verdict()).isEqualTo(verdict);
    assertThat(result.sentence())
        .contains(
            "rate-limited.at-most-below-baseline = 5%", "in the baseline between 195 and 205");
  }

  @Test
  void a_drop_of_what_neither_run_met_is_judged_by_what_both_held() {
    var rule = new Rule.AtMostBelowBaseline(LIMITED, 0.05);
    var baseline = rate(limited(OnsetStatus.NOT_REACHED, 400.0, null));

    assertThat(against(rule, baseline, rate(limited(OnsetStatus.NOT_REACHED, 390.0, null))))
        .extracting(RuleResult::verdict)
        .isEqualTo(RuleVerdict.PASSED);
    assertThat(against(rule, baseline, rate(limited(OnsetStatus.NOT_REACHED, 300.0, null))))
        .extracting(RuleResult::verdict)
        .isEqualTo(RuleVerdict.INCONCLUSIVE);
    var overloaded =
        new Rule.AtMostBelowBaseline(new Threshold(Axis.RATE, Outcome.OVERLOADED, false), 0.05);
    assertThat(against(overloaded, baseline, baseline).verdict()).isEqualTo(RuleVerdict.PASSED);
  }

  @Test
  void no_worse_than_the_baseline_has_a_result_for_each_onset() {
    var baseline = rate(limited(OnsetStatus.FOUND, 195.0, 200.0));
    var worse = rate(limited(OnsetStatus.FOUND, 150.0, 152.0));
    var rules = List.<Rule>of(new Rule.NoWorseThanBaseline());

    assertThat(judge(rules, run(worse), run(baseline)))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.VIOLATED);
              assertThat(result.name()).isEqualTo("rate-limited no worse than baseline");
              assertThat(result.sentence()).contains("between 150 and 152", "between 195 and 200");
            });
    assertThat(judge(rules, run(baseline), run(worse)))
        .extracting(RuleResult::verdict)
        .containsExactly(RuleVerdict.PASSED);
  }

  @Test
  void an_axis_that_only_the_baseline_has_was_not_measured() {
    var baseline = rate(limited(OnsetStatus.FOUND, 195.0, 200.0));
    var rules = List.<Rule>of(new Rule.NoWorseThanBaseline());

    assertThat(judge(rules, RunUnderTest.of("r", List.of()), run(baseline)))
        .extracting(RuleResult::verdict)
        .containsExactly(RuleVerdict.ERROR);
  }

  @Test
  void without_a_baseline_the_first_run_is_open_so_that_it_can_become_one() {
    var first = rate(limited(OnsetStatus.FOUND, 195.0, 200.0));
    var rules =
        List.of(new Rule.AtMostBelowBaseline(LIMITED, 0.05), new Rule.NoWorseThanBaseline());

    assertThat(judge(rules, run(first), null))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.INCONCLUSIVE);
              assertThat(result.sentence()).contains("there is no baseline", "--baseline");
            });
  }

  @Test
  void another_target_is_not_compared() {
    var baseline =
        experiment()
            .target("https://other.example/", "GET", false)
            .onset(limited(OnsetStatus.FOUND, 195.0, 200.0))
            .build();
    var candidate = rate(limited(OnsetStatus.FOUND, 90.0, 92.0));
    var rules =
        List.of(new Rule.AtMostBelowBaseline(LIMITED, 0.05), new Rule.NoWorseThanBaseline());

    assertThat(judge(rules, run(candidate), run(baseline)))
        .hasSize(2)
        .allSatisfy(
            result -> {
              assertThat(result.verdict()).isEqualTo(RuleVerdict.INCONCLUSIVE);
              assertThat(result.sentence()).contains("cannot be compared", "other.example");
            });
  }

  @ParameterizedTest
  @EnumSource
  void the_build_fails_for_what_was_refuted_or_not_measured(RuleVerdict verdict) {
    var results = List.of(new RuleResult(null, "n", verdict, "e", "m", "s"));

    assertThat(new GateResult("r", results, false).verdict())
        .isEqualTo(
            switch (verdict) {
              case PASSED, INCONCLUSIVE -> GateResult.Verdict.PASSED;
              case VIOLATED, ERROR -> GateResult.Verdict.FAILED;
            });
    assertThat(new GateResult("r", results, true).verdict())
        .isEqualTo(
            switch (verdict) {
              case PASSED -> GateResult.Verdict.PASSED;
              case INCONCLUSIVE -> GateResult.Verdict.INCONCLUSIVE;
              case VIOLATED, ERROR -> GateResult.Verdict.FAILED;
            });
  }

  private static ExperimentBuilder experiment() {
    return new ExperimentBuilder(Axis.RATE).trials(List.of(trial(195, Verdict.GOOD)));
  }

  private static ExperimentRecord rate(Onset onset) {
    return experiment().onset(onset).build();
  }

  private static Onset limited(OnsetStatus status, @Nullable Double lower, @Nullable Double upper) {
    return new Onset(Outcome.RATE_LIMITED, status, lower, upper, null, null, 0.9);
  }

  private static Trial trial(double load, Verdict verdict) {
    return new Trial(load, 10, 100, 100, verdict, null, Map.of(), 0, "CONFIRM", 1, 0.9, 3);
  }

  private static RunUnderTest run(ExperimentRecord experiment) {
    return RunUnderTest.of("2.4.0", List.of(experiment));
  }

  private static RuleResult judge(Rule rule, ExperimentRecord experiment) {
    return one(rule, run(experiment));
  }

  private static RuleResult one(Rule rule, RunUnderTest run) {
    return judge(List.of(rule), run, null).get(0);
  }

  private static RuleResult against(
      Rule rule, ExperimentRecord baseline, ExperimentRecord candidate) {
    return judge(List.of(rule), run(candidate), run(baseline)).get(0);
  }

  private static List<RuleResult> judge(
      List<? extends Rule> rules, RunUnderTest run, @Nullable RunUnderTest baseline) {
    return Gate.judge(List.copyOf(rules), run, baseline, Tolerances.DEFAULT);
  }
}
