package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Attempts by outcome for each second in which they were due. Immutable; {@link #plus} is
 * commutative and associative with {@link #EMPTY} as neutral.
 */
public final class Timeline {

  /** The timeline of nothing. */
  public static final Timeline EMPTY = new Timeline(new TreeMap<>());

  private final SortedMap<Integer, Map<Outcome, Long>> seconds;

  private Timeline(SortedMap<Integer, Map<Outcome, Long>> seconds) {
    this.seconds = seconds;
  }

  /** A timeline of counts per second; the map is copied. */
  public static Timeline of(Map<Integer, Map<Outcome, Long>> seconds) {
    var copy = new TreeMap<Integer, Map<Outcome, Long>>();
    seconds.forEach((second, counts) -> copy.put(second, Counts.copy(counts)));
    return new Timeline(copy);
  }

  /** Counts per second, seconds without attempts left out. */
  public SortedMap<Integer, Map<Outcome, Long>> seconds() {
    return Collections.unmodifiableSortedMap(seconds);
  }

  /** Attempts of one outcome that were due in a second. */
  public long count(int second, Outcome outcome) {
    return seconds.getOrDefault(second, Map.of()).getOrDefault(outcome, 0L);
  }

  /** Attempts that were due in a second, whatever they ended as. */
  public long offered(int second) {
    return seconds.getOrDefault(second, Map.of()).values().stream().mapToLong(n -> n).sum();
  }

  /** Both timelines' attempts. */
  public Timeline plus(Timeline other) {
    var sum = of(seconds);
    other.seconds.forEach(
        (second, counts) ->
            counts.forEach(
                (outcome, count) ->
                    sum.seconds
                        .computeIfAbsent(second, s -> new EnumMap<>(Outcome.class))
                        .merge(outcome, count, Long::sum)));
    return sum;
  }

  /** The same attempts with one outcome counted as another. */
  public Timeline relabelled(Outcome from, Outcome to) {
    var sum = of(seconds);
    sum.seconds.values().forEach(counts -> Counts.move(counts, from, to));
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Timeline timeline && seconds.equals(timeline.seconds);
  }

  @Override
  public int hashCode() {
    return seconds.hashCode();
  }

  @Override
  public String toString() {
    return seconds.toString();
  }
}
