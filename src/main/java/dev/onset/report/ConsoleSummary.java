package dev.onset.report;

import dev.onset.configured.Comparison;
import dev.onset.record.ExperimentRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is printed when an experiment ends. Pure and thread-safe. */
public final class ConsoleSummary {

  private ConsoleSummary() {}

  /**
   * The lines, without line breaks and without control characters.
   *
   * @param report path of the HTML report, or null when there is none
   */
  public static List<String> of(ExperimentRecord experiment, @Nullable Path report) {
    var lines = new ArrayList<String>();
    var target = experiment.target();
    lines.add(
        "Onset · %s · %s %s%s"
            .formatted(
                AxisWords.of(experiment).name(),
                target.method(),
                target.url(),
                target.sandbox() ? " (sandbox)" : ""));
    for (var statement : Answer.of(experiment)) {
      lines.add(line(statement));
    }
    for (var statement : Answer.diagnosis(experiment)) {
      lines.add(line(statement));
    }
    for (var statement : Answer.particulars(experiment)) {
      lines.add(line(statement));
    }
    for (var each : Comparison.of(experiment)) {
      lines.add("  %-11s  %s".formatted("CONFIGURED", each.sentence() + "."));
    }
    if (report != null) {
      lines.add("  %-11s  %s".formatted("REPORT", report));
    }
    return lines.stream().map(ConsoleSummary::printable).toList();
  }

  private static String line(Answer.Statement statement) {
    return "  %-11s  %s".formatted(statement.mark().word(), statement.text());
  }

  /** What a target answered must not move the cursor or forge lines. */
  static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "�");
  }
}
