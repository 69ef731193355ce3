package dev.onset.report;

import dev.onset.load.Axis;
import dev.onset.store.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run in the list.
 *
 * @param comparison link to its comparison with an earlier run; null when it has none
 * @param startedKey what it sorts by in time
 * @param studies the questions it answers beside, or null
 * @param cells one per axis, each empty when the run has no such experiment
 * @param statuses the words of its answers, to choose by
 */
record RunListRow(
    String runId,
    String link,
    @Nullable String comparison,
    String release,
    String releaseKey,
    String started,
    String startedKey,
    String target,
    @Nullable String studies,
    List<Cell> cells,
    List<String> problems,
    Set<String> statuses) {

  private static final String CHANGED = "CHANGED";
  private static final String UNREADABLE = "UNREADABLE";

  /**
   * The answers on one axis.
   *
   * @param key the load that the first of them names, as it sorts; empty when it names none
   */
  record Cell(String key, List<Item> items) {}

  /** A badge and a few words. */
  record Item(String mark, String word, String text) {}

  static RunListRow of(RunSummary run, Map<History.Place, List<History.NamedChange>> changes) {
    var statuses = new LinkedHashSet<String>();
    var cells = new ArrayList<Cell>();
    for (var axis : Axis.values()) {
      var items = new ArrayList<Item>();
      var key = "";
      for (var result : run.results()) {
        if (result.axis() == axis) {
          key = key(result);
          for (var statement : Answer.brief(result)) {
            var word = statement.mark().word();
            items.add(new Item(word, word, statement.text()));
            statuses.add(word);
          }
        }
      }
      for (var named : changes.getOrDefault(new History.Place(run.runId(), axis), List.of())) {
        var kind = named.change().kind();
        items.add(new Item(kind.mark(), kind.name(), named.name() + ": " + named.change().text()));
        statuses.add(CHANGED);
      }
      cells.add(new Cell(key, items));
    }
    if (!run.problems().isEmpty()) {
      statuses.add(UNREADABLE);
    }
    var release = run.release() == null ? "unknown" : run.release();
    var started = run.startedAt();
    return new RunListRow(
        run.runId(),
        RunList.link(run.runId(), "index.html"),
        run.compared() ? RunList.link(run.runId(), "compare.html") : null,
        release,
        SortKey.of(release),
        RunList.started(run),
        started == null ? "" : Long.toString(started.getEpochSecond()),
        run.target() == null ? "unknown" : RunPageModel.request(run.target()),
        run.studies().isEmpty() ? null : "Also: " + String.join(", ", run.studies()),
        cells,
        run.problems(),
        statuses);
  }

  private static String key(RunSummary.Result result) {
    for (var onset : result.onsets()) {
      var load = onset.estimate() != null ? onset.estimate() : onset.lower();
      if (load != null) {
        return HistoryChart.pixels(load);
      }
    }
    return "";
  }
}
