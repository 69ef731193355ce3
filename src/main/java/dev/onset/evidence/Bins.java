package dev.onset.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Durations counted in logarithmic bins, ten to a decade, without empty ones at the ends.
 *
 * @param upToMillis upper end of each bin, inclusive; a bin begins where the one before it ends,
 *     and the first where a bin of the same width would
 * @param counts durations in each bin
 */
public record Bins(List<Double> upToMillis, List<Long> counts) {

  private static final double PER_DECADE = 10;

  /** Anything below 0.01 ms is in the bin that ends there. */
  private static final int LOWEST = -20;

  public Bins {
    upToMillis = List.copyOf(upToMillis);
    counts = List.copyOf(counts);
  }

  /** The bin of a duration, by its number. */
  private static int number(double millis) {
    if (millis <= end(LOWEST)) {
      return LOWEST;
    }
    int number = (int) Math.ceil(PER_DECADE * Math.log10(millis));
    // Ends are rounded, so that a duration near one can be on the other side of it.
    while (millis > end(number)) {
      number++;
    }
    while (millis <= end(number - 1)) {
      number--;
    }
    return number;
  }

  /** Where a bin ends, to four digits: 1, 1.259, 1.585 … 10, 12.59 … ms. */
  private static double end(int number) {
    double exact = Math.pow(10, number / PER_DECADE);
    double unit = Math.pow(10, 3 - Math.floor(number / PER_DECADE));
    return Math.round(exact * unit) / unit;
  }

  /** Counts durations. Not thread-safe. */
  static final class Counter {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();

    void add(double millis, long count) {
      counts.merge(number(millis), count, Long::sum);
    }

    Bins bins() {
      var ends = new ArrayList<Double>();
      var filled = new ArrayList<Long>();
      if (!counts.isEmpty()) {
        for (int number = counts.firstKey(); number <= counts.lastKey(); number++) {
          ends.add(end(number));
          filled.add(counts.getOrDefault(number, 0L));
        }
      }
      return new Bins(ends, filled);
    }
  }
}
