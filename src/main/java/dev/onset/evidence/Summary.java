package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
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
  public record Text(Outcome outcome, String text) {

    /** Whether it stands for endings whose own words were too many to be kept. */
    public boolean isOther() {
      return text.equals(KnownTexts.OTHER);
    }
  }

  /**
   * How far an attempt got.
   *
   * @param outcome what it ended as; {@link Outcome#OK} when the phase itself came to a good end
   * @param phase what it was doing then
   */
  public record Stage(Outcome outcome, Phase phase) {

    /** A connection came about. */
    public static final Stage CONNECTED = new Stage(Outcome.OK, Phase.CONNECT);

    Stage as(Outcome from, Outcome to) {
      return outcome == from ? new Stage(to, phase) : this;
    }
  }

  private final Map<Outcome, Long> counts;
  private final Map<Outcome, FirstSeen> firstSeen;
  private final Histograms<Outcome> latencies;
  private final Histogram lagMicros;
  private final Map<Text, Long> texts;
  private final Timeline timeline;
  private final @Nullable Double longestWaitSeconds;
  private final AttemptLog log;
  private final Routes routes;
  private final Histograms<Stage> stages;

  Summary(
      Map<Outcome, Long> counts,
      Map<Outcome, FirstSeen> firstSeen,
      Histograms<Outcome> latencies,
      Histogram lagMicros,
      Map<Text, Long> texts,
      Timeline timeline,
      @Nullable Double longestWaitSeconds,
      AttemptLog log,
      Routes routes,
      Histograms<Stage> stages) {
    this.counts = Collections.unmodifiableMap(counts);
    this.firstSeen = Collections.unmodifiableMap(firstSeen);
    this.latencies = latencies;
    this.lagMicros = lagMicros;
    this.texts = Collections.unmodifiableMap(texts);
    this.timeline = timeline;
    this.longestWaitSeconds = longestWaitSeconds;
    this.log = log;
    this.routes = routes;
    this.stages = stages;
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
    return latencies.millis(outcome, percentile);
  }

  /** From when attempts were due to when they ended, by what they ended as. */
  public Histograms<Outcome> latencies() {
    return latencies;
  }

  /**
   * How long attempts took that ended without an answer, and how long connections took that came
   * about. Connecting counts from when it began, everything else from when the attempt was due.
   */
  public Histograms<Stage> stages() {
    return stages;
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
    var lag = lagMicros.copy();
    lag.add(other.lagMicros);
    var allTexts = new HashMap<>(texts);
    other.texts.forEach((text, count) -> allTexts.merge(text, count, Long::sum));
    return new Summary(
        Counts.sum(counts, other.counts),
        first,
        latencies.plus(other.latencies),
        lag,
        allTexts,
        timeline.plus(other.timeline),
        longer(longestWaitSeconds, other.longestWaitSeconds),
        log.plus(other.log),
        routes.plus(other.routes),
        stages.plus(other.stages));
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
    var newTexts = new HashMap<Text, Long>();
    texts.forEach(
        (text, count) ->
            newTexts.merge(
                text.outcome() == from ? new Text(to, text.text()) : text, count, Long::sum));
    return new Summary(
        newCounts,
        first,
        latencies.renamed(outcome -> outcome == from ? to : outcome),
        lagMicros,
        newTexts,
        timeline.relabelled(from, to),
        longestWaitSeconds,
        log.relabelled(from, to),
        routes.relabelled(from, to),
        stages.renamed(stage -> stage.as(from, to)));
  }

  static @Nullable Double longer(@Nullable Double left, @Nullable Double right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : Double.valueOf(Math.max(left, right));
  }
}
