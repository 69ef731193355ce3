package dev.onset.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.onset.evidence.Attempt;
import dev.onset.evidence.Health;
import dev.onset.evidence.Summary;
import dev.onset.evidence.SummaryRecorder;
import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.search.Purpose;
import dev.onset.search.Trial;
import dev.onset.search.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final Tally tally = new Tally();

  @Test
  void a_trial_is_one_line_with_its_load_its_verdict_and_its_outcomes() {
    assertThat(Progress.line(Axis.RATE, trial(Verdict.BAD, "10% were RATE_LIMITED")))
        .isEqualTo(
            "rate        ladder       130.0 requests/s   2.0 s  BAD     OK 2, RATE_LIMITED 1");
  }

  @Test
  void a_trial_that_says_nothing_about_the_target_says_why() {
    assertThat(Progress.line(Axis.RATE, trial(Verdict.INVALID, "the injector was late")))
        .endsWith("INVALID OK 2, RATE_LIMITED 1 (the injector was late)");
  }

  @Test
  void the_running_line_groups_thousands() {
    for (int i = 0; i < 1_234; i++) {
      tally.add(attempt(i % 2 == 0 ? Outcome.OK : Outcome.REQUEST_TIMEOUT));
    }

    assertThat(Progress.line("concurrency", "ramp to 40", tally, "X in (1.0, 2.0]"))
        .startsWith("concurrency ramp to 40 ")
        .endsWith("sent 1,234  admitted 617  rejected 0  failed 617  X in (1.0, 2.0]");
  }

  @Test
  void a_bracket_names_what_is_known_of_each_outcome() {
    assertThat(
            Progress.bracket(
                List.of(
                    onset(Outcome.RATE_LIMITED, 100.0, 103.26),
                    onset(Outcome.CONNECT_TIMEOUT, null, 800.0),
                    onset(Outcome.OVERLOADED, 120.0, null))))
        .isEqualTo("RATE_LIMITED in (100.0, 103.3] CONNECT_TIMEOUT in (?, 800.0]");
  }

  @Test
  void numbers_do_not_depend_on_the_locale() {
    var locale = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(Progress.bracket(List.of(onset(Outcome.RATE_LIMITED, 1.5, 2.5))))
          .isEqualTo("RATE_LIMITED in (1.5, 2.5]");
      assertThat(Progress.line(Axis.RATE, trial(Verdict.GOOD, null)))
          .contains("130.0 requests/s   2.0 s  GOOD    OK 2, RATE_LIMITED 1");
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void without_a_terminal_each_trial_is_a_plain_line_and_nothing_ticks() {
    var progress = progress(false);
    progress.tick("warming up");
    progress.trial(trial(Verdict.GOOD, null), List.of(onset(Outcome.RATE_LIMITED, 1.5, 2.5)));
    progress.close();

    assertThat(text().lines())
        .singleElement()
        .asString()
        .endsWith("OK 2, RATE_LIMITED 1  RATE_LIMITED in (1.5, 2.5]");
    assertThat(text()).doesNotContain("\r");
  }

  @Test
  void on_a_terminal_one_line_is_rewritten_at_most_once_a_second() {
    var progress = progress(true);
    for (int i = 0; i < 1_000; i++) {
      progress.tick("warming up");
    }

    assertThat(text().split("\r", -1)).hasSizeBetween(2, 4);
    assertThat(text()).startsWith("\rrate        warming up ").doesNotContain("\n");
  }

  @Test
  void on_a_terminal_trials_are_kept_only_if_they_were_invalid() {
    var progress = progress(true);
    progress.trial(trial(Verdict.GOOD, null), List.of());
    assertThat(text()).isEmpty();

    progress.trial(trial(Verdict.INVALID, "the injector was late"), List.of());
    assertThat(text().lines()).last().asString().endsWith("(the injector was late)");
  }

  @Test
  void the_terminals_line_is_wiped_at_the_end() {
    var progress = progress(true);
    progress.close();

    assertThat(text()).isEqualTo("\r" + " ".repeat(118) + "\r");
  }

  private Progress progress(boolean terminal) {
    return new Progress(
        Axis.RATE, tally, new PrintStream(shown, true, StandardCharsets.UTF_8), terminal);
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  private static Onset onset(Outcome outcome, @Nullable Double lower, @Nullable Double upper) {
    return new Onset(outcome, OnsetStatus.UNDECIDED, lower, upper, null, null, 0);
  }

  private static Attempt attempt(Outcome outcome) {
    return new Attempt(130, 0, 0, 1_000_000, outcome, null, null);
  }

  private static Trial trial(Verdict verdict, @Nullable String reason) {
    var recorder = new SummaryRecorder();
    recorder.add(attempt(Outcome.OK));
    recorder.add(attempt(Outcome.RATE_LIMITED));
    recorder.add(attempt(Outcome.OK));
    return new Trial(
        Purpose.LADDER,
        130,
        Duration.ZERO,
        Duration.ofSeconds(2),
        3,
        recorder.summary(),
        Summary.EMPTY,
        new Health(0.9, 4),
        false,
        verdict,
        reason);
  }
}
