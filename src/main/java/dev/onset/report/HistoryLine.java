package dev.onset.report;

import dev.onset.record.ExperimentRecord.Status;
import dev.onset.search.OnsetStatus;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One onset over runs, for the template.
 *
 * @param label its name together with what tells it from the other lines of the page
 * @param mark status of the newest run
 * @param state the newest run's answer, as a sentence
 * @param trend since when it is on its level; empty when there is nothing to say
 * @param changes newest first, as many as people read
 * @param earlier how many changes there were before those
 * @param occurs whether any run had the onset
 * @param chart null when no run has a load to draw
 * @param rows newest first
 */
record HistoryLine(
    String id,
    String name,
    String unit,
    String label,
    String mark,
    String state,
    String trend,
    List<Change> changes,
    int earlier,
    boolean occurs,
    @Nullable HistoryChart chart,
    List<Row> rows) {

  private static final int MOST_CHANGES = 6;

  /** A change, for the list above the chart. */
  record Change(String mark, String word, String where, String link, String text) {}

  /** A run, for the table below the chart. */
  record Row(
      String release,
      String releaseKey,
      String runId,
      String link,
      String started,
      String status,
      String lower,
      String estimate,
      String upper,
      String change,
      String remark) {}

  /**
   * The line of these points, oldest first, at least one.
   *
   * @param label what tells it from the other lines of the page
   */
  static HistoryLine of(
      String id,
      String label,
      HistoryWords words,
      List<HistoryPoint> points,
      HistoryChanges changes) {
    var newest = points.get(points.size() - 1);
    var shown =
        changes.changes().stream()
            .map(change -> change(change, points))
            .skip(Math.max(0, changes.changes().size() - MOST_CHANGES))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(shown);
    return new HistoryLine(
        id,
        words.name(),
        words.unit(),
        words.name() + ", " + label,
        newest.status(),
        state(words, newest),
        trend(words, points, changes),
        List.copyOf(shown),
        changes.changes().size() - shown.size(),
        points.stream().anyMatch(p -> p.onset() != null && !p.is(OnsetStatus.NOT_REACHED)),
        HistoryChart.of(words, points, changes),
        IntStream.iterate(points.size() - 1, i -> i >= 0, i -> i - 1)
            .mapToObj(i -> row(points.get(i), i, changes))
            .toList());
  }

  private static String state(HistoryWords words, HistoryPoint newest) {
    var onset = newest.onset();
    var answer =
        onset != null
            ? words.sentence(newest.result(), onset)
            : newest.result().status() == Status.FAILED
                ? "It could not measure."
                : "It is not among the answers of this run.";
    return "Newest run, release %s: %s".formatted(newest.release(), answer);
  }

  private static String trend(
      HistoryWords words, List<HistoryPoint> points, HistoryChanges changes) {
    int last = points.size() - 1;
    if (changes.counted() < 2 || points.get(last).measured() == null) {
      return "";
    }
    var level = changes.levelAt(last);
    if (level == null) {
      var before = changes.levels().get(changes.levels().size() - 1);
      return "It stands alone: the runs before are on a level of %s. One run is not marked as a change."
          .formatted(words.load(before.value()));
    }
    return changes.levels().size() == 1
        ? "No change of level in %s runs; it is %s."
            .formatted(Figures.count(changes.counted()), words.load(level.value()))
        : "On a level of %s since %s (run %s)."
            .formatted(
                words.load(level.value()),
                points.get(level.from()).release(),
                points.get(level.from()).run().runId());
  }

  private static Change change(HistoryChanges.Change change, List<HistoryPoint> points) {
    var point = points.get(change.at());
    boolean newRelease = !point.release().equals(points.get(change.at() - 1).release());
    return new Change(
        change.kind().mark(),
        change.kind().name(),
        newRelease
            ? "From %s on".formatted(point.release())
            : "From run %s on, of the same release".formatted(point.run().runId()),
        RunList.link(point.run().runId(), "index.html"),
        change.text());
  }

  private static Row row(HistoryPoint point, int index, HistoryChanges changes) {
    var onset = point.onset();
    var limited = point.value() != null && point.measured() == null;
    var remark =
        limited
            ? "load generator was the bottleneck"
            : changes.alone().contains(index)
                ? "stands alone"
                : LimiterPhrase.of(point.result().limiter());
    return new Row(
        point.release(),
        SortKey.of(point.release()),
        point.run().runId(),
        RunList.link(point.run().runId(), "index.html"),
        RunList.started(point.run()),
        point.status(),
        onset == null ? "" : number(onset.lower()),
        onset == null ? "" : number(onset.estimate()),
        onset == null ? "" : number(onset.upper()),
        changes.changes().stream()
            .filter(change -> change.at() == index)
            .map(change -> change.kind().name() + ": " + change.text())
            .collect(Collectors.joining("; ")),
        remark);
  }

  private static String number(@Nullable Double load) {
    return load == null ? "" : Figures.decimals(load, 2, RoundingMode.HALF_EVEN);
  }
}
