package dev.onset.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Injector.Fitness;
import dev.onset.record.ExperimentRecord.Setting;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.ExperimentRecord.Trial;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final Onset AT_200 = rateLimiting(198.9, 200.8);
  private static final Onset AT_190 = rateLimiting(188.9, 190.8);

  @Test
  void a_lower_onset_makes_the_run_worse_whatever_else_got_better() {
    var baseline = List.of(rate(AT_200).build(), connections(57).build());
    var candidate = List.of(rate(AT_190).build(), connections(80).build());

    var comparison = Comparison.of(baseline, candidate, Tolerances.DEFAULT);

    assertThat(comparison.verdict()).isEqualTo(Change.WORSE);
    assertThat(comparison.axes())
        .extracting(AxisComparison::verdict)
        .containsExactly(Change.WORSE, Change.BETTER);
  }

  @Test
  void the_same_run_twice_is_the_same() {
    var run = List.of(rate(AT_200).build(), connections(57).build());

    assertThat(Comparison.of(run, run, Tolerances.DEFAULT).verdict()).isEqualTo(Change.SAME);
  }

  @Test
  void another_connect_timeout_cannot_be_compared_and_the_reason_names_it() {
    var comparison =
        compare(
            rate(AT_200).configuration(new Setting("onset.timeouts.connect", "2900ms", "x")),
            rate(AT_190).configuration(new Setting("onset.timeouts.connect", "900ms", "x")));

    assertThat(comparison.verdict()).isEqualTo(Change.NOT_COMPARABLE);
    assertThat(comparison.axes().get(0).obstacles())
        .containsExactly(
            new Obstacle(
                Obstacle.Kind.TIMEOUTS,
                "onset.timeouts.connect is 2900ms in the baseline and 900ms in the candidate"));
    assertThat(comparison.axes().get(0).onsets())
        .extracting(OnsetChange::verdict)
        .containsOnly(Change.NOT_COMPARABLE);
  }

  @Test
  void a_difference_that_the_user_disregards_becomes_a_note() {
    var baseline = rate(AT_200).target("https://old.example/", "GET", false).build();
    var candidate = rate(AT_200).target("https://new.example/", "GET", false).build();

    var strict = Comparison.of(List.of(baseline), List.of(candidate), Tolerances.DEFAULT);
    var lenient =
        Comparison.of(
            List.of(baseline),
            List.of(candidate),
            Tolerances.DEFAULT,
            Set.of(Obstacle.Kind.TARGET));

    assertThat(strict.verdict()).isEqualTo(Change.NOT_COMPARABLE);
    assertThat(lenient.verdict()).isEqualTo(Change.SAME);
    assertThat(lenient.axes().get(0).notes()).anyMatch(note -> note.contains("new.example"));
  }

  @Test
  void the_sandbox_may_listen_at_another_port_and_have_other_limits() {
    var comparison =
        compare(
            rate(AT_200)
                .target("http://127.0.0.1:40001/", "GET", true)
                .configuration(new Setting("onset.sandbox.connections.capacity", "40", "x")),
            rate(AT_190)
                .target("http://127.0.0.1:40002/", "GET", true)
                .configuration(new Setting("onset.sandbox.connections.capacity", "38", "x")));

    assertThat(comparison.verdict()).isEqualTo(Change.WORSE);
  }

  @Test
  void another_header_is_another_target_but_a_higher_ceiling_is_not() {
    assertThat(
            compare(
                    rate(AT_200),
                    rate(AT_200).configuration(new Setting("onset.target.headers.A", "1", "x")))
                .verdict())
        .isEqualTo(Change.NOT_COMPARABLE);
    assertThat(
            compare(
                    rate(AT_200).configuration(new Setting("onset.rate.max", "300", "x")),
                    rate(AT_200).configuration(new Setting("onset.rate.max", "900", "x")))
                .verdict())
        .isEqualTo(Change.SAME);
  }

  @Test
  void another_query_is_another_target_though_the_url_is_shown_without_it() {
    for (var other : List.of("/items?page=1&size=500", "/items")) {
      var comparison =
          Comparison.of(List.of(path("/items?page=1")), List.of(path(other)), Tolerances.DEFAULT);

      assertThat(comparison.verdict()).as(other).isEqualTo(Change.NOT_COMPARABLE);
      assertThat(comparison.axes().get(0).obstacles().get(0).text()).contains("onset.target.path");
    }
  }

  private static ExperimentRecord path(String path) {
    return new ExperimentBuilder(Axis.RATE)
        .configuration(new Setting("onset.target.path", path, "a test"))
        .build();
  }

  @Test
  void a_record_that_does_not_say_its_timeouts_is_compared_with_a_note() {
    var silent = rate(AT_200).withoutConfiguration().build();

    var comparison =
        Comparison.of(List.of(silent), List.of(rate(AT_200).build()), Tolerances.DEFAULT);

    assertThat(comparison.verdict()).isEqualTo(Change.SAME);
    assertThat(comparison.axes().get(0).notes())
        .containsExactly(
            "The record of the baseline does not say which timeouts were set; whether they agree is"
                + " not known.");
  }

  @Test
  void a_weak_load_generator_cannot_be_compared() {
    var comparison =
        compare(rate(AT_200), rate(AT_190).injector(Fitness.LIMITED, "the processor was taken"));

    assertThat(comparison.verdict()).isEqualTo(Change.NOT_COMPARABLE);
    assertThat(comparison.axes().get(0).obstacles().get(0).text())
        .isEqualTo(
            "the load generator was the bottleneck in the candidate: the processor was taken");
  }

  @Test
  void trials_that_mostly_did_not_count_cannot_be_compared_and_a_few_are_noted() {
    var few = new ArrayList<>(trials(Verdict.GOOD, 9));
    few.addAll(trials(Verdict.INVALID, 1));
    var most = new ArrayList<>(trials(Verdict.GOOD, 4));
    most.addAll(trials(Verdict.INVALID, 6));

    assertThat(compare(rate(AT_200), rate(AT_190).trials(few)).verdict()).isEqualTo(Change.WORSE);
    assertThat(compare(rate(AT_200), rate(AT_190).trials(most)).verdict())
        .isEqualTo(Change.NOT_COMPARABLE);
  }

  @Test
  void an_experiment_that_could_not_measure_is_no_improvement() {
    var comparison =
        compare(rate(AT_200), rate(AT_200).status(Status.FAILED, "the target is down\nand out"));

    assertThat(comparison.verdict()).isEqualTo(Change.NOT_COMPARABLE);
    assertThat(comparison.axes().get(0).obstacles().get(0).text())
        .isEqualTo("the candidate could not measure: the target is down");
  }

  @Test
  void an_experiment_that_the_candidate_lacks_counts_and_a_new_one_does_not() {
    var one = List.of(rate(AT_200).build());
    var two = List.of(rate(AT_200).build(), connections(57).build());

    assertThat(Comparison.of(two, one, Tolerances.DEFAULT).verdict())
        .isEqualTo(Change.NOT_COMPARABLE);
    assertThat(Comparison.of(one, two, Tolerances.DEFAULT).verdict()).isEqualTo(Change.SAME);
    assertThat(Comparison.of(List.of(), one, Tolerances.DEFAULT).verdict())
        .isEqualTo(Change.NOT_COMPARABLE);
  }

  @Test
  void an_outcome_that_one_run_never_met_begins_above_what_it_held() {
    var closes = new Onset(Outcome.CLOSED_EARLY, OnsetStatus.FOUND, 99.0, 101.0, 100.0, null, 1);

    var worse = compare(rate(AT_200), rate(AT_200).onset(closes));
    var better = compare(rate(AT_200).onset(closes), rate(AT_200));

    assertThat(verdicts(worse)).containsExactly(Change.SAME, Change.WORSE);
    assertThat(verdicts(better)).containsExactly(Change.SAME, Change.BETTER);
  }

  @Test
  void connections_that_failed_otherwise_were_open_without_it() {
    var reset = new Onset(Outcome.CONNECTION_RESET, OnsetStatus.FOUND, 40.0, 41.0, 41.0, 41.0, 0.9);
    var timeout =
        new Onset(Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, 203.0, 204.0, 204.0, 204.0, 0.9);
    var before = concurrency(204, Verdict.BAD).onset(timeout).build();
    var after = concurrency(41, Verdict.BAD).onset(reset).build();

    assertThat(Comparison.of(List.of(before), List.of(after), Tolerances.DEFAULT).verdict())
        .isEqualTo(Change.WORSE);
    var gone = Comparison.of(List.of(after), List.of(before), Tolerances.DEFAULT);
    assertThat(gone.axes().get(0).onsets())
        .filteredOn(change -> change.outcome() == Outcome.CONNECTION_RESET)
        .extracting(OnsetChange::verdict)
        .containsExactly(Change.BETTER);
  }

  private static ExperimentBuilder concurrency(double connections, Verdict verdict) {
    return new ExperimentBuilder(Axis.CONCURRENCY)
        .trials(
            List.of(
                new Trial(
                    connections, 5, 204, 204, verdict, null, Map.of(), 0, "RAMP", 1, 0.9, 1)));
  }

  @Test
  void an_outcome_that_occurred_without_an_onset_is_not_taken_for_absent() {
    var closes = new Onset(Outcome.CLOSED_EARLY, OnsetStatus.FOUND, 99.0, 101.0, 100.0, null, 1);

    var comparison =
        compare(
            rate(AT_200).onset(closes),
            rate(AT_200).outcomes(Map.of(Outcome.OK, 900L, Outcome.CLOSED_EARLY, 3L)));

    assertThat(verdicts(comparison)).containsExactly(Change.SAME, Change.INCONCLUSIVE);
  }

  @Test
  void it_is_kept_as_json_with_stable_names() {
    var json = ComparisonJson.write(compare(rate(AT_200), rate(AT_190)));

    assertThat(json)
        .contains("\"schema\" : \"onset.comparison/1\"", "\"verdict\" : \"WORSE\"")
        .contains("\"lowestRatio\" : 0.94", "\"status\" : \"FOUND\"")
        .doesNotContain("NaN", "Infinity");
  }

  private static List<Change> verdicts(Comparison comparison) {
    return comparison.axes().get(0).onsets().stream().map(OnsetChange::verdict).toList();
  }

  private static Comparison compare(ExperimentBuilder baseline, ExperimentBuilder candidate) {
    return Comparison.of(List.of(baseline.build()), List.of(candidate.build()), Tolerances.DEFAULT);
  }

  private static ExperimentBuilder rate(Onset onset) {
    return new ExperimentBuilder(Axis.RATE).onset(onset).trials(trials(Verdict.GOOD, 10));
  }

  private static ExperimentBuilder connections(double clean) {
    return new ExperimentBuilder(Axis.CONCURRENCY)
        .onset(
            new Onset(
                Outcome.CONNECT_TIMEOUT, OnsetStatus.FOUND, clean, clean + 1, clean + 1, null, 1))
        .trials(trials(Verdict.GOOD, 2));
  }

  private static Onset rateLimiting(double lower, double upper) {
    return new Onset(
        Outcome.RATE_LIMITED, OnsetStatus.FOUND, lower, upper, (lower + upper) / 2, 227.0, 0.95);
  }

  static List<Trial> trials(Verdict verdict, int count) {
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < count; i++) {
      trials.add(trial(20 * (i + 1), verdict, Map.of(Outcome.OK, 100L), i));
    }
    return trials;
  }

  static Trial trial(double load, Verdict verdict, Map<Outcome, Long> outcomes, int i) {
    return new Trial(load, 2, 100, 100, verdict, null, outcomes, 2.0 * i, "LADDER", 1, 0.8, 5);
  }

  static ExperimentRecord of(List<Trial> trials) {
    return rate(AT_200).trials(trials).build();
  }
}
