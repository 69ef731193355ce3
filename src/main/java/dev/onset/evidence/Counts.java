package dev.onset.evidence;

import dev.onset.outcome.Outcome;
import java.util.EnumMap;
import java.util.Map;

/** Sums of counts by outcome. */
final class Counts {

  private Counts() {}

  /** A copy; unlike EnumMap's own copy constructor it takes an empty map of any kind. */
  static Map<Outcome, Long> copy(Map<Outcome, Long> counts) {
    var copy = new EnumMap<Outcome, Long>(Outcome.class);
    copy.putAll(counts);
    return copy;
  }

  static Map<Outcome, Long> sum(Map<Outcome, Long> left, Map<Outcome, Long> right) {
    var sum = copy(left);
    right.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
    return sum;
  }

  static void move(Map<Outcome, Long> counts, Outcome from, Outcome to) {
    var moved = counts.remove(from);
    if (moved != null) {
      counts.merge(to, moved, Long::sum);
    }
  }
}
