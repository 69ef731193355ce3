package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * The window of one limit, inferred from what successive responses say remains and when it is
 * reset.
 *
 * <p>What remains jumps up, from below {@value #LOW} to above {@value #HIGH} of the limit, where a
 * window begins; the largest reset seen right after such a jump is the window. It is only believed
 * if every reset between two jumps counts down to the same moment and what remains did not grow
 * after a refusal, else the limiter has no windows; and if at least one countdown was seen to its
 * end, or for three seconds. Confined to one thread.
 */
final class DeclaredWindow {

  private static final double LOW = 0.4;
  private static final double HIGH = 0.6;

  /** Answers from before a jump may arrive so long after it. */
  private static final double DISORDER_SECONDS = 0.1;

  /** A jump was seen as it came when the answer before it came this much earlier at most. */
  private static final double PROMPT_SECONDS = 0.25;

  /** The same as a share of the reset. */
  private static final double PROMPT_SHARE = 0.05;

  private final double limit;
  private double lastAt = Double.NEGATIVE_INFINITY;
  private boolean low;
  private @Nullable DeclaredPeriod period;
  private double largestReset;
  private double shortestDistance = Double.POSITIVE_INFINITY;
  private boolean confirmed;
  private boolean contradicted;

  DeclaredWindow(double limit) {
    this.limit = limit;
  }

  void add(double at, double remaining, double resetSeconds, boolean admitted) {
    var current = period;
    if (current != null
        && at < current.startedAt() + DISORDER_SECONDS
        && remaining <= LOW * limit) {
      return;
    }
    // After a pause the window may have begun long before: its reset is but what is left of it.
    boolean prompt = at - lastAt <= Math.max(PROMPT_SECONDS, PROMPT_SHARE * resetSeconds);
    lastAt = Math.max(lastAt, at);
    boolean jumped = low && remaining >= HIGH * limit;
    low = jumped ? false : low || remaining <= LOW * limit;
    if (jumped) {
      if (current != null) {
        close(current, at);
        shortestDistance = Math.min(shortestDistance, at + resetSeconds - current.firstEnd());
      }
      period = prompt ? new DeclaredPeriod(at, remaining, resetSeconds) : null;
      largestReset = prompt ? Math.max(largestReset, resetSeconds) : largestReset;
    } else if (current != null && remaining >= HIGH * limit && current.isOverAt(at, remaining)) {
      // Nobody watched how this one began, so that it says nothing of how long it is.
      contradicted |= !current.countsDown();
      period = null;
    } else if (current != null) {
      current.add(at, remaining, resetSeconds, admitted);
    }
  }

  /** The window in seconds, or null as long as it is not visible. */
  @Nullable Double seconds() {
    var open = period;
    boolean openFits = open == null || open.countsDown();
    boolean seen = confirmed || (open != null && open.confirmedBy(Double.NEGATIVE_INFINITY));
    boolean fits = shortestDistance >= largestReset - DeclaredPeriod.ROUNDING_SECONDS;
    return seen && !contradicted && openFits && fits && largestReset > 0 ? largestReset : null;
  }

  private void close(DeclaredPeriod ended, double nextJumpAt) {
    contradicted |= !ended.countsDown();
    confirmed |= ended.confirmedBy(nextJumpAt);
  }
}
