package dev.onset.cli;

import dev.onset.gate.GateResult;
import dev.onset.report.GateReport;
import dev.onset.store.ReportsFolderException;
import java.io.PrintStream;

/** What a gate leaves in the folder of the run that it judged. */
final class GateFiles {

  private static final String JUNIT = "gate.xml";
  private static final String MARKDOWN = "gate.md";

  private GateFiles() {}

  /** Writes the files and prints the answer. */
  static void publish(GateResult result, RunFolder folder, PrintStream out)
      throws ReportsFolderException {
    var xml = folder.write(JUNIT, GateReport.junit(result));
    var markdown = folder.write(MARKDOWN, GateReport.markdown(result));
    GateReport.console(result).forEach(out::println);
    out.println("  %-14s  %s, %s".formatted("REPORT", xml, markdown));
  }
}
