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
            "  DIAGNOSIS    Full accept queue (confidence 95%). Next: Raise the gateway's connection"
                + " limit, or its listen backlog together with net.core.somaxconn.",
            "  INNOCENT     The load generator was not the bottleneck in any trial that counted:"
                + " 2 ms late at most at p99, 83% CPU idle at least.",
            "  REPORT       reports/r1/index.html");
  }

  @Test
  void what_was_found_out_beside_the_answer_has_a_line_each() {
    assertThat(ConsoleSummary.of(SampleExperiments.watched(), null))
        .containsExactly(
            "Onset · Request rate · GET http://127.0.0.1:8080/orders (sandbox)",
            "  FOUND        Rate limiting begins between 199.1 and 200.9 requests/s (best estimate"
                + " 200; first seen at 227.4).",
            "  NOT REACHED  No connect timeout up to 227.4 requests/s.",
            "  LIMITER      Token bucket: 200 requests/s sustained, bursts of 20 (predicts 99.9% of"
                + " 4,553 decisions; confidence 97%). Would look the same: a leaky bucket of 200/s"
                + " with room for 20, if nobody waits.",
            "  PROMISE      Broken, the target is stricter than it says: the headers promise 250"
                + " requests/s (X-RateLimit-Limit-Second), measured 199.1 to 200.9: it refuses at"
                + " 80 % of what it promises. Retry-After: a request was admitted after 2 of 3"
                + " waits kept to the letter, so they are too short; 1 wait was longer than"
                + " needed.",
            "  SCOPE        The credentials share one limit, per address or for all callers: two"
                + " credentials together sent 320 requests/s, and 37.4% of that was rejected.",
            "  RECOVERY     After overload (301.4 requests/s) rejections stop only at 160"
                + " requests/s, 12 s after falling back; on the way up 199.1 was clean.",
            "  INNOCENT     The load generator was not the bottleneck in any trial that counted:"
                + " 2 ms late at most at p99, 83% CPU idle at least.",
            "  COST         It took 13,353 requests, 1,680 of them refused (budget 20,000), and 1 min"
                + " 25 s (budget 5 min), 1 min 22 s of it under load.");
  }

  @Test
  void what_is_configured_stands_beside_what_was_measured() {
    assertThat(ConsoleSummary.of(SampleExperiments.configured(), null))
        .contains(
            "  CONFIGURED   200/s by Tyk's key rate; measured 195–204/s: KEPT.",
            "  CONFIGURED   500/s by Tyk's global_rate_limit; measured 195–204/s: NOT REACHED, a"
                + " lower limit comes first.",
            "  CONFIGURED   100/s by Tyk's key rate; measured 195–204/s: HIGHER, more is admitted.");
  }

  @Test
  void control_characters_from_outside_are_not_sent_to_the_terminal() {
    var experiment =
        new ExperimentBuilder(Axis.RATE).status(Status.FAILED, "\u001b[2Jgone\r\nforged\u2028line");
    assertThat(ConsoleSummary.of(experiment.build(), null))
        .hasSize(2)
        .contains("  FAILED       Could not measure: �[2Jgone��forged�line.");
  }
}
