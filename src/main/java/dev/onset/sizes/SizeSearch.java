package dev.onset.sizes;

import java.util.OptionalLong;

/**
 * The search for the largest size that is accepted: doubling until one is refused, halving the gap
 * until there is none, then both edges again. Needs about {@code 2 log2(limit)} sizes. Not
 * thread-safe.
 *
 * <p>It rests on larger sizes being refused when smaller ones are. Where an edge, asked again, says
 * something else, there is no answer.
 */
final class SizeSearch {

  /** How often each edge is confirmed. */
  static final int CONFIRMATIONS = 2;

  private final long most;
  private long accepted;
  private long refused = -1;
  private long asked;
  private int confirmed;
  private boolean contradicted;

  /**
   * A search.
   *
   * @param accepted a size that is accepted, at least 1
   * @param most the largest size to try, at least that
   */
  SizeSearch(long accepted, long most) {
    this.accepted = accepted;
    this.most = most;
  }

  /** The size to try next; empty when the search is over. */
  OptionalLong next() {
    if (contradicted || (refused < 0 && accepted == most)) {
      return OptionalLong.empty();
    }
    if (refused < 0) {
      asked = Math.min(most, accepted * 2);
    } else if (refused - accepted > 1) {
      asked = accepted + (refused - accepted) / 2;
    } else if (confirmed < 2 * CONFIRMATIONS) {
      asked = confirmed % 2 == 0 ? accepted : refused;
    } else {
      return OptionalLong.empty();
    }
    return OptionalLong.of(asked);
  }

  /** What became of the size that was asked for. */
  void took(boolean yes) {
    if (asked == accepted || asked == refused) {
      contradicted = yes != (asked == accepted);
      confirmed++;
    } else if (yes) {
      accepted = asked;
    } else {
      refused = asked;
    }
  }

  /** Whether an edge was accepted once and refused once. */
  boolean contradicted() {
    return contradicted;
  }

  long accepted() {
    return accepted;
  }

  /** The smallest size that was refused; empty when none was. */
  OptionalLong refused() {
    return refused < 0 ? OptionalLong.empty() : OptionalLong.of(refused);
  }
}
