package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.SampleExperiments;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

  @Test
  void the_end_of_an_experiment_is_its_answers_its_fitness_and_where_the_report_is() {
    assertThat(ConsoleSummary.of(SampleExperiments.concurrency(), Path.of("reports/r1/index.html")))
        .containsExactly(
            "Onset · Concurrency · GET http://127.0.0.1:8080/orders (sandbox)",
            "  FOUND        Requests stop being answered at the 41st connection (40 were answered).",
            "  FOUND        Connect timeouts begin at the 58th connection (57 were clean).",
            "  INNOCENT     The load generator was not the bottleneck in any trial that counted:"
                + " 2 ms late at most at p99, 83% CPU idle at least.",
            "  REPORT       reports/r1/index.html");
  }

  @Test
  void a_limiter_has_a_line_of_its_own() {
    assertThat(ConsoleSummary.of(SampleExperiments.rate(), null))
        .anyMatch(line -> line.startsWith("  LIMITER      The limiter behaves like a token bucket"))
        .noneMatch(line -> line.startsWith("  REPORT"));
  }

  @Test
  void control_characters_from_outside_are_not_sent_to_the_terminal() {
    var experiment =
        new ExperimentBuilder(Axis.RATE).status(Status.FAILED, "\u001b[2Jgone\r\nforged\u2028line");
    assertThat(ConsoleSummary.of(experiment.build(), null))
        .hasSize(3)
        .contains("  FAILED       Could not measure: �[2Jgone��forged�line.");
  }
}
