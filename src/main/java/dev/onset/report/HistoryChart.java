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
 * An onset over runs as a drawing, with places across in percent of its width and places down in
 * pixels. Runs are equally far apart, the oldest on the left; the scale is linear and does not
 * begin at zero.
 *
 * @param size how wide it may be drawn: few and some runs fit any box, many have a width of their
 *     own and scroll in it
 * @param width as the attribute says it: all of the box, or pixels
 * @param radius of a dot
 * @param top upper end of the plot
 * @param bottom lower end of the plot
 */
record HistoryChart(
    Size size,
    String width,
    int height,
    String radius,
    int top,
    int bottom,
    List<Tick> ticks,
    List<Mark> marks,
    List<Rule> rules,
    List<Step> steps,
    List<Label> labels) {

  private static final int TOP = 22;
  private static final int BOTTOM = 182;
  private static final int BELOW = 26;
  private static final int LABEL_GAP = 19;
  private static final int LONGEST_LABEL = 14;

  /** How many runs there are; the style sheet has the same least widths. */
  enum Size {
    FEW(5, 240),
    SOME(14, 240),
    DOZENS(30, 540),
    MANY(60, 840),
    HUNDREDS(Integer.MAX_VALUE, 0);

    /** Width of a run when there are hundreds. */
    private static final int HAIR = 8;

    private final int most;
    private final int leastWidth;

    Size(int most, int leastWidth) {
      this.most = most;
      this.leastWidth = leastWidth;
    }

    static Size of(int runs) {
      return Stream.of(values()).filter(size -> runs <= size.most).findFirst().orElse(HUNDREDS);
    }

    double leastPixelsPerRun(int runs) {
      return this == HUNDREDS ? HAIR : (double) leastWidth / runs;
    }

    String width(int runs) {
      return this == HUNDREDS ? Integer.toString(HAIR * runs) : "100%";
    }
  }

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
    int runs = points.size();
    var size = Size.of(runs);
    var labels = labels(points, size.leastPixelsPerRun(runs));
    var marks = new ArrayList<Mark>();
    for (int i = 0; i < runs; i++) {
      var point = points.get(i);
      if (point.onset() != null) {
        marks.add(mark(words, point, changes.alone().contains(i), x(i, runs), scale));
      }
    }
    return new HistoryChart(
        size,
        size.width(runs),
        BOTTOM + BELOW + room(labels),
        size == Size.HUNDREDS ? "2" : "2.6",
        TOP,
        BOTTOM,
        scale.ticks(),
        marks,
        rules(points, changes),
        changes.levels().stream()
            .map(
                level ->
                    new Step(
                        x(level.from() - 0.3, runs),
                        x(level.to() + 0.3, runs),
                        pixels(scale.y(level.value()))))
            .toList(),
        labels);
  }

  /** Height of the longest label, turned by 40 degrees. */
  private static int room(List<Label> labels) {
    return labels.stream().mapToInt(label -> label.text().length()).max().orElse(0) * 4;
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

  private static List<Rule> rules(List<HistoryPoint> points, HistoryChanges changes) {
    return changes.changes().stream()
        .map(
            change ->
                new Rule(
                    x(change.at() - 0.5, points.size()),
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
  private static List<Label> labels(List<HistoryPoint> points, double pixelsPerRun) {
    var labels = new ArrayList<Label>();
    double next = 0;
    for (int i = 0; i < points.size(); i++) {
      var release = points.get(i).release();
      boolean begins = i == 0 || !release.equals(points.get(i - 1).release());
      if (begins && i * pixelsPerRun >= next) {
        labels.add(new Label(x(i, points.size()), shortened(release), release));
        next = i * pixelsPerRun + LABEL_GAP;
      }
    }
    return labels;
  }

  private static String shortened(String release) {
    return release.codePointCount(0, release.length()) <= LONGEST_LABEL
        ? release
        : release.substring(0, release.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
  }

  /** The middle of a run's share of the width. */
  private static String x(double run, int runs) {
    return String.format(Locale.ROOT, "%.2f%%", (run + 0.5) / runs * 100);
  }

  static String pixels(double value) {
    var text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
