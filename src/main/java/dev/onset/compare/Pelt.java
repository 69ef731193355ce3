package dev.onset.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The cheapest partition of a sequence into segments of constant mean: sum of squares within
 * segments, in units of the noise's variance, plus a penalty per change.
 *
 * <p>Killick, Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational
 * cost", JASA 107 (2012): optimal partitioning (Jackson et al., 2005) that forgets the starts which
 * can no longer be part of the cheapest partition. Pure.
 */
final class Pelt {

  private final double[] sums;
  private final double[] squares;
  private final double variance;

  private Pelt(double[] values, double deviation) {
    sums = new double[values.length + 1];
    squares = new double[values.length + 1];
    variance = deviation * deviation;
    for (int i = 0; i < values.length; i++) {
      // Near zero, so that the sums lose no digits.
      double value = values[i] - values[0];
      sums[i + 1] = sums[i] + value;
      squares[i + 1] = squares[i] + value * value;
    }
  }

  /**
   * The indices at which a new segment begins, ascending, without 0.
   *
   * @param deviation standard deviation of the noise, above 0
   * @param shortest fewest values of a segment
   */
  static List<Integer> changes(double[] values, double deviation, double penalty, int shortest) {
    return new Pelt(values, deviation).changes(values.length, penalty, shortest);
  }

  /** Sum of squares around the mean of the values from one index to before another. */
  private double cost(int from, int to) {
    double sum = sums[to] - sums[from];
    return Math.max(0, squares[to] - squares[from] - sum * sum / (to - from)) / variance;
  }

  private List<Integer> changes(int n, double penalty, int shortest) {
    var best = new double[n + 1];
    var previous = new int[n + 1];
    Arrays.fill(best, Double.POSITIVE_INFINITY);
    best[0] = -penalty;
    var starts = new ArrayList<Integer>();
    // What is beaten at an end still matters until a segment fits behind that end.
    Deque<Beaten> beaten = new ArrayDeque<>();
    for (int end = shortest; end <= n; end++) {
      while (!beaten.isEmpty() && beaten.peek().end() + shortest <= end) {
        starts.remove((Integer) beaten.remove().start());
      }
      int next = end - shortest;
      if (Double.isFinite(best[next])) {
        starts.add(next);
      }
      for (int start : starts) {
        double cost = best[start] + cost(start, end) + penalty;
        if (cost < best[end]) {
          best[end] = cost;
          previous[end] = start;
        }
      }
      for (int start : starts) {
        if (best[start] + cost(start, end) > best[end]) {
          beaten.add(new Beaten(start, end));
        }
      }
    }
    Deque<Integer> changes = new ArrayDeque<>();
    for (int at = n >= shortest ? previous[n] : 0; at > 0; at = previous[at]) {
      changes.addFirst(at);
    }
    return List.copyOf(changes);
  }

  private record Beaten(int start, int end) {}
}
