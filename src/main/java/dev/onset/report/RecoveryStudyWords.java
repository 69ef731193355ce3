package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.outcome.Outcome;
import dev.onset.record.RecoveryStudy;
import dev.onset.record.RecoveryStudy.Downward;
import dev.onset.record.RecoveryStudy.Relief;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.report.RunPage.Column;
import dev.onset.report.RunPage.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the target comes back from overload in words and tables. Pure. */
final class RecoveryStudyWords {

  private RecoveryStudyWords() {}

  static List<Statement> of(RecoveryStudy study) {
    var statements = new ArrayList<Statement>();
    var push = study.pushPerSecond();
    var calm = study.calmPerSecond();
    var outcome = study.outcome();
    if (push == null || calm == null || outcome == null) {
      return statements;
    }
    var after =
        "After %s requests/s for %s".formatted(Figures.quantity(push), span(study.pushSeconds()));
    var seconds = study.secondsToClean();
    if (Boolean.TRUE.equals(study.returned()) && seconds != null) {
      statements.add(
          new Statement(
              Mark.RECOVERY,
              "%s, back at %s requests/s, %s stop after %s s (to within %s)."
                  .formatted(
                      after,
                      Figures.quantity(calm),
                      failures(outcome),
                      Figures.quantity(seconds),
                      uncertainty(study))));
    } else {
      statements.add(
          new Statement(
              Mark.STAYS_DOWN,
              "%s, %s did not stop at %s requests/s within %s, a load that was clean before: %s."
                  .formatted(
                      after,
                      failures(outcome),
                      Figures.quantity(calm),
                      span(study.waitedSeconds()),
                      outcome.isRejection()
                          ? "the limiter keeps turning callers away, for a window that is longer or"
                              + " because rejected requests count"
                          : "the target stays down")));
      statements.add(freed(study, calm));
    }
    if (!study.downwards().isEmpty()) {
      statements.add(hysteresis(study, outcome));
    }
    return statements;
  }

  private static Statement freed(RecoveryStudy study, double calm) {
    var freeing = study.freedBy().stream().filter(Relief::freed).findFirst();
    return freeing.isPresent()
        ? new Statement(
            Mark.RECOVERY,
            "What frees it: %s for %s; afterwards %s requests/s are clean again."
                .formatted(
                    freeing.get().perSecond() == 0
                        ? "no load at all"
                        : "no more than %s requests/s"
                            .formatted(Figures.quantity(freeing.get().perSecond())),
                    span(freeing.get().seconds()),
                    Figures.quantity(calm)))
        : new Statement(
            Mark.UNDECIDED,
            study.freedBy().isEmpty()
                ? "What frees it was not tried."
                : "Nothing that was tried frees it, no load at all for %s included."
                    .formatted(span(study.freedBy().get(0).seconds())));
  }

  private static Statement hysteresis(RecoveryStudy study, Outcome outcome) {
    var stops = study.stopsAtPerSecond();
    var onset = study.onsetPerSecond();
    var up = onset == null ? "" : "; on the way up they begin at " + Figures.quantity(onset);
    if (stops == null) {
      return new Statement(
          Mark.HYSTERESIS,
          "On the way down %s go on at every load tried, down to %s requests/s%s."
              .formatted(
                  failures(outcome),
                  Figures.quantity(study.downwards().get(study.downwards().size() - 1).perSecond()),
                  up));
    }
    return new Statement(
        Boolean.TRUE.equals(study.hysteresis()) ? Mark.HYSTERESIS : Mark.RECOVERY,
        "On the way down %s stop at %s requests/s%s (%s)."
            .formatted(
                failures(outcome),
                Figures.quantity(stops),
                up,
                study.onsetFrom() == null ? "" : study.onsetFrom()));
  }

  private static String failures(Outcome outcome) {
    return outcome == Outcome.RATE_LIMITED
        ? "rejections"
        : OutcomeWords.of(outcome, Axis.RATE).many();
  }

  private static String uncertainty(RecoveryStudy study) {
    return study.secondsUncertainty() == null
        ? "?"
        : "%.0f ms".formatted(Math.ceil(1e3 * study.secondsUncertainty()));
  }

  private static String span(@Nullable Double seconds) {
    return seconds == null ? "an unknown time" : Figures.span(seconds);
  }

  static List<Table> tables(RecoveryStudy study) {
    return List.of(
        new Table(
            "downwards",
            "On the way down",
            "After another push each load was held for more than twice as long as it took to come back. Failed: of the demands due in the second half of that time.",
            List.of(
                new Column("Load, requests/s", false),
                new Column("For, s", true),
                new Column("Sent", true),
                new Column("Failed", true),
                new Column("Clean", false)),
            study.downwards().stream().map(RecoveryStudyWords::row).toList()),
        new Table(
            "relief",
            "What frees it",
            "The load was lowered for a while, then put back to the calm one.",
            List.of(
                new Column("Lowered to, requests/s", false),
                new Column("For, s", true),
                new Column("Clean afterwards", false)),
            study.freedBy().stream()
                .map(
                    relief ->
                        List.of(
                            Figures.quantity(relief.perSecond()),
                            Figures.quantity(relief.seconds()),
                            relief.freed() ? "yes" : "no"))
                .toList()));
  }

  private static List<String> row(Downward downward) {
    return List.of(
        Figures.quantity(downward.perSecond()),
        Figures.quantity(downward.seconds()),
        Figures.count(downward.sent()),
        Figures.count(downward.failed()),
        downward.clean() ? "yes" : "no");
  }
}
