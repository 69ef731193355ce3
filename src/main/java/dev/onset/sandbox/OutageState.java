package dev.onset.sandbox;

import java.util.Optional;

/**
 * An {@link Outage} as it happens; not thread-safe. Times are nanoseconds and never go back; what
 * happens between two calls is told by the later one.
 */
final class OutageState {
  private static final int MOST_TIMES = 1 << 20;
  private static final long WINDOW = Outage.WINDOW.toNanos();

  private final Outage outage;
  private final RecentTimes arrivals = new RecentTimes(MOST_TIMES);
  private boolean ever;
  private boolean down;
  private long downFrom;
  private long upFrom;

  /** Whether arrivals are few enough to recover, and since when. */
  private boolean calm;

  private long calmFrom;

  OutageState(Outage outage) {
    this.outage = outage;
  }

  /** From a time on, up to another one that is not in it any more. */
  record Spell(long from, long until) {}

  /** Counts a request; true if it finds the gateway down. */
  boolean arrive(long nowNanos) {
    passTo(nowNanos);
    arrivals.add(nowNanos);
    if (down) {
      calm &= arrivals.size() <= outage.mostToRecover();
    } else if (arrivals.size() > outage.mostWhileUp()) {
      ever = true;
      down = true;
      downFrom = nowNanos;
      calm = false;
    }
    return down;
  }

  /** The outage in force, with what of it is past, or else the last one, if there was any. */
  Optional<Spell> latest(long nowNanos) {
    passTo(nowNanos);
    return ever ? Optional.of(new Spell(downFrom, down ? nowNanos + 1 : upFrom)) : Optional.empty();
  }

  private void passTo(long nowNanos) {
    if (down && !calm) {
      // Those that are too many to recover must have left the window, the oldest first.
      int tooMany = arrivals.size() - outage.mostToRecover();
      long left = arrivals.at(tooMany - 1) + WINDOW;
      calm = left <= nowNanos;
      calmFrom = left;
    }
    if (down && calm && nowNanos - calmFrom >= outage.recovery().toNanos()) {
      down = false;
      upFrom = calmFrom + outage.recovery().toNanos();
    }
    arrivals.forgetUntil(nowNanos - WINDOW);
  }
}
