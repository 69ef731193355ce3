package dev.onset.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rate that would have admitted as many requests as were admitted, had it cut off whatever is
 * above it: {@code sum over time of min(offered, rate) = admitted}. A first guess that needs no
 * model of the limiter, for a load that is above the limit at times and below it at others.
 */
final class Waterline {

  private static final long BIN_NANOS = 250_000_000;
  private static final int HALVINGS = 40;

  private Waterline() {}

  /** Requests per second, from 0 to the highest load that was offered. */
  static double of(List<Trial> trials) {
    Map<Long, Integer> offered = new HashMap<>();
    long admitted = 0;
    for (var trial : trials) {
      for (var entry : trial.summary().log().entries()) {
        offered.merge(entry.startNanos() / BIN_NANOS, 1, Integer::sum);
        admitted += entry.outcome().isRejection() ? 0 : 1;
      }
    }
    double low = 0;
    double high = offered.values().stream().mapToInt(n -> n).max().orElse(0);
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      double below = offered.values().stream().mapToDouble(n -> Math.min(n, middle)).sum();
      if (below < admitted) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high * 1e9 / BIN_NANOS;
  }
}
