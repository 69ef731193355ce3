package dev.onset.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The levels of a series of runs and where they change. Pure and immutable.
 *
 * <p>The logarithms of the estimates are taken as a piecewise constant mean plus noise, and the
 * partition is found with PELT (Killick, Fearnhead and Eckley, 2012), an exact and fast form of
 * optimal partitioning (Jackson et al., 2005):
 *
 * <ul>
 *   <li>Noise: the larger of what the intervals and what successive differences say.
 *   <li>Penalty: {@code 3 ln n} per change, in units of the noise's variance, as in the modified
 *       BIC of Zhang and Siegmund (2007): a change adds a level and a place.
 *   <li>A segment has two runs at least: of one run nobody can tell whether the target changed or
 *       something got in its way. A run that lies away from both its neighbours on the same side,
 *       by more than three standard deviations of a difference, stands alone; so does a first or
 *       last one away from its only neighbour. It has no part in the levels, because a
 *       least-squares fit would make a change of it together with its neighbour.
 *   <li>Neighbouring levels closer than the smallest change that matters are one level.
 * </ul>
 *
 * @param segments at least one unless there are no runs
 * @param alone indices of runs that stand alone, ascending
 * @param deviation standard deviation of the noise, as a share of a value
 */
public record ChangePoints(List<Segment> segments, List<Integer> alone, double deviation) {

  private static final int SHORTEST = 2;
  private static final double PENALTY_FACTOR = 3;
  private static final double ALONE = 3;

  public ChangePoints {
    segments = List.copyOf(segments);
    alone = List.copyOf(alone);
  }

  /** The levels of runs in the order of time, with the default smallest change of 2 %. */
  public static ChangePoints of(List<Measured> runs) {
    return of(runs, 0.02);
  }

  /**
   * The levels of runs in the order of time.
   *
   * @param smallest changes below this share of a level are not marked, such as 0.02
   */
  public static ChangePoints of(List<Measured> runs, double smallest) {
    if (runs.isEmpty()) {
      return new ChangePoints(List.of(), List.of(), 0);
    }
    var logs = runs.stream().mapToDouble(run -> Math.log(run.estimate())).toArray();
    double deviation = Noise.deviation(runs, logs);
    var alone =
        IntStream.range(0, logs.length)
            .filter(i -> isAlone(logs, i, ALONE * Math.sqrt(2) * deviation))
            .boxed()
            .toList();
    var kept = IntStream.range(0, logs.length).filter(i -> !alone.contains(i)).toArray();
    var values = IntStream.of(kept).mapToDouble(i -> logs[i]).toArray();
    double penalty = PENALTY_FACTOR * Math.log(values.length);
    var starts = new ArrayList<>(Pelt.changes(values, deviation, penalty, SHORTEST));
    starts.add(0, 0);
    merge(values, starts, Math.log1p(smallest));
    return new ChangePoints(segments(values, kept, starts, logs.length), alone, deviation);
  }

  /** The changes, in order of time. */
  public List<ChangePoint> changes() {
    return IntStream.range(1, segments.size())
        .mapToObj(
            i ->
                new ChangePoint(
                    segments.get(i).from(), segments.get(i - 1).level(), segments.get(i).level()))
        .toList();
  }

  private static boolean isAlone(double[] logs, int i, double limit) {
    // Of two runs that differ nobody can tell which of them stands alone.
    if (logs.length <= SHORTEST) {
      return false;
    }
    if (i == 0) {
      return Math.abs(logs[0] - logs[1]) > limit && Math.abs(logs[1] - logs[2]) <= limit;
    }
    int last = logs.length - 1;
    if (i == last) {
      return Math.abs(logs[i] - logs[i - 1]) > limit
          && Math.abs(logs[i - 1] - logs[i - 2]) <= limit;
    }
    double before = logs[i] - logs[i - 1];
    double after = logs[i] - logs[i + 1];
    return Math.signum(before) == Math.signum(after)
        && Math.min(Math.abs(before), Math.abs(after)) > limit;
  }

  /** Joins the neighbours that are closest until all are at least the smallest change apart. */
  private static void merge(double[] values, List<Integer> starts, double smallest) {
    while (starts.size() > 1) {
      int closest = 1;
      for (int i = 1; i < starts.size(); i++) {
        if (step(values, starts, i) < step(values, starts, closest)) {
          closest = i;
        }
      }
      if (step(values, starts, closest) >= smallest) {
        return;
      }
      starts.remove(closest);
    }
  }

  private static double step(double[] values, List<Integer> starts, int i) {
    return Math.abs(mean(values, starts, i) - mean(values, starts, i - 1));
  }

  private static double mean(double[] values, List<Integer> starts, int segment) {
    int end = segment + 1 < starts.size() ? starts.get(segment + 1) : values.length;
    return IntStream.range(starts.get(segment), end)
        .mapToDouble(i -> values[i])
        .average()
        .orElse(0);
  }

  private static List<Segment> segments(
      double[] values, int[] kept, List<Integer> starts, int runs) {
    var segments = new ArrayList<Segment>();
    for (int i = 0; i < starts.size(); i++) {
      int from = i == 0 ? 0 : kept[starts.get(i)];
      int to = i + 1 < starts.size() ? kept[starts.get(i + 1)] : runs;
      segments.add(new Segment(from, to, Math.exp(mean(values, starts, i))));
    }
    return segments;
  }
}
