package dev.onset.report;

import dev.onset.record.ExperimentRecord;
import dev.onset.record.ExperimentRecord.Injector;
import dev.onset.record.ExperimentRecord.Status;
import dev.onset.record.Study;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import dev.onset.store.RunSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an experiment found, in sentences; every output uses these. Pure and thread-safe. */
public final class Answer {

  private Answer() {}

  /** The kind of a statement; its word stands beside the sentence, so that colour never has to. */
  public enum Mark {
    FOUND,
    NOT_REACHED,
    BELOW_START,
    UNDECIDED,
    STOPPED,
    FAILED,
    INNOCENT,
    LIMITED,
    DIAGNOSIS,
    LIMITER,
    PROMISE,
    BROKEN_PROMISE,
    SCOPE,
    RECOVERY,
    LIMIT,
    ACCEPTED,
    REFUSED,
    STAYS_DOWN,
    HYSTERESIS,
    RECOMMENDED,
    DROPPED_SYN,
    ADDRESSES,
    ROWS,
    COST;

    /** The name with spaces; a broken promise differs here from one that is kept. */
    public String label() {
      return name().replace('_', ' ');
    }

    /** The mark as a word, in upper case. */
    public String word() {
      return this == BROKEN_PROMISE ? PROMISE.label() : label();
    }

    static Mark of(OnsetStatus status) {
      return switch (status) {
        case FOUND -> FOUND;
        case NOT_REACHED -> NOT_REACHED;
        case BELOW_START -> BELOW_START;
        case UNDECIDED -> UNDECIDED;
      };
    }
  }

  /** One sentence and its mark. */
  public record Statement(Mark mark, String text) {}

  /**
   * The statements that answer an experiment's question: why it failed, if it did; then one per
   * onset; then why it stopped early, if it did. Never empty.
   */
  public static List<Statement> of(ExperimentRecord experiment) {
    var study = experiment.study();
    if (study != null) {
      return of(study, experiment.status(), experiment.statusReason());
    }
    return of(
        OnsetWords.on(experiment.axis(), experiment.unit()),
        experiment.status(),
        experiment.statusReason(),
        experiment.onsets());
  }

  private static List<Statement> of(Study study, Status status, @Nullable String reason) {
    var statements = new ArrayList<Statement>();
    if (status == Status.FAILED) {
      statements.add(new Statement(Mark.FAILED, "Could not measure" + because(reason) + "."));
    }
    statements.addAll(StudyWords.of(study));
    if (status == Status.STOPPED) {
      statements.add(new Statement(Mark.STOPPED, "It stopped early" + because(reason) + "."));
    }
    if (statements.isEmpty()) {
      statements.add(
          new Statement(Mark.UNDECIDED, "It ended without an answer" + because(reason) + "."));
    }
    return List.copyOf(statements);
  }

  private static List<Statement> of(
      OnsetWords words, Status status, @Nullable String reason, List<Onset> onsets) {
    var statements = new ArrayList<Statement>();
    if (status == Status.FAILED) {
      statements.add(new Statement(Mark.FAILED, "Could not measure" + because(reason) + "."));
    }
    for (var onset : onsets) {
      var open =
          onset.status() == OnsetStatus.UNDECIDED || onset.status() == OnsetStatus.BELOW_START;
      var why = open && status == Status.COMPLETE ? reason : null;
      var sentence = words.sentence(onset);
      statements.add(
          new Statement(
              Mark.of(onset.status()),
              why == null ? sentence : sentence + " Reason: " + trimmed(why) + "."));
    }
    if (status == Status.STOPPED) {
      statements.add(
          new Statement(
              Mark.STOPPED,
              "The search stopped early%s.%s"
                  .formatted(
                      because(reason),
                      onsets.stream().anyMatch(Answer::isConfirmed)
                          ? " What was confirmed until then stands."
                          : "")));
    }
    if (statements.isEmpty()) {
      statements.add(
          new Statement(
              Mark.UNDECIDED, "The search ended without an onset" + because(reason) + "."));
    }
    return List.copyOf(statements);
  }

  /** Whether a bound of an onset is confirmed. */
  private static boolean isConfirmed(Onset onset) {
    return onset.lower() != null || onset.upper() != null;
  }

  /** The answers of an experiment in a few words each, for a list of runs. Never empty. */
  public static List<Statement> brief(RunSummary.Result result) {
    var statements = new ArrayList<Statement>();
    if (result.status() == Status.FAILED) {
      statements.add(
          new Statement(Mark.FAILED, "Could not measure" + because(result.statusReason())));
    }
    var words = OnsetWords.on(result.axis(), result.unit());
    for (var onset : result.onsets()) {
      statements.add(
          new Statement(
              Mark.of(onset.status()),
              "%s: %s".formatted(words.words(onset).name(), words.brief(onset))));
    }
    if (result.status() == Status.STOPPED) {
      statements.add(new Statement(Mark.STOPPED, "Stopped early" + because(result.statusReason())));
    }
    if (statements.isEmpty()) {
      statements.add(new Statement(Mark.UNDECIDED, "No onset" + because(result.statusReason())));
    }
    return List.copyOf(statements);
  }

  /** Whether the load generator was fit for what it measured. */
  public static Statement fitness(Injector injector) {
    var reasons = injector.reasons().stream().map(Answer::trimmed).toList();
    var text =
        switch (injector.verdict()) {
          case INNOCENT -> "The load generator was not the bottleneck in any trial that counted";
          case LIMITED -> "The load generator was the bottleneck and kept the search from going on";
        };
    return new Statement(
        injector.verdict() == Injector.Fitness.INNOCENT ? Mark.INNOCENT : Mark.LIMITED,
        reasons.isEmpty() ? text + "." : text + ": " + String.join("; ", reasons) + ".");
  }

  /**
   * What explains it most likely and what to do first; nothing when there is nothing to explain.
   */
  public static List<Statement> diagnosis(ExperimentRecord experiment) {
    return DiagnosisWords.of(experiment.diagnosis()).stream()
        .map(text -> new Statement(Mark.DIAGNOSIS, text))
        .toList();
  }

  /**
   * What was found out beside the answer: the limiter, whether it keeps its promise, whom it is
   * for, a recovery that differs from the way up, the load generator's fitness, the cost. What is
   * not known is absent.
   */
  public static List<Statement> particulars(ExperimentRecord experiment) {
    return Particulars.of(experiment);
  }

  private static String because(@Nullable String reason) {
    return reason == null || reason.isBlank() ? "" : ": " + trimmed(reason);
  }

  /** A reason without the full stop that the sentence around it brings. */
  static String trimmed(String reason) {
    var text = reason.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
