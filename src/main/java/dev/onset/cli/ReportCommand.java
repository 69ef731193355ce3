package dev.onset.cli;

import dev.onset.config.Settings;
import dev.onset.report.ReportPages;
import dev.onset.report.RunReport;
import dev.onset.store.ReportsFolder;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the reports of a run anew from its experiment files. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the report of a run anew from its experiment files, and the list of runs when it lies"
          + " in onset.reports-dir. The run is given as its folder or as its name in there.",
      "Exit code 0: done, 2: unusable input."
    })
final class ReportCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "The run to report on.")
  private String run = "";

  private final Supplier<Settings> settings;
  private final PrintStream out;
  private final PrintStream err;

  ReportCommand(Supplier<Settings> settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws Exception {
    var reportsDir = settings.get().reportsDir();
    var folder = RunFolder.find(run, reportsDir);
    var stored = folder.readAnything();
    stored.problems().forEach(err::println);
    if (folder.isIn(reportsDir)) {
      out.println("Report: " + ReportPages.rebuild(new ReportsFolder(reportsDir), stored.runId()));
      out.println("List of runs: " + reportsDir.resolve("index.html"));
    } else {
      out.println("Report: " + folder.write("index.html", RunReport.html(stored)));
      out.println(
          "The list of runs is left as it is, because the run is not in %s (onset.reports-dir)."
              .formatted(reportsDir));
    }
    return 0;
  }
}
