package dev.onset.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.load.Axis;
import dev.onset.record.ExperimentBuilder;
import dev.onset.record.ExperimentRecord.Diagnosis;
import dev.onset.store.StoredRun;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisWordsTest {

  private static final Diagnosis QUEUE =
      new Diagnosis(
          "accept-queue-full",
          0.85,
          List.of("17 were silent.", "It came twice."),
          List.of("Raise the backlog.", "Look at ss -ltn."));
  private static final Diagnosis COUNT =
      new Diagnosis("connection-count-limit", 0.5, List.of("x."), List.of("y."));
  private static final Diagnosis UNKNOWN =
      new Diagnosis("unknown", 0, List.of("OTHER was met."), List.of("Look at the log."));

  @ParameterizedTest
  @CsvSource({
    "accept-queue-full, Accept queue full",
    "tls, TLS",
    "unknown, Cause unknown",
    "Rate limiter, Rate limiter",
    "<b>odd</b>, <b>odd</b>"
  })
  void a_mechanism_is_named_in_words(String mechanism, String words) {
    assertThat(DiagnosisWords.name(new Diagnosis(mechanism, 1, List.of(), List.of())))
        .isEqualTo(words);
  }

  @Test
  void one_line_says_the_first_mechanism_and_what_to_do_first() {
    assertThat(DiagnosisWords.of(List.of(QUEUE, COUNT)))
        .contains("Accept queue full (confidence 85%). Next: Raise the backlog.");
    assertThat(DiagnosisWords.of(List.of(UNKNOWN)))
        .contains("Cause unknown. OTHER was met. Next: Look at the log.");
    assertThat(DiagnosisWords.of(List.of(new Diagnosis("tls", 0.7, List.of(), List.of()))))
        .contains("TLS (confidence 70%).");
  }

  @Test
  void nothing_to_explain_is_no_line() {
    assertThat(DiagnosisWords.of(List.of())).isEmpty();
    assertThat(ConsoleSummary.of(new ExperimentBuilder(Axis.RATE).build(), null))
        .noneMatch(line -> line.contains("DIAGNOSIS"));
    assertThat(page().select("[data-diagnosis]")).isEmpty();
  }

  @Test
  void
      the_first_screen_shows_the_first_mechanism_with_advice_and_leads_to_its_evidence_and_the_others() {
    var page = page(QUEUE, COUNT, UNKNOWN);
    var shown = page.select("[data-answer=rate] [data-diagnosis=rate]");
    assertThat(shown.text())
        .isEqualTo(
            "DIAGNOSIS Accept queue full confidence 85% Raise the backlog. Look at ss -ltn. Evidence"
                + " Also considered: Connection count limit (confidence 50%); Cause unknown");
    assertThat(shown.select("li").eachText())
        .containsExactly("Raise the backlog.", "Look at ss -ltn.");
    assertThat(shown.select("a").eachAttr("href")).containsOnly("#rate-explanation");
    assertThat(page.select("#rate-explanation ~ .diagnosis li").eachText())
        .contains("17 were silent.", "It came twice.");
    assertThat(page.select("#rate-explanation ~ .diagnosis .mechanism").eachText())
        .containsExactly(
            "Accept queue full confidence 85%",
            "Connection count limit confidence 50%", "Cause unknown");
  }

  @Test
  void a_single_mechanism_leads_to_no_others() {
    assertThat(page(QUEUE).select("[data-diagnosis=rate]").text())
        .doesNotContain("Also considered")
        .endsWith("Look at ss -ltn. Evidence");
  }

  private static Document page(Diagnosis... diagnosis) {
    var experiment = new ExperimentBuilder(Axis.RATE);
    List.of(diagnosis).forEach(experiment::diagnosis);
    return Jsoup.parse(RunReport.html(new StoredRun("r1", List.of(experiment.build()), List.of())));
  }
}
