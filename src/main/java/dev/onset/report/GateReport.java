package dev.onset.report;

import dev.onset.gate.GateResult;
import dev.onset.gate.RuleResult;
import dev.onset.gate.RuleVerdict;
import java.util.ArrayList;
import java.util.List;

/** The results of a gate as JUnit XML, Markdown and console lines. Pure and thread-safe. */
public final class GateReport {

  private GateReport() {}

  /** JUnit XML: one test case for each rule. */
  public static String junit(GateResult gate) {
    return JunitXml.of(gate);
  }

  /** The summary of a job: a table of the rules, and a sentence for each that did not pass. */
  public static String markdown(GateResult gate) {
    var lines = new ArrayList<String>();
    lines.add("## Onset gate: " + Markdown.escaped(gate.runId()));
    lines.add("");
    lines.add("**%s** %s.".formatted(word(gate.verdict()), gate.summary()));
    lines.add("");
    lines.add("| Axis | Rule | Expected | Measured | Verdict |");
    lines.add("|---|---|---|---|---|");
    for (var result : gate.results()) {
      lines.add(
          "| %s | %s | %s | %s | %s |"
              .formatted(
                  axis(result),
                  Markdown.escaped(result.name()),
                  Markdown.escaped(result.expected()),
                  Markdown.escaped(result.measured()),
                  word(result.verdict())));
    }
    lines.add("");
    gate.results().stream()
        .filter(result -> result.verdict() != RuleVerdict.PASSED)
        .forEach(
            result ->
                lines.add(
                    "- **%s** %s"
                        .formatted(word(result.verdict()), Markdown.escaped(result.sentence()))));
    return String.join("\n", lines).stripTrailing() + "\n";
  }

  /** The lines to print, without line breaks and without control characters. */
  public static List<String> console(GateResult gate) {
    var lines = new ArrayList<String>();
    lines.add("Onset gate · " + gate.runId());
    for (var result : gate.results()) {
      lines.add("  %-14s  %s".formatted(word(result.verdict()), result.sentence()));
    }
    lines.add("  %-14s  %s: %s.".formatted("GATE", word(gate.verdict()), gate.summary()));
    return lines.stream().map(ConsoleSummary::printable).toList();
  }

  private static String axis(RuleResult result) {
    var axis = result.axis();
    return axis == null ? "" : axis.slug();
  }

  private static String word(RuleVerdict verdict) {
    return verdict == RuleVerdict.ERROR ? "NOT MEASURED" : verdict.name();
  }

  private static String word(GateResult.Verdict verdict) {
    return verdict.name();
  }
}
