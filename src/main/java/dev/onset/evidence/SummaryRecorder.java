package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import dev.onset.outcome.Phase;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Folds attempts into a {@link Summary} as they end. Thread-safe; one attempt costs well under a
 * microsecond.
 */
public final class SummaryRecorder {

  private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Summary.FirstSeen> firstSeen = new EnumMap<>(Outcome.class);
  private final Map<Outcome, Histogram> latencyMicros = new EnumMap<>(Outcome.class);
  private final Histogram lagMicros = new Histogram(Histograms.LONGEST_MICROS, 3);
  private final Map<Summary.Text, Long> texts = new HashMap<>();
  private final KnownTexts known = new KnownTexts();
  private final Map<Integer, Map<Outcome, Long>> seconds = new HashMap<>();
  private final List<AttemptLog.Entry> log = new ArrayList<>();
  private final Map<Summary.Stage, Histogram> stageMicros = new HashMap<>();
  private final Map<Phase, Long> phases = new EnumMap<>(Phase.class);
  private final Map<String, Map<Outcome, Long>> addresses = new HashMap<>();
  private @Nullable Double longestWaitSeconds;
  private long count;

  /** Counts one attempt. */
  public synchronized void add(Attempt attempt) {
    var outcome = attempt.outcome();
    count++;
    counts.merge(outcome, 1L, Long::sum);
    firstSeen.merge(
        outcome,
        new Summary.FirstSeen(attempt.load(), attempt.dueNanos()),
        Summary.FirstSeen::earlier);
    Histograms.record(latencyMicros, outcome, attempt.latencyNanos());
    lagMicros.recordValue(Math.min(Histograms.LONGEST_MICROS, attempt.lagNanos() / 1000));
    seconds
        .computeIfAbsent(attempt.dueSecond(), s -> new EnumMap<>(Outcome.class))
        .merge(outcome, 1L, Long::sum);
    var text = attempt.text();
    if (text != null) {
      texts.merge(known.key(outcome, text), 1L, Long::sum);
    }
    longestWaitSeconds = Summary.longer(longestWaitSeconds, attempt.waitSeconds());
    var phase = attempt.route().endedIn();
    if (phase != null) {
      phases.merge(phase, 1L, Long::sum);
      Histograms.record(
          stageMicros,
          new Summary.Stage(outcome, phase),
          phase == Phase.CONNECT
              ? attempt.endNanos() - attempt.startNanos()
              : attempt.latencyNanos());
    }
    if (Double.isFinite(attempt.route().connectNanos())) {
      Histograms.record(
          stageMicros, Summary.Stage.CONNECTED, (long) attempt.route().connectNanos());
    }
    var address = attempt.route().address();
    if (address != null) {
      addresses
          .computeIfAbsent(address, a -> new EnumMap<>(Outcome.class))
          .merge(outcome, 1L, Long::sum);
    }
    keep(attempt);
  }

  /** How many attempts have been counted so far. */
  public synchronized long count() {
    return count;
  }

  /** How many attempts have ended as an outcome so far. */
  public synchronized long count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0L);
  }

  /** What has been counted so far; later attempts do not change it. */
  public synchronized Summary summary() {
    return new Summary(
        new EnumMap<>(counts),
        new EnumMap<>(firstSeen),
        Histograms.copyOf(latencyMicros),
        lagMicros.copy(),
        new HashMap<>(texts),
        Timeline.of(seconds),
        longestWaitSeconds,
        AttemptLog.of(log),
        Routes.of(phases, addresses),
        Histograms.copyOf(stageMicros));
  }

  private void keep(Attempt attempt) {
    // One more than a log holds, so that it knows.
    if (log.size() <= AttemptLog.MOST) {
      var wait = attempt.waitSeconds();
      var tokens = attempt.tokens();
      log.add(
          new AttemptLog.Entry(
              attempt.startNanos(),
              attempt.endNanos(),
              attempt.outcome(),
              wait == null ? Double.NaN : wait,
              attempt.caller(),
              attempt.route().connectNanos(),
              tokens == null ? Double.NaN : tokens,
              attempt.parts()));
    }
  }
}
