package dev.onset.limiter;

import org.jspecify.annotations.Nullable;

/**
 * The window of one limit, inferred from what successive responses say remains and when it is
 * reset.
 *
 * <p>What remains jumps up, from below {@value #LOW} to above {@value #HIGH} of the limit, where a
 * window begins; the largest reset seen right after such a jump is the window. It is only believed
 * if every reset between two jumps counts down to the same moment and nothing was admitted after a
 * refusal, else the limiter has no windows; and if at least one countdown was seen to its end, or
 * for three seconds. Confined to one thread.
 */
final class DeclaredWindow {

  private static final double LOW = 0.4;
  private static final double HIGH = 0.6;

  /** Answers from before a jump may arrive so long after it. */
  private static final double DISORDER_SECONDS = 0.1;

  private final double limit;
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
    boolean jumped = low && remaining >= HIGH * limit;
    low = jumped ? false : low || remaining <= LOW * limit;
    if (jumped) {
      if (current != null) {
        close(current, at);
        shortestDistance = Math.min(shortestDistance, at - current.startedAt());
      }
      period = new DeclaredPeriod(at, resetSeconds);
      largestReset = Math.max(largestReset, resetSeconds);
    } else if (current != null) {
      current.add(at, resetSeconds, admitted);
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
