package dev.onset.compare;

import java.util.Collection;

/** What became of a threshold from the baseline to the candidate. */
public enum Change {
  /** It is lower: callers fail earlier than before. */
  WORSE,
  /** What was measured is not the same thing, or was not measured soundly. */
  NOT_COMPARABLE,
  /** The bounds leave room for better and for worse. */
  INCONCLUSIVE,
  /** It is higher: callers fail later than before. */
  BETTER,
  /** A change that would matter is excluded. */
  SAME;

  /**
   * The verdict on several thresholds together: the first of worse, not comparable, inconclusive,
   * better, same that occurs among them; not comparable when there are none.
   */
  public static Change of(Collection<Change> changes) {
    return changes.stream().min(Enum::compareTo).orElse(NOT_COMPARABLE);
  }
}
