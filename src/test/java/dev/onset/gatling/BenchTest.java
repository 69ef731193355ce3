package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.config.BudgetSettings;
import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.Unfinished;
import dev.onset.search.ConcurrencyPlan;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.RampSearch;
import dev.onset.search.Search;
import dev.onset.search.Step;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A search in which one clean ramp is all there is to measure. */
class BenchTest {

  private static final Trial CLEAN =
      new Trial(
          Purpose.RAMP,
          40,
          Duration.ZERO,
          Duration.ofSeconds(1),
          0,
          Summary.EMPTY,
          Summary.EMPTY,
          Health.UNKNOWN,
          false,
          Verdict.GOOD,
          null);

  @Test
  void a_search_that_was_abandoned_in_its_last_trial_says_why_and_has_no_answer() throws Exception {
    var findings = search("the target closes its connections");

    assertThat(findings.isAnswer()).isFalse();
    assertThat(findings.shortfall()).isEqualTo("the target closes its connections");
    assertThat(findings.onsets()).isEmpty();
    assertThat(findings.trials()).hasSize(1);
  }

  @Test
  void a_search_that_met_nothing_has_an_answer() throws Exception {
    var findings = search(null);

    assertThat(findings.isAnswer()).isTrue();
    assertThat(findings.shortfall()).isNull();
    assertThat(findings.onsets()).isNotEmpty();
  }

  @Test
  void a_search_that_is_called_off_makes_no_trial_any_more() throws Exception {
    var findings = search(null, oversight("it is enough", new ArrayList<>()));

    assertThat(findings.trials()).isEmpty();
    assertThat(findings.stopped()).isEqualTo("it is enough");
    assertThat(findings.isAnswer()).isFalse();
  }

  @Test
  void each_trial_is_handed_over_as_if_the_search_stopped_after_it() throws Exception {
    var kept = new ArrayList<Findings>();

    var findings = search(null, oversight(null, kept));

    assertThat(kept)
        .singleElement()
        .satisfies(
            soFar -> {
              assertThat(soFar.trials()).isEqualTo(findings.trials());
              assertThat(soFar.stopped()).isEqualTo(Unfinished.REASON);
              assertThat(soFar.isAnswer()).isFalse();
            });
  }

  @Test
  void a_target_that_is_down_before_an_extra_is_said_to_be() throws Exception {
    var recorder = new SummaryRecorder();
    recorder.add(new Attempt(40, 0, 0, 1, Outcome.CONNECTION_REFUSED, "refused", null));
    var down =
        new Trial(
            Purpose.CONFIRM,
            40,
            Duration.ZERO,
            Duration.ofSeconds(1),
            1,
            recorder.summary(),
            Summary.EMPTY,
            Health.UNKNOWN,
            false,
            Verdict.BAD,
            "it refused");
    var found =
        new Onset(Outcome.CONNECTION_REFUSED, OnsetStatus.FOUND, 30.0, 40.0, 35.0, null, 0.9);
    var search =
        new Search() {
          @Override
          public Step next(List<Trial> trials) {
            var purpose = trials.isEmpty() ? Purpose.CONFIRM : Purpose.RECOVERY;
            return new Step.Measure(purpose, 40, Duration.ofSeconds(1), Duration.ZERO);
          }

          @Override
          public List<Onset> onsets(List<Trial> trials) {
            return List.of(found);
          }

          @Override
          public List<String> notes(List<Trial> trials) {
            return List.of();
          }
        };
    var staysDown =
        new Oversight() {
          @Override
          public void trialEnded(Findings soFar) {}

          @Override
          public String calledOff() {
            return null;
          }

          @Override
          public String ailment() {
            return "it refused.";
          }
        };
    var tally = new Tally();
    try (var monitor = HealthMonitor.start()) {
      var findings =
          new Bench(
                  search,
                  trials -> trials,
                  new BudgetSettings(Duration.ofMinutes(10), 100, Duration.ofMillis(10)),
                  tally,
                  new Progress(
                      Axis.RATE, tally, new PrintStream(OutputStream.nullOutputStream()), false),
                  monitor,
                  staysDown)
              .search(step -> down);

      assertThat(findings.onsets()).contains(found);
      assertThat(findings.stopped()).contains("has not come back", "it refused");
    }
  }

  private static Oversight oversight(String calledOff, List<Findings> kept) {
    return new Oversight() {
      @Override
      public void trialEnded(Findings soFar) {
        kept.add(soFar);
      }

      @Override
      public String calledOff() {
        return calledOff;
      }

      @Override
      public String ailment() {
        return null;
      }
    };
  }

  private static Findings search(String abandoned) throws InterruptedException {
    return search(abandoned, Oversight.NONE);
  }

  private static Findings search(String abandoned, Oversight oversight)
      throws InterruptedException {
    var tally = new Tally();
    var progress =
        new Progress(
            Axis.CONCURRENCY, tally, new PrintStream(OutputStream.nullOutputStream()), false);
    try (var monitor = HealthMonitor.start()) {
      var bench =
          new Bench(
              new RampSearch(new ConcurrencyPlan(40, 50, Duration.ofSeconds(1))),
              trials -> trials,
              new BudgetSettings(Duration.ofMinutes(10), 100),
              tally,
              progress,
              monitor,
              oversight);
      return bench.search(
          step -> {
            if (abandoned != null) {
              bench.abandon(abandoned);
            }
            return CLEAN;
          });
    }
  }
}
