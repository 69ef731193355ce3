package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Attempts folded into counts, distributions and first sightings.
 *
 * <p>Immutable. A summary of summaries is a summary: {@link #plus} is commutative and associative
 * with {@link #EMPTY} as neutral, so that several load generators can feed one search.
 */
public final class Summary {

  /** The summary of no attempts. */
  public static final Summary EMPTY = new SummaryRecorder().summary();

  /** The first attempt with an outcome: the load it was due at and when. */
  public record FirstSeen(double load, long dueNanos) {
    FirstSeen earlier(FirstSeen other) {
      return dueNanos < other.dueNanos || (dueNanos == other.dueNanos && load <= other.load)
          ? this
          : other;
    }
  }

  /** An ending as it is counted in the record. */
  public record Text(Outcome outcome, String text) {}

  private final Map<Outcome, Long> counts;
  private final Map<Outcome, FirstSeen> firstSeen;
  private final Map<Outcome, Histogram> latencyMicros;
  private final Histogram lagMicros;
  private final Map<Text, Long> texts;
  private final Timeline timeline;
  private final @Nullable Double longestWaitSeconds;
  private final AttemptLog log;
  private final Routes routes;

  Summary(
      Map<Outcome, Long> counts,
      Map<Outcome, FirstSeen> firstSeen,
      Map<Outcome, Histogram> latencyMicros,
      Histogram lagMicros,
      Map<Text, Long> texts,
      Timeline timeline,
      @Nullable Double longestWaitSeconds,
      AttemptLog log,
      Routes routes) {
    this.counts = Collections.unmodifiableMap(counts);
    this.firstSeen = Collections.unmodifiableMap(firstSeen);
    this.latencyMicros = latencyMicros;
    this.lagMicros = lagMicros;
    this.texts = Collections.unmodifiableMap(texts);
    this.timeline = timeline;
    this.longestWaitSeconds = longestWaitSeconds;
    this.log = log;
    this.routes = routes;
  }

  /** How many attempts ended as each outcome; outcomes that did not occur are absent. */
  public Map<Outcome, Long> counts() {
    return counts;
  }

  /** How many attempts ended as an outcome. */
  public long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** How many attempts there were. */
  public long attempts() {
    return counts.values().stream().mapToLong(n -> n).sum();
  }

  /** Share of the attempts that ended as an outcome, from 0 to 1; 0 when there were none. */
  public double share(Outcome outcome) {
    long attempts = attempts();
    return attempts == 0 ? 0 : (double) count(outcome) / attempts;
  }

  /** The first attempt with an outcome, by due time. */
  public Map<Outcome, FirstSeen> firstSeen() {
    return firstSeen;
  }

  /** Counts per second, by the second since the experiment began in which attempts were due. */
  public Timeline timeline() {
    return timeline;
  }

  /** How often each ending other than {@link Outcome#OK} was seen, verbatim. */
  public Map<Text, Long> texts() {
    return texts;
  }

  /** The longest wait that the target asked for, or null when it asked for none. */
  public @Nullable Double longestWaitSeconds() {
    return longestWaitSeconds;
  }

  /** The attempts one by one. */
  public AttemptLog log() {
    return log;
  }

  /** Where the attempts went and how far they got. */
  public Routes routes() {
    return routes;
  }

  /** A percentile (0 to 100) of the latency of an outcome's attempts; NaN when there were none. */
  public double latencyMillis(Outcome outcome, double percentile) {
    var histogram = latencyMicros.get(outcome);
    return histogram == null ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1000.0;
  }

  /** A percentile (0 to 100) of how late attempts started; 0 when there were none. */
  public double lagMillis(double percentile) {
    return lagMicros.getTotalCount() == 0 ? 0 : lagMicros.getValueAtPercentile(percentile) / 1000.0;
  }

  /** Both summaries' attempts. */
  public Summary plus(Summary other) {
    if (other.counts.isEmpty()) {
      return this;
    }
    if (counts.isEmpty()) {
      return other;
    }
    var first = new EnumMap<Outcome, FirstSeen>(Outcome.class);
    first.putAll(firstSeen);
    other.firstSeen.forEach((outcome, seen) -> first.merge(outcome, seen, FirstSeen::earlier));
    var latency = copyOf(latencyMicros);
    other.latencyMicros.forEach((outcome, added) -> add(latency, outcome, added));
    var lag = lagMicros.copy();
    lag.add(other.lagMicros);
    var allTexts = new HashMap<>(texts);
    other.texts.forEach((text, count) -> allTexts.merge(text, count, Long::sum));
    return new Summary(
        Counts.sum(counts, other.counts),
        first,
        latency,
        lag,
        allTexts,
        timeline.plus(other.timeline),
        longer(longestWaitSeconds, other.longestWaitSeconds),
        log.plus(other.log),
        routes.plus(other.routes));
  }

  /** The same attempts with one outcome counted as another. */
  public Summary relabelled(Outcome from, Outcome to) {
    if (!counts.containsKey(from)) {
      return this;
    }
    var newCounts = Counts.copy(counts);
    Counts.move(newCounts, from, to);
    var first = new EnumMap<Outcome, FirstSeen>(Outcome.class);
    first.putAll(firstSeen);
    var movedFirst = first.remove(from);
    if (movedFirst != null) {
      first.merge(to, movedFirst, FirstSeen::earlier);
    }
    var latency = copyOf(latencyMicros);
    var movedLatency = latency.remove(from);
    if (movedLatency != null) {
      add(latency, to, movedLatency);
    }
    var newTexts = new HashMap<Text, Long>();
    texts.forEach(
        (text, count) ->
            newTexts.merge(
                text.outcome() == from ? new Text(to, text.text()) : text, count, Long::sum));
    return new Summary(
        newCounts,
        first,
        latency,
        lagMicros,
        newTexts,
        timeline.relabelled(from, to),
        longestWaitSeconds,
        log.relabelled(from, to),
        routes.relabelled(from, to));
  }

  private static Map<Outcome, Histogram> copyOf(Map<Outcome, Histogram> histograms) {
    var copy = new EnumMap<Outcome, Histogram>(Outcome.class);
    histograms.forEach((outcome, histogram) -> copy.put(outcome, histogram.copy()));
    return copy;
  }

  private static void add(Map<Outcome, Histogram> to, Outcome outcome, Histogram added) {
    var known = to.get(outcome);
    if (known == null) {
      to.put(outcome, added.copy());
    } else {
      known.add(added);
    }
  }

  static @Nullable Double longer(@Nullable Double left, @Nullable Double right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : Double.valueOf(Math.max(left, right));
  }
}
