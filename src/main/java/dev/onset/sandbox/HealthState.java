package dev.onset.sandbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The spells in which a gateway was ill, as a health check sees them some time later; not
 * thread-safe. Times are nanoseconds and never go back.
 */
final class HealthState {
  private final long delayNanos;
  private final Deque<Spell> spells = new ArrayDeque<>();

  /** From a time on, up to another one that is not in it any more. */
  private record Spell(long from, long until) {}

  HealthState(Duration delay) {
    this.delayNanos = delay.toNanos();
  }

  /** Notes that it is ill for a time, which may overlap the last one noted but starts no sooner. */
  void ill(long from, long until) {
    Spell last = spells.peekLast();
    if (last != null && from <= last.until()) {
      spells.removeLast();
      spells.add(new Spell(last.from(), Math.max(last.until(), until)));
    } else {
      spells.add(new Spell(from, until));
    }
    forget(from);
  }

  /** Whether the health check that comes now finds it ill. */
  boolean isDown(long nowNanos) {
    forget(nowNanos);
    Spell first = spells.peekFirst();
    return first != null && nowNanos - delayNanos >= first.from();
  }

  private void forget(long nowNanos) {
    Spell first = spells.peekFirst();
    while (first != null && first.until() <= nowNanos - delayNanos) {
      spells.removeFirst();
      first = spells.peekFirst();
    }
  }
}
