package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.config.BudgetSettings;
import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.injector.HealthMonitor;
import dev.onset.load.Axis;
import dev.onset.search.ConcurrencyPlan;
import dev.onset.search.Purpose;
import dev.onset.search.RampSearch;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
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

  private static Findings search(String abandoned) throws InterruptedException {
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
              monitor);
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
