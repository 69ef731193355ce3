package dev.onset.report;

import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An onset over runs as a drawing, in pixels. Runs are equally far apart, the oldest on the left;
 * the scale is linear and does not begin at zero.
 *
 * @param top upper end of the plot
 * @param bottom lower end of the plot
 */
record HistoryChart(
    int width,
    int height,
    int top,
    int bottom,
    List<Tick> ticks,
    List<Mark> marks,
    List<Rule> rules,
    List<Step> steps,
    List<Label> labels) {

  private static final int TOP = 22;
  private static final int BOTTOM = 182;
  private static final int BELOW = 74;
  private static final int MARGIN = 28;
  private static final int LABEL_GAP = 22;
  private static final int LONGEST_LABEL = 14;

  /** A line across and the load it stands for. */
  record Tick(String y, String text) {}

  /**
   * A run.
   *
   * @param kind FOUND, ALONE, NOT_REACHED, BELOW_START or UNDECIDED
   * @param y of its best value, or of the only bound it has
   * @param from upper end of its interval
   * @param to lower end of its interval
   */
  record Mark(String kind, String x, String y, String from, String to, String link, String title) {}

  /** A change, between two runs. */
  record Rule(String x, String kind, String text, String title) {}

  /** A level that lasts. */
  record Step(String x1, String x2, String y) {}

  /** The name of a release below its first run. */
  record Label(String x, String text, String title) {}

  /** The drawing; null when no point has a place on it. */
  static @Nullable HistoryChart of(
      HistoryWords words, List<HistoryPoint> points, HistoryChanges changes) {
    var scale = HistoryScale.of(points, TOP, BOTTOM);
    if (scale == null) {
      return null;
    }
    int step = distance(points.size());
    var marks = new ArrayList<Mark>();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      if (point.onset() != null) {
        marks.add(mark(words, point, changes.alone().contains(i), x(i, step), scale));
      }
    }
    return new HistoryChart(
        2 * MARGIN + (points.size() - 1) * step,
        BOTTOM + BELOW,
        TOP,
        BOTTOM,
        scale.ticks(),
        marks,
        rules(points, changes, step),
        changes.levels().stream()
            .map(
                level ->
                    new Step(
                        pixels(MARGIN + level.from() * step - 4),
                        pixels(MARGIN + level.to() * step + 4),
                        pixels(scale.y(level.value()))))
            .toList(),
        labels(points, step));
  }

  /** Few runs have room, many still a hair's breadth each; the box around scrolls. */
  private static int distance(int runs) {
    return runs <= 8 ? 88 : runs <= 20 ? 52 : runs <= 60 ? 20 : 8;
  }

  private static Mark mark(
      HistoryWords words, HistoryPoint point, boolean alone, String x, HistoryScale scale) {
    var onset = Objects.requireNonNull(point.onset());
    var value = best(point, onset);
    var lower = onset.lower() == null ? value : onset.lower();
    var upper = onset.upper() == null ? value : onset.upper();
    return new Mark(
        alone ? "ALONE" : onset.status().name(),
        x,
        pixels(value == null ? BOTTOM : scale.y(value)),
        pixels(upper == null ? BOTTOM : scale.y(upper)),
        pixels(lower == null ? BOTTOM : scale.y(lower)),
        RunList.link(point.run().runId(), "index.html"),
        "%s, %s, run %s: %s"
            .formatted(point.release(), words.name(), point.run().runId(), words.brief(onset)));
  }

  /** What a point is drawn at: the estimate, or the bound that it has. */
  private static @Nullable Double best(HistoryPoint point, Onset onset) {
    if (point.value() != null) {
      return point.value();
    }
    return onset.status() == OnsetStatus.BELOW_START
        ? onset.upper()
        : Stream.of(onset.lower(), onset.upper(), onset.observed())
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
  }

  private static List<Rule> rules(List<HistoryPoint> points, HistoryChanges changes, int step) {
    return changes.changes().stream()
        .map(
            change ->
                new Rule(
                    pixels(MARGIN + (change.at() - 0.5) * step),
                    change.kind().name(),
                    switch (change.kind()) {
                      case LOWER, HIGHER ->
                          change.text().substring(change.text().lastIndexOf(' ') + 1);
                      case BEGINS -> "begins";
                      case GONE -> "gone";
                    },
                    "From %s on: %s".formatted(points.get(change.at()).release(), change.text())))
        .toList();
  }

  /** Each release once where it begins, unless the one before leaves no room. */
  private static List<Label> labels(List<HistoryPoint> points, int step) {
    var labels = new ArrayList<Label>();
    int last = -LABEL_GAP;
    for (int i = 0; i < points.size(); i++) {
      var release = points.get(i).release();
      boolean begins = i == 0 || !release.equals(points.get(i - 1).release());
      if (begins && i * step - last >= LABEL_GAP) {
        labels.add(new Label(x(i, step), shortened(release), release));
        last = i * step;
      }
    }
    return labels;
  }

  private static String shortened(String release) {
    return release.codePointCount(0, release.length()) <= LONGEST_LABEL
        ? release
        : release.substring(0, release.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  private static String x(int point, int step) {
    return pixels(MARGIN + point * step);
  }

  static String pixels(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
