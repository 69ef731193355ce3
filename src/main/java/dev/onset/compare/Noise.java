package dev.onset.compare;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How far runs of the same thing lie apart. Pure. */
final class Noise {

  /** Standard deviations per median absolute deviation, of a normal distribution. */
  private static final double NORMAL = 0.6745;

  /** What no run can be trusted to be closer to the truth than; keeps the noise above zero. */
  private static final double LEAST = 0.001;

  /** By how much few differences make the estimate too small, times their number. */
  private static final double FEW = 4;

  private Noise() {}

  /**
   * Standard deviation of the logarithms: the larger of what the runs' intervals say and what their
   * successive differences say. The latter is the median absolute difference, which a few changes
   * of level do not move; of few runs it is taken larger, because it is uncertain then.
   */
  static double deviation(List<Measured> runs, double[] logs) {
    double measured = median(runs.stream().mapToDouble(Measured::deviation).toArray());
    double[] differences =
        IntStream.range(1, logs.length).mapToDouble(i -> Math.abs(logs[i] - logs[i - 1])).toArray();
    double seen =
        median(differences) / (NORMAL * Math.sqrt(2)) * (1 + FEW / Math.max(1, differences.length));
    return Math.max(LEAST, Math.max(measured, seen));
  }

  private static double median(double[] values) {
    if (values.length == 0) {
      return 0;
    }
    var sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
