package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** A summary from counts per second, without the cost of its attempts one by one. */
public final class CountedSeconds {

  private static final Histogram NOTHING = new Histogram(1);

  private final double load;
  private final Map<Integer, Map<Outcome, Long>> seconds = new HashMap<>();
  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Summary.FirstSeen> firstSeen = new EnumMap<>(Outcome.class);

  public CountedSeconds(double load) {
    this.load = load;
  }

  /** Counts attempts that were due at a time. */
  public void add(double atSeconds, Outcome outcome, long count) {
    if (count == 0) {
      return;
    }
    seconds
        .computeIfAbsent((int) atSeconds, second -> new EnumMap<>(Outcome.class))
        .merge(outcome, count, Long::sum);
    counts.merge(outcome, count, Long::sum);
    firstSeen.merge(
        outcome, new Summary.FirstSeen(load, (long) (atSeconds * 1e9)), Summary.FirstSeen::earlier);
  }

  /** The summary; it knows neither latencies nor texts. */
  public Summary summary() {
    return new Summary(
        counts,
        firstSeen,
        Histograms.none(),
        NOTHING,
        Map.of(),
        Timeline.of(seconds),
        null,
        AttemptLog.EMPTY,
        Routes.NONE,
        Histograms.none());
  }
}
