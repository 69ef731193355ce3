package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The attempts that have ended since they were last taken, folded into counts. Thread-safe; one
 * attempt costs well under a microsecond.
 */
public final class RecentEndings {

  private final KnownTexts known = new KnownTexts();
  private Map<Integer, Map<Outcome, Long>> seconds = new HashMap<>();
  private Map<Summary.Text, Long> texts = new HashMap<>();

  /**
   * What was taken.
   *
   * @param seconds attempts by outcome, by the second in which they were due
   * @param texts endings verbatim, and how often
   */
  public record Taken(Timeline seconds, Map<Summary.Text, Long> texts) {
    public Taken {
      texts = Map.copyOf(texts);
    }

    /** Whether nothing has ended. */
    public boolean isEmpty() {
      return seconds.seconds().isEmpty();
    }
  }

  /** Counts one attempt. */
  public synchronized void add(Attempt attempt) {
    seconds
        .computeIfAbsent(attempt.dueSecond(), second -> new EnumMap<>(Outcome.class))
        .merge(attempt.outcome(), 1L, Long::sum);
    var text = attempt.text();
    if (text != null) {
      texts.merge(known.key(attempt.outcome(), text), 1L, Long::sum);
    }
  }

  /** What has ended since this was last called. */
  public Taken take() {
    Map<Integer, Map<Outcome, Long>> takenSeconds;
    Map<Summary.Text, Long> takenTexts;
    synchronized (this) {
      takenSeconds = seconds;
      takenTexts = texts;
      seconds = new HashMap<>();
      texts = new HashMap<>();
    }
    return new Taken(Timeline.of(takenSeconds), takenTexts);
  }
}
