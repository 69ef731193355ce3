package dev.onset.report;

import dev.onset.compare.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A comparison as HTML, Markdown and console lines. Pure and thread-safe. */
public final class CompareReport {

  private CompareReport() {}

  /**
   * The page: one HTML file that asks nothing of any network.
   *
   * @param problems files of either run that could not be read, a sentence each
   */
  public static String html(Comparison comparison, List<String> problems) {
    return Pages.render(
        "compare",
        Map.of(
            "page",
            ComparePage.of(comparison, problems),
            "style",
            Asset.STYLE.text() + Asset.COMPARE_STYLE.text()));
  }

  /** The summary of a job: a table of the onsets, and what else changed. */
  public static String markdown(Comparison comparison) {
    var page = ComparePage.of(comparison, List.of());
    var lines = new ArrayList<String>();
    lines.add("## Onset: " + Markdown.escaped(page.title()));
    lines.add("");
    lines.add("**%s** %s".formatted(page.verdict(), Markdown.escaped(page.summary())));
    lines.add("");
    lines.add("| Axis | Threshold | Baseline | Candidate | Change | Verdict |");
    lines.add("|---|---|---|---|---|---|");
    for (var axis : page.axes()) {
      for (var row : axis.onsets()) {
        lines.add(
            "| %s | %s | %s | %s | %s | %s |"
                .formatted(
                    axis.name(),
                    row.name(),
                    Markdown.escaped(row.baseline()),
                    Markdown.escaped(row.candidate()),
                    row.change(),
                    row.verdict()));
      }
      if (axis.onsets().isEmpty()) {
        lines.add("| %s | | | | | %s |".formatted(axis.name(), axis.verdict()));
      }
    }
    lines.add("");
    for (var axis : page.axes()) {
      for (var text : remarks(axis)) {
        lines.add("- %s: %s".formatted(axis.name(), Markdown.escaped(text)));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  /** The lines to print, without line breaks and without control characters. */
  public static List<String> console(Comparison comparison) {
    var page = ComparePage.of(comparison, List.of());
    var lines = new ArrayList<String>();
    lines.add("Onset · " + page.title());
    for (var axis : page.axes()) {
      for (var row : axis.onsets()) {
        lines.add(
            line(
                row.verdict(),
                "%s, %s: %s, was %s%s. %s"
                    .formatted(
                        axis.name(),
                        lower(row.name()),
                        row.candidate(),
                        row.baseline(),
                        row.change().isEmpty() ? "" : " (" + row.change() + ")",
                        row.sentence())));
      }
      if (axis.onsets().isEmpty()) {
        var why =
            axis.obstacles().isEmpty() ? List.of("no threshold in either run") : axis.obstacles();
        lines.add(line(axis.verdict(), axis.name() + ": " + String.join("; ", why)));
      }
      remarks(axis).forEach(text -> lines.add(line("", axis.name() + ": " + text)));
    }
    lines.add(line("RESULT", page.summary()));
    return lines.stream().map(ConsoleSummary::printable).toList();
  }

  private static List<String> remarks(ComparePage.Section axis) {
    var remarks = new ArrayList<String>(axis.limiter());
    remarks.addAll(axis.shifts());
    remarks.addAll(axis.notes());
    return remarks;
  }

  private static String line(String word, String text) {
    return "  %-14s  %s".formatted(word, text);
  }

  private static String lower(String name) {
    return name.startsWith("TLS")
        ? name
        : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }
}
