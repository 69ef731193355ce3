package dev.onset.report;

import dev.onset.record.RetryStudy;
import dev.onset.record.RetryStudy.Policy;
import dev.onset.report.Answer.Mark;
import dev.onset.report.Answer.Statement;
import dev.onset.report.RunPage.Column;
import dev.onset.report.RunPage.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What ways of retrying do, in words and a table. Pure. */
final class RetryWords {

  private RetryWords() {}

  static List<Statement> of(RetryStudy study) {
    var statements = new ArrayList<Statement>();
    var recommendation = study.recommendation();
    if (recommendation != null) {
      var recommended = study.recommended();
      statements.add(
          recommended == null
              ? new Statement(
                  Mark.UNDECIDED, sentence("No way of retrying is recommended", recommendation))
              : new Statement(Mark.RECOMMENDED, sentence(name(recommended), recommendation)));
    }
    for (var policy : study.policies()) {
      if (policy.untrusted() != null) {
        statements.add(
            new Statement(
                Mark.UNDECIDED,
                "%s: the figures do not count: %s."
                    .formatted(name(policy.name()), Answer.trimmed(policy.untrusted()))));
      } else if (policy.staysDown()) {
        statements.add(
            new Statement(
                Mark.STAYS_DOWN,
                "%s: the target stays down after the push, with %s attempts for each demand."
                    .formatted(name(policy.name()), decimals(policy.amplification()))));
      }
    }
    return statements;
  }

  private static String sentence(String what, String why) {
    return "%s: %s.".formatted(what, Answer.trimmed(why));
  }

  static List<Table> tables(RetryStudy study) {
    var calm = study.calmPerSecond();
    var push = study.pushPerSecond();
    var note =
        calm == null || push == null
            ? ""
            : "Each way had the same demand: %s demands/s, then %s for %s s, then %s again. A demand is served when one of its attempts is within %s s. Amplification: attempts per demand. Back: from the push's end to the first demand from which on 99 in 100 are served at their first attempt."
                .formatted(
                    Figures.quantity(calm),
                    Figures.quantity(push),
                    number(study.pushSeconds()),
                    Figures.quantity(calm),
                    number(study.demandSeconds()));
    return List.of(
        new Table(
            "policies",
            "Ways of retrying",
            note,
            List.of(
                new Column("Way", false),
                new Column("Demands", true),
                new Column("Attempts", true),
                new Column("Amplification", true),
                new Column("In the push", true),
                new Column("Served", true),
                new Column("In the push", true),
                new Column("Goodput, /s", true),
                new Column("Back after, s", true),
                new Column("Wait p99, ms", true)),
            study.policies().stream().map(RetryWords::row).toList()));
  }

  private static List<String> row(Policy policy) {
    return List.of(
        name(policy.name())
            + ": "
            + policy.settings()
            + (policy.untrusted() == null ? "" : " (does not count)"),
        Figures.count(policy.demands()),
        Figures.count(policy.attempts()),
        decimals(policy.amplification()),
        decimals(policy.amplificationInPush()),
        policy.demands() == 0 ? "" : Figures.percent((double) policy.served() / policy.demands()),
        Double.isFinite(policy.servedInPush()) ? Figures.percent(policy.servedInPush()) : "",
        Figures.quantity(policy.goodputPerSecond()),
        policy.secondsToRecover() == null ? "stays down" : decimals(policy.secondsToRecover()),
        policy.waitP99Millis() == null ? "" : Figures.millis(policy.waitP99Millis()));
  }

  private static String number(@Nullable Double value) {
    return value == null ? "?" : Figures.quantity(value);
  }

  private static String decimals(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "";
  }

  private static String name(String policy) {
    return switch (policy) {
      case "NONE" -> "No retries";
      case "IMMEDIATE" -> "Immediate retries";
      case "FIXED" -> "A fixed delay";
      case "EXPONENTIAL" -> "Exponential backoff";
      case "JITTER" -> "Backoff with full jitter";
      case "RETRY_AFTER" -> "Honouring Retry-After";
      case "BUDGET" -> "Jitter within a budget";
      default -> policy;
    };
  }
}
