package dev.onset.report;

import dev.onset.compare.ChangePoints;
import dev.onset.compare.Measured;
import dev.onset.search.Onset;
import dev.onset.search.OnsetStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What changed along a line of the history, oldest first.
 *
 * @param levels between the changes of level
 * @param alone indices of points that have no part in the levels because they stand alone
 * @param counted how many points have a value that counts
 */
record HistoryChanges(List<Change> changes, List<Level> levels, List<Integer> alone, int counted) {

  /** Values closer than this share are the same to the user. */
  private static final double SMALLEST = 0.02;

  /** What a change means to callers. */
  enum Kind {
    /** They fail at a lower load than before. */
    LOWER("BAD"),
    /** They fail at a higher load than before. */
    HIGHER("GOOD"),
    /** They fail where they did not. */
    BEGINS("BAD"),
    /** They no longer fail where they did. */
    GONE("GOOD");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    /** The name of its colours. */
    String mark() {
      return mark;
    }
  }

  /**
   * A change.
   *
   * @param at index of the first point after it
   * @param text what changed, without where
   */
  record Change(int at, Kind kind, String text) {}

  /** A constant level from one point to another, both included. */
  record Level(int from, int to, double value) {}

  static HistoryChanges of(HistoryWords words, List<HistoryPoint> points) {
    var counted =
        IntStream.range(0, points.size())
            .filter(i -> points.get(i).measured() != null)
            .boxed()
            .toList();
    var values = new ArrayList<Measured>();
    counted.forEach(i -> values.add(Objects.requireNonNull(points.get(i).measured())));
    var found = ChangePoints.of(values, SMALLEST);
    var changes = new ArrayList<Change>();
    for (var change : found.changes()) {
      changes.add(
          new Change(
              counted.get(change.at()),
              change.change() < 0 ? Kind.LOWER : Kind.HIGHER,
              words.step(change.before(), change.after())));
    }
    changes.addAll(turns(words, points));
    changes.sort(Comparator.comparingInt(Change::at));
    return new HistoryChanges(
        List.copyOf(changes),
        found.segments().stream()
            .map(s -> new Level(counted.get(s.from()), counted.get(s.to() - 1), s.level()))
            .toList(),
        found.alone().stream().map(counted::get).toList(),
        counted.size());
  }

  /** Where the outcome goes away or comes, among the runs that tell. */
  private static List<Change> turns(HistoryWords words, List<HistoryPoint> points) {
    var turns = new ArrayList<Change>();
    Onset before = null;
    for (int i = 0; i < points.size(); i++) {
      var onset = points.get(i).onset();
      if (onset == null || !points.get(i).tells()) {
        continue;
      }
      var turn = before == null ? null : turn(words, i, before, onset);
      if (turn != null) {
        turns.add(turn);
      }
      before = onset;
    }
    return turns;
  }

  private static @Nullable Change turn(HistoryWords words, int at, Onset before, Onset after) {
    boolean was = occurs(before);
    if (was == occurs(after)) {
      return null;
    }
    var clean = was ? after : before;
    var failing = was ? before : after;
    var upTo = clean.lower();
    var from = failing.upper() != null ? failing.upper() : failing.lower();
    // Clean up to a load that is not above where it began elsewhere: both can be true at once.
    if (upTo != null && from != null && upTo <= from * (1 + SMALLEST)) {
      return null;
    }
    return was
        ? new Change(
            at, Kind.GONE, "%s; before: %s".formatted(words.brief(after), words.brief(before)))
        : new Change(
            at, Kind.BEGINS, "%s; before: %s".formatted(words.brief(after), words.brief(before)));
  }

  private static boolean occurs(Onset onset) {
    return onset.status() != OnsetStatus.NOT_REACHED;
  }

  /** The level that a point is on; null when it is on none. */
  @Nullable Level levelAt(int point) {
    return alone.contains(point)
        ? null
        : levels.stream()
            .filter(level -> level.from() <= point && point <= level.to())
            .findFirst()
            .orElse(null);
  }
}
