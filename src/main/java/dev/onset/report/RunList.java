package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.store.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** The page of a reports folder: each onset over the runs, and the list of runs. Thread-safe. */
public final class RunList {

  private RunList() {}

  /** The page for these runs, newest first; links are relative to the reports folder. */
  public static String html(List<RunSummary> runs) {
    var history = History.of(runs);
    var rows = runs.stream().map(run -> RunListRow.of(run, history.changes())).toList();
    return Pages.render(
        "list",
        Map.of(
            "history", history,
            "rows", rows,
            "statuses", statuses(rows),
            "axes", axes(),
            "style", Asset.STYLE.text() + Asset.HISTORY_STYLE.text(),
            "script", Asset.HISTORY.text(),
            "scriptSources", Asset.HISTORY.hash()));
  }

  private static List<String> axes() {
    var names = new ArrayList<String>();
    for (var axis : Axis.values()) {
      names.add(AxisWords.of(axis).name());
    }
    return names;
  }

  /** The words that occur in the rows, to choose from. */
  private static List<String> statuses(List<RunListRow> rows) {
    var words = new LinkedHashSet<String>();
    rows.forEach(row -> words.addAll(row.statuses()));
    return words.stream().sorted().toList();
  }

  static String started(RunSummary run) {
    return run.startedAt() == null ? "unknown" : RunPageModel.time(run.startedAt());
  }

  /** A relative link to a file of a run. */
  static String link(String runId, String file) {
    var link = LocalLink.to("./" + runId + "/" + file);
    return link == null ? "" : link;
  }
}
