package dev.onset.report;

import dev.onset.store.ReportsFolder;
import dev.onset.store.ReportsFolderException;
import java.nio.file.Path;

/** The pages of a reports folder, made anew from the experiment files in it. */
public final class ReportPages {

  private ReportPages() {}

  /**
   * Writes a run's report page and the list of runs.
   *
   * @return path of the run's report page
   */
  public static Path rebuild(ReportsFolder folder, String runId) throws ReportsFolderException {
    var page = folder.writeRunPage(runId, RunReport.html(folder.run(runId)));
    folder.writeListPage(RunList.html(folder.runs()));
    return page;
  }
}
