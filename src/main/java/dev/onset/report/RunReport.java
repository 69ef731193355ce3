package dev.onset.report;

import dev.onset.store.StoredRun;
import java.util.Map;

/** The report page of a run: one HTML file that asks nothing of any network. Thread-safe. */
public final class RunReport {

  private RunReport() {}

  /** The page for what a run folder holds. */
  public static String html(StoredRun run) {
    return Pages.render(
        "run",
        Map.of(
            "page", RunPageModel.of(run),
            "style", Asset.STYLE.text(),
            "scripts", Asset.ECHARTS.text(),
            "charts", Asset.CHARTS.text(),
            "scriptSources", Asset.ECHARTS.hash() + " " + Asset.CHARTS.hash()));
  }
}
