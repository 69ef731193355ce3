package dev.onset.evidence;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.HdrHistogram.Histogram;

/**
 * Distributions of durations, one for each key; three significant digits, an hour at most.
 *
 * <p>Immutable. {@link #plus} is commutative and associative with {@link #none} as neutral.
 *
 * @param <K> what they are told apart by
 */
public final class Histograms<K> {

  static final long LONGEST_MICROS = 3_600_000_000L;

  private final Map<K, Histogram> micros;

  private Histograms(Map<K, Histogram> micros) {
    this.micros = micros;
  }

  /** No durations. */
  public static <K> Histograms<K> none() {
    return new Histograms<>(Map.of());
  }

  /** Durations in these histograms, which are copied. */
  static <K> Histograms<K> copyOf(Map<K, Histogram> micros) {
    var copy = new HashMap<K, Histogram>();
    micros.forEach((key, histogram) -> copy.put(key, histogram.copy()));
    return new Histograms<>(copy);
  }

  /** Adds a duration to the histogram of a key, which is made when it is the first. */
  static <K> void record(Map<K, Histogram> micros, K key, long nanos) {
    micros
        .computeIfAbsent(key, k -> new Histogram(LONGEST_MICROS, 3))
        .recordValue(Math.max(0, Math.min(LONGEST_MICROS, nanos / 1000)));
  }

  /** The keys for which there are durations. */
  public Set<K> keys() {
    return Collections.unmodifiableSet(micros.keySet());
  }

  /** How many durations a key has. */
  public long count(K key) {
    var histogram = micros.get(key);
    return histogram == null ? 0 : histogram.getTotalCount();
  }

  /** A percentile (0 to 100) in milliseconds; NaN when there are no durations. */
  public double millis(K key, double percentile) {
    var histogram = micros.get(key);
    return histogram == null ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  /** The durations of a key, counted in logarithmic bins. */
  public Bins bins(K key) {
    var histogram = micros.get(key);
    var bins = new Bins.Counter();
    if (histogram != null) {
      for (var value : histogram.recordedValues()) {
        bins.add(
            histogram.lowestEquivalentValue(value.getValueIteratedTo()) / 1000.0,
            value.getCountAtValueIteratedTo());
      }
    }
    return bins.bins();
  }

  /** Both of them. */
  public Histograms<K> plus(Histograms<K> other) {
    var sum = copyOf(micros);
    other.micros.forEach(sum::add);
    return sum;
  }

  /** The same durations under other keys; those that get the same key are put together. */
  Histograms<K> renamed(UnaryOperator<K> rename) {
    var renamed = new Histograms<K>(new HashMap<>());
    micros.forEach((key, histogram) -> renamed.add(rename.apply(key), histogram));
    return renamed;
  }

  private void add(K key, Histogram added) {
    var known = micros.get(key);
    if (known == null) {
      micros.put(key, added.copy());
    } else {
      known.add(added);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Histograms<?> histograms && micros.equals(histograms.micros);
  }

  @Override
  public int hashCode() {
    return micros.hashCode();
  }

  @Override
  public String toString() {
    return micros.keySet().toString();
  }
}
