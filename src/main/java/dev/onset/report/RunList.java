package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.report.Answer.Statement;
import dev.onset.store.RunSummary;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page that lists the runs of a reports folder. Thread-safe. */
public final class RunList {

  private RunList() {}

  /** The page for these runs, in their order; links are relative to the reports folder. */
  public static String html(List<RunSummary> runs) {
    return Pages.render(
        "list",
        Map.of(
            "rows", runs.stream().map(Row::of).toList(),
            "axes", axes(),
            "style", Asset.STYLE.text()));
  }

  private static List<String> axes() {
    var names = new ArrayList<String>();
    for (var axis : Axis.values()) {
      names.add(AxisWords.of(axis).name());
    }
    return names;
  }

  /** A run; one cell per axis, each empty when the run has no such experiment. */
  record Row(
      String runId,
      String link,
      String release,
      String started,
      String target,
      List<List<Statement>> cells,
      List<String> problems) {

    static Row of(RunSummary run) {
      var target = run.target();
      var cells = new ArrayList<List<Statement>>();
      for (var axis : Axis.values()) {
        cells.add(
            run.results().stream()
                .filter(result -> result.axis() == axis)
                .flatMap(result -> Answer.brief(result).stream())
                .toList());
      }
      return new Row(
          run.runId(),
          link(run.runId()),
          run.release() == null ? "unknown" : run.release(),
          run.startedAt() == null ? "unknown" : RunPageModel.time(run.startedAt()),
          target == null ? "unknown" : RunPageModel.request(target),
          cells,
          run.problems());
    }

    private static String link(String runId) {
      try {
        return new URI(null, null, "./" + runId + "/index.html", null).toASCIIString();
      } catch (URISyntaxException e) {
        throw new IllegalStateException("a relative path is always a URI", e);
      }
    }
  }
}
